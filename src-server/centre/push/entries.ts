import { searchWords } from '#shared/domain/text/fold-accents.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { entryKey, rowHash } from '#shared/sync/digest.ts';
import { noteReferences } from '../../attachments/references.ts';
import type { Queryable } from '../../postgres/database.ts';
import { type CentreContext, nowIso } from '../context.ts';
import {
  type CustomerPair,
  grant,
  grantCustomers,
  holdCustomers,
  type Pair,
  placesOf,
  revoke,
  revokeCustomers,
} from '../scopes.ts';
import type { StationAccess } from '../station-access.ts';
import type { TicketState } from './ticket-state.ts';

/** Writes what was taken in: entries, heads, feeds. Answers the feeds that got something. */
export async function writeTickets(
  tx: Queryable,
  tickets: readonly TicketState[],
  { context, station, documents }: { context: CentreContext; station: StationAccess; documents: readonly string[] },
): Promise<string[]> {
  const changed = tickets.filter(({ taken }) => taken.length > 0);
  await insertEntries(tx, changed, { context, station });
  await updateHeads(tx, changed, context);
  const broughtIn = await broughtInBy(tx, changed);
  const moves = changed.map((ticket) => movesOf(ticket, broughtIn.get(ticket.id) ?? []));
  const fresh = changed.filter(({ isNew }) => isNew);
  await tx.query('DELETE FROM ticket WHERE id = ANY($1) AND head IS NULL', [
    tickets.filter(({ isNew, taken }) => isNew && taken.length === 0).map(({ id }) => id),
  ]);
  await holdCustomers(tx, [
    ...documents,
    ...moves.flatMap(({ customersIn, customersOut }) =>
      [...customersIn, ...customersOut].map(({ customerId }) => customerId),
    ),
  ]);
  await revoke(
    tx,
    moves.flatMap(({ out }) => out),
  );
  await grant(
    tx,
    moves.flatMap(({ added }) => added),
  );
  await appendToFeeds(
    tx,
    moves.flatMap(({ appended }) => appended),
  );
  const told = [
    ...(await grantCustomers(
      tx,
      moves.flatMap(({ customersIn }) => customersIn),
    )),
    ...(await revokeCustomers(
      tx,
      moves.flatMap(({ customersOut }) => customersOut),
    )),
  ];
  context.log.debug({ tickets: changed.length, opened: fresh.length }, 'push.tickets');
  return [...told, ...moves.flatMap(({ touched }) => touched)];
}

async function insertEntries(
  tx: Queryable,
  tickets: readonly TicketState[],
  { context, station }: { context: CentreContext; station: StationAccess },
): Promise<void> {
  const taken = tickets.flatMap((ticket) => ticket.taken);
  if (taken.length === 0) return;
  await tx.query(
    `INSERT INTO entry (id, ticket_id, hlc, hash, body, offered_by, received_at)
     SELECT *, $6::uuid, $7::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[])`,
    [
      taken.map(({ entry }) => entry.id),
      taken.map(({ entry }) => entry.ticketId),
      taken.map(({ entry }) => entry.hlc),
      taken.map(({ entry }) => rowHash(entryKey(entry.id))),
      taken.map(({ text }) => text),
      station.stationId,
      nowIso(context),
    ],
  );
  await noteReferences(
    tx,
    taken.map(({ entry }) => entry),
    station.stationId,
  );
  await tx.query('DELETE FROM refused_entry WHERE id = ANY($1) AND station_id = $2', [
    taken.map(({ entry }) => entry.id),
    station.stationId,
  ]);
}

const MOST_WORDS = 5_000;

