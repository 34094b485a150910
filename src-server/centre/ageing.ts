import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Queryable } from '../postgres/database.ts';
import { announceFeed } from './announce.ts';
import type { CentreContext } from './context.ts';
import { errorFacts } from './log.ts';
import { grant, grantCustomers, type Pair, placesOf, revoke, revokeCustomers } from './scopes.ts';

/** A unit's stations hold its open tickets, and closed ones for so long. */
export const HELD_DAYS = 90;
/** Tickets of one transaction: each holds up the feeds while it runs. */
const BATCH = 200;
const EVERY_MS = 3_600_000;
/** Any number that nothing else in this database locks. */
const AGEING_LOCK = '4738291003';

/** Takes what is too old out of the units' feeds, and what was brought in long enough ago out of the agents'. Answers how many. */
export async function ageOnce(context: CentreContext): Promise<number> {
  const now = context.clock();
  let aged = 0;
  for (;;) {
    const moved = await context.db.transaction(async (tx) => {
      const { rows } = await tx.query<{ held: boolean }>(`SELECT pg_try_advisory_xact_lock(${AGEING_LOCK}) AS held`);
      // Another process is at it.
      if (!rows[0]!.held) return 0;
      return ageBatch(tx, now);
    });
    aged += moved;
    if (moved < BATCH) return aged;
  }
}

interface AgedRow {
  id: string;
  birth_unit: string;
  customer_id: string | null;
  head: string;
  old: boolean;
  brought_in: string[];
  scopes: string[];
}

async function ageBatch(tx: Queryable, now: number): Promise<number> {
  const { rows: found } = await tx.query<{ id: string }>(
    `(SELECT id FROM ticket WHERE NOT open AND NOT aged AND closed_at < $1 ORDER BY closed_at LIMIT ${BATCH})
     UNION (SELECT ticket_id FROM bring_in WHERE until < $2 LIMIT ${BATCH})`,
    [new Date(now - HELD_DAYS * 86_400_000), new Date(now)],
  );
  const ids = found.map(({ id }) => id).slice(0, BATCH);
  if (ids.length === 0) return 0;
  await tx.query('SELECT FROM ticket WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
  await tx.query('DELETE FROM bring_in WHERE ticket_id = ANY($1) AND until < $2', [ids, new Date(now)]);
  await tx.query('UPDATE ticket SET aged = true WHERE id = ANY($1) AND NOT open AND closed_at < $2', [
    ids,
    new Date(now - HELD_DAYS * 86_400_000),
  ]);
  await settlePlaces(tx, ids);
  return ids.length;
}

/** Puts tickets whose rows are held into the feeds in which they belong now, and takes them out of the others. */
export async function settlePlaces(tx: Queryable, ids: readonly string[]): Promise<void> {
  const { rows } = await tx.query<AgedRow>(
    `SELECT id, birth_unit, customer_id, head, aged AS old,
       array(SELECT staff_id::text FROM bring_in b WHERE b.ticket_id = ticket.id) AS brought_in,
       array(SELECT scope FROM ticket_scope s WHERE s.ticket_id = ticket.id) AS scopes
     FROM ticket WHERE id = ANY($1) AND head IS NOT NULL ORDER BY id`,
    [ids],
  );
  const [out, added]: [Pair[], Pair[]] = [[], []];
  const [customersOut, customersIn]: { customerId: string; scope: string }[][] = [[], []];
  for (const row of rows) {
    const head = (JSON.parse(row.head) as { ticket: Ticket }).ticket;
    const places = placesOf({
      ticketId: row.id,
      head,
      birthUnit: row.birth_unit,
      aged: row.old,
      broughtInBy: row.brought_in,
    });
    for (const scope of row.scopes) {
      if (places.has(scope)) continue;
      out.push({ ticketId: row.id, scope });
      if (row.customer_id) customersOut!.push({ customerId: row.customer_id, scope });
    }
    for (const scope of places) {
      if (row.scopes.includes(scope)) continue;
      added.push({ ticketId: row.id, scope });
      if (row.customer_id) customersIn!.push({ customerId: row.customer_id, scope });
    }
  }
  await revoke(tx, out);
  await grant(tx, added);
  const told = [...(await grantCustomers(tx, customersIn!)), ...(await revokeCustomers(tx, customersOut!))];
  await announceFeed(tx, [...told, ...out.map(({ scope }) => scope), ...added.map(({ scope }) => scope)]);
}

/** Every hour, in whichever process comes first. */
export function keepAgeing(context: CentreContext): { stop(): void } {
  const run = () => {
    ageOnce(context)
      .then((aged) => aged > 0 && context.log.info({ aged }, 'ageing.done'))
      .catch((error) => context.log.warn(errorFacts(error), 'ageing.failed'));
  };
  const timer = setInterval(run, EVERY_MS).unref();
  const first = setTimeout(run, 5_000).unref();
  return {
    stop: () => {
      clearInterval(timer);
      clearTimeout(first);
    },
  };
}
