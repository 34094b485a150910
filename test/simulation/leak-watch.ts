/**
 * Looks at everything that is delivered, while it is: nobody gets a feed that is not theirs, and no feed holds what does not
 * belong in it. What belongs where is reckoned here anew, from heads, homes and accounts.
 */

import type { Queryable } from '#server/postgres/database.ts';
import { scopesOf } from '#shared/domain/ticket/scopes.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { FeedRow } from '#shared/sync/messages.ts';

/** Rows of the stream were read a moment before they are delivered. */
const ON_ITS_WAY_MS = 2_000;

export interface LeakWatchOptions {
  /** `null` while there is none. */
  db: () => Queryable | null;
  /** Ids of the stations by index. */
  stationIds: readonly string[];
  leak: (text: string) => void;
}

interface TicketRow {
  id: string;
  birth_unit: string;
  aged: boolean;
  head: string | null;
  brought_in: string[];
  left: boolean;
}

export class LeakWatch {
  readonly #options: LeakWatchOptions;
  readonly #looking = new Set<Promise<void>>();
  readonly #seen = new Set<string>();
  #accessChangedAt = Number.NEGATIVE_INFINITY;

  constructor(options: LeakWatchOptions) {
    this.#options = options;
  }

  /** From now on somebody may see something else. */
  accessChanges(): void {
    this.#accessChangedAt = performance.now();
  }

  /** Once everything that was delivered has been looked at. */
  async settled(): Promise<void> {
    while (this.#looking.size > 0) await Promise.all([...this.#looking]);
  }

  /** Before a station is answered. */
  async scopes(index: number): Promise<ReadonlySet<string> | null> {
    const [db, stationId] = [this.#options.db(), this.#options.stationIds[index]];
    // Being enrolled: its id is not known here yet.
    return db && stationId ? scopesNow(db, stationId).catch(() => null) : null;
  }

  /** A page was pulled. @param before its scopes when it asked */
  pulled(index: number, page: { scope: string; rows: FeedRow[]; before: ReadonlySet<string> | null }): Promise<void> {
    return this.#look(async (db) => {
      const { scope, rows, before } = page;
      if (before === null) return;
      const held = before.has(scope) || (await scopesNow(db, this.#options.stationIds[index]!)).has(scope);
      if (!held) this.#options.leak(`${LEAK}: station ${index} pulled ${scope}`);
      await this.#belong(db, scope, rows);
    });
  }

  /** Rows came on the stream. */
  streamed(index: number, data: string): void {
    this.#look(async (db) => {
      const { scope, rows } = JSON.parse(data) as { scope: string; rows: FeedRow[] };
      if (!this.#options.stationIds[index]) return;
      const held = (await scopesNow(db, this.#options.stationIds[index]!)).has(scope);
      if (!held && performance.now() - this.#accessChangedAt > ON_ITS_WAY_MS)
        this.#options.leak(`${LEAK}: the stream of station ${index} brought ${scope}`);
      if (this.#seen.has(data)) return;
      this.#seen.add(data);
      await this.#belong(db, scope, rows);
    });
  }

  #look(work: (db: Queryable) => Promise<void>): Promise<void> {
    const db = this.#options.db();
    if (!db) return Promise.resolve();
    // The centre may be dropped, restored or cut off from its database at this very moment.
    const looking = work(db)
      .catch(() => {})
      .finally(() => this.#looking.delete(looking));
    this.#looking.add(looking);
    return looking;
  }

  async #belong(db: Queryable, scope: string, rows: readonly FeedRow[]): Promise<void> {
    const tickets = [...new Set(rows.flatMap((row) => (row.kind === 'entry' ? [row.entry.ticketId] : [])))];
    const documents = rows.flatMap((row) => (row.kind === 'document' ? [row] : []));
    for (const row of tickets.length === 0 ? [] : await readTickets(db, scope, tickets)) {
      // Left meanwhile: then the feed says so.
      if (row.head === null || row.left || placesOf(row).includes(scope)) continue;
      this.#options.leak(`${LEAK}: entries of ${row.id} in ${scope}, it is in ${placesOf(row).join(' ')}`);
    }
    for (const { collection, id } of documents)
      if (!(await isHome(db, scope, { collection, id })))
        this.#options.leak(`${LEAK}: ${collection}/${id} in ${scope}`);
  }
}

const LEAK = 'nothing is delivered outside its scopes';

async function scopesNow(db: Queryable, stationId: string): Promise<ReadonlySet<string>> {
  const { rows } = await db.query<{ scope: string }>(
    `SELECT 'o' AS scope FROM station WHERE id = $1 AND revoked_at IS NULL
     UNION SELECT 'u:' || unit_id FROM station WHERE id = $1 AND revoked_at IS NULL
     UNION SELECT 'a:' || i.staff_id FROM sign_in i JOIN account a USING (staff_id) JOIN station s ON s.id = i.station_id
       WHERE i.station_id = $1 AND a.deactivated_at IS NULL AND s.revoked_at IS NULL`,
    [stationId],
  );
  return new Set(rows.map(({ scope }) => scope));
}

async function readTickets(db: Queryable, scope: string, ids: readonly string[]): Promise<TicketRow[]> {
  const { rows } = await db.query<TicketRow>(
    `SELECT id, birth_unit, aged, head,
       array(SELECT staff_id::text FROM bring_in b WHERE b.ticket_id = t.id) AS brought_in,
       EXISTS (SELECT FROM feed f WHERE f.scope = $1 AND f.kind = 't' AND f.id = t.id::text) AS left
     FROM ticket t WHERE id = ANY($2)`,
    [scope, ids],
  );
  return rows;
}

function placesOf({ head, birth_unit, aged, brought_in }: TicketRow): string[] {
  const { ticket } = JSON.parse(head!) as { ticket: Ticket };
  const said: string[] = scopesOf(ticket, birth_unit);
  return [...said.filter((scope) => !aged || !scope.startsWith('u:')), ...brought_in.map((id) => `a:${id}`)];
}

/** At home there, named by a ticket that is there, or gone from there meanwhile. */
async function isHome(
  db: Queryable,
  scope: string,
  { collection, id }: { collection: string; id: string },
): Promise<boolean> {
  const { rows } = await db.query<{ home: string; gone: boolean; head: string | null; birth_unit: string }>(
    `SELECT d.home, t.head, t.birth_unit, t.aged,
       array(SELECT staff_id::text FROM bring_in b WHERE b.ticket_id = t.id) AS brought_in,
       EXISTS (SELECT FROM feed f WHERE f.scope = $1 AND f.kind = 'x' AND f.collection = $2 AND f.id = $3) AS gone
     FROM document d LEFT JOIN ticket t ON d.collection = 'customers' AND t.customer_id = d.id AND t.head IS NOT NULL
     WHERE d.collection = $2 AND d.id = $3`,
    [scope, collection, id],
  );
  return (
    rows.length === 0 ||
    rows.some((row) => row.home === scope || row.gone || (row.head && placesOf(row as never).includes(scope)))
  );
}
