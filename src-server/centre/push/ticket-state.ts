import type { Entry } from '#shared/domain/ticket/entry.ts';
import { type Folded, fold, foldNext } from '#shared/domain/ticket/fold.ts';
import type { Queryable } from '../../postgres/database.ts';

export interface TicketRow {
  id: string;
  birth_unit: string;
  aged: boolean;
  customer_id: string | null;
  head: string | null;
  scopes: string[];
}

/** One ticket while a push works on it. The push holds its row. */
export class TicketState {
  readonly id: string;
  readonly birthUnit: string;
  readonly aged: boolean;
  readonly customerBefore: string | null;
  readonly scopesBefore: readonly string[];
  /** Nothing of it was there before this push. */
  readonly isNew: boolean;
  /** Of the entries that were there and those taken in so far. */
  folded: Folded | null;
  readonly taken: { entry: Entry; text: string }[] = [];
  #journal: Entry[] | null = null;

  constructor(row: TicketRow) {
    this.id = row.id;
    this.birthUnit = row.birth_unit;
    this.aged = row.aged;
    this.customerBefore = row.customer_id;
    this.scopesBefore = row.scopes;
    this.isNew = row.head === null;
    this.folded = row.head === null ? null : (JSON.parse(row.head) as Folded);
  }

  /** The head that the author of `entry` had before them: that of the entries they knew of. */
  async headAtBase(tx: Queryable, entry: Entry): Promise<Folded | null> {
    if (!this.folded) return null;
    const knewAll = Object.entries(this.folded.known).every(([station, stamp]) => (entry.base[station] ?? '') >= stamp);
    if (knewAll) return this.folded;
    const journal = await this.#wholeJournal(tx);
    return fold(journal.filter((one) => one.hlc <= (entry.base[one.station] ?? '')));
  }

  /** Whether the author had seen this ticket: they name a stamp that is really in it. */
  async wasSeenBy(tx: Queryable, entry: Entry): Promise<boolean> {
    const journal = await this.#wholeJournal(tx);
    return journal.some((one) => entry.base[one.station] === one.hlc);
  }

  async take(tx: Queryable, entry: Entry, text: string): Promise<void> {
    this.folded = foldNext(this.folded, entry) ?? fold([...(await this.#wholeJournal(tx)), entry]);
    this.taken.push({ entry, text });
    this.#journal?.push(entry);
  }

  async #wholeJournal(tx: Queryable): Promise<Entry[]> {
    if (this.#journal) return this.#journal;
    const { rows } = await tx.query<{ body: string }>('SELECT body FROM entry WHERE ticket_id = $1', [this.id]);
    const stored = rows.map(({ body }) => JSON.parse(body) as Entry);
    this.#journal = [...stored, ...this.taken.map(({ entry }) => entry)];
    return this.#journal;
  }
}

/**
 * Makes the rows of tickets that are opened now and locks all of them, always in the order of their ids: pushes that meet
 * on several tickets wait for each other and never in a circle.
 */
export async function lockTickets(
  tx: Queryable,
  { ids, opened }: { ids: Iterable<string>; opened: ReadonlyMap<string, string> },
): Promise<Map<string, TicketState>> {
  const births = [...opened].sort(([a], [b]) => (a < b ? -1 : 1));
  if (births.length > 0)
    await tx.query(
      `INSERT INTO ticket (id, birth_unit) SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS t(id, unit) ORDER BY id ON CONFLICT DO NOTHING`,
      [births.map(([id]) => id), births.map(([, unit]) => unit)],
    );
  const { rows } = await tx.query<Omit<TicketRow, 'scopes'>>(
    `SELECT id, birth_unit, aged, customer_id, head FROM ticket WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [[...new Set(ids)]],
  );
  // Asked once the rows are held: before that somebody else may still have been changing them.
  const places = await tx.query<{ ticket_id: string; scope: string }>(
    'SELECT ticket_id, scope FROM ticket_scope WHERE ticket_id = ANY($1)',
    [rows.map(({ id }) => id)],
  );
  const scopes = Map.groupBy(places.rows, (place) => place.ticket_id);
  return new Map(
    rows.map((row) => [
      row.id,
      new TicketState({ ...row, scopes: (scopes.get(row.id) ?? []).map(({ scope }) => scope) }),
    ]),
  );
}