async function updateHeads(tx: Queryable, tickets: readonly TicketState[], { clock }: CentreContext): Promise<void> {
  if (tickets.length === 0) return;
  const heads = tickets.map(({ folded }) => folded!.ticket);
  const now = new Date(clock()).toISOString();
  // What an author's clock said may lie in the future, and would keep a closed ticket for years.
  const closedAt = heads.map(({ status, closing }) =>
    status !== 'closed' ? null : closing && closing.at < now ? closing.at : now,
  );
  await tx.query(
    `UPDATE ticket t SET
       protocol = c.protocol, customer_id = c.customer_id, open = c.closed_at IS NULL, closed_at = c.closed_at,
       aged = t.aged AND c.closed_at IS NOT NULL, entries = t.entries + c.added, changed = pg_current_xact_id(), head = c.head,
       words = CASE WHEN length(t.words) > ${MOST_WORDS} THEN t.words
         ELSE t.words || array_to_tsvector(string_to_array(c.words, ' ')) END
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::text[], $7::text[])
       AS c(id, protocol, customer_id, closed_at, added, head, words)
     WHERE t.id = c.id`,
    [
      tickets.map(({ id }) => id),
      heads.map(({ protocol }) => protocol.slice(0, 40)),
      heads.map(({ customer }) => customer?.id ?? null),
      closedAt,
      tickets.map(({ taken }) => taken.length),
      tickets.map(({ folded }) => JSON.stringify(folded)),
      tickets.map(({ taken }) => wordsOf(taken.map(({ entry }) => entry))),
    ],
  );
  await tx.query(
    `UPDATE ticket_scope s SET open = t.open FROM ticket t WHERE t.id = ANY($1) AND s.ticket_id = t.id AND s.open <> t.open`,
    [tickets.map(({ id }) => id)],
  );
}

/** By which a ticket is found at the centre: everything that people wrote in it. */
function wordsOf(entries: readonly Entry[]): string {
  const words = new Set<string>();
  const read = (value: unknown): void => {
    if (typeof value === 'string') for (const word of searchWords(value)) words.add(word.slice(0, 40));
    else if (typeof value === 'object' && value !== null) for (const inside of Object.values(value)) read(inside);
  };
  for (const { data } of entries) read(data);
  return [...words].slice(0, MOST_WORDS).join(' ');
}

async function broughtInBy(tx: Queryable, tickets: readonly TicketState[]): Promise<Map<string, string[]>> {
  const { rows } = await tx.query<{ ticket_id: string; staff: string[] }>(
    'SELECT ticket_id, array_agg(staff_id::text) AS staff FROM bring_in WHERE ticket_id = ANY($1) GROUP BY ticket_id',
    [tickets.map(({ id }) => id)],
  );
  return new Map(rows.map(({ ticket_id, staff }) => [ticket_id, staff]));
}

interface Moves {
  added: Pair[];
  out: Pair[];
  appended: { scope: string; entry: Entry }[];
  customersIn: CustomerPair[];
  customersOut: CustomerPair[];
  touched: string[];
}

function movesOf(ticket: TicketState, broughtIn: readonly string[]): Moves {
  const { id: ticketId, folded, birthUnit, aged, scopesBefore, customerBefore } = ticket;
  const head = folded!.ticket;
  const places = placesOf({
    ticketId,
    head,
    birthUnit,
    aged: aged && head.status === 'closed',
    broughtInBy: broughtIn,
  });
  const before = new Set(scopesBefore);
  const [kept, added] = [
    [...places].filter((scope) => before.has(scope)),
    [...places].filter((scope) => !before.has(scope)),
  ];
  // Whoever opened it has it, also when it was handed on before the centre ever heard of it.
  const had = ticket.isNew ? [`u:${birthUnit}`] : scopesBefore;
  const out = had.filter((scope) => !places.has(scope));
  const customerId = head.customer?.id ?? null;
  const now = customerId === null ? [] : customerId === customerBefore ? added : [...places];
  const left = customerBefore === null ? [] : customerId === customerBefore ? out : scopesBefore;
  return {
    added: added.map((scope) => ({ ticketId, scope })),
    out: out.map((scope) => ({ ticketId, scope })),
    appended: kept.flatMap((scope) => ticket.taken.map(({ entry }) => ({ scope, entry }))),
    customersIn: now.map((scope) => ({ customerId: customerId!, scope })),
    customersOut: left.map((scope) => ({ customerId: customerBefore!, scope })),
    touched: [...places, ...out],
  };
}

async function appendToFeeds(tx: Queryable, rows: readonly { scope: string; entry: Entry }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO feed (scope, kind, entry_id, hash)
     SELECT scope, 'e', id, hash FROM unnest($1::text[], $2::uuid[], $3::bigint[]) WITH ORDINALITY AS r(scope, id, hash, place) ORDER BY place`,
    [
      rows.map(({ scope }) => scope),
      rows.map(({ entry }) => entry.id),
      rows.map(({ entry }) => rowHash(entryKey(entry.id))),
    ],
  );
}
