/*
 * Fills a centre with what a unit leaves there in years: customers with ten tickets each and eight entries in each ticket.
 * Written by the very functions with which a push writes what it has judged, many tickets in a transaction; what is
 * left out is the judging.
 */
import { writeTickets } from '#server/centre/push/entries.ts';
import { lockTickets } from '#server/centre/push/ticket-state.ts';
import type { StationAccess } from '#server/centre/station-access.ts';
import type { Queryable } from '#server/postgres/database.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { uuidV7 } from '#shared/domain/id/uuid.ts';
import { protocolNumber } from '#shared/domain/protocol/protocol-number.ts';
import { draft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { documentKey, rowHash } from '#shared/sync/digest.ts';
import { addTestStation } from '../../support/centre-process.ts';
import { customerOf, numbers, texts, ticketDrafts } from '../profile.ts';
import type { House } from './house.ts';

export const ENTRIES_PER_TICKET = 8;
const TICKETS_PER_CUSTOMER = 10;
const TICKETS_PER_DAY = 400;
/** What is closed for 90 days leaves the unit's feed. */
const MOST_DAYS = 80;
const MOST_UNFINISHED = 60;
const DAY = 86_400_000;
const BATCH = 500;

export interface FillPlan {
  unitId: string;
  tickets: number;
  agents: readonly Person[];
}

export async function fill(house: House, { unitId, tickets, agents }: FillPlan): Promise<void> {
  const { centre, db } = house;
  const author = await addTestStation(centre, { unitId, staffIds: agents.map(({ id }) => id) });
  const access = await author.access();
  const next = numbers(tickets);
  const text = texts(next);
  const random = (count: number) => Uint8Array.from({ length: count }, () => next() * 256);
  const until = Date.now();
  let moment = until - 900 * DAY;
  const newId = () => uuidV7(moment, random);
  const customers = Array.from({ length: Math.ceil(tickets / TICKETS_PER_CUSTOMER) }, (_, index) =>
    customerOf(index, { newId, text, until }),
  );
  for (let from = 0; from < customers.length; from += BATCH)
    await db.transaction((tx) => writeCustomers(tx, customers.slice(from, from + BATCH), access));
  let clock = { time: 0, counter: 0, node: 'benchmrk' };
  const perDay = Math.max(TICKETS_PER_DAY, Math.ceil(tickets / MOST_DAYS));
  const days = Math.ceil(tickets / perDay);
  for (let from = 0; from < tickets; from += BATCH) {
    const entries: Entry[] = [];
    for (let number = from; number < Math.min(tickets, from + BATCH); number++) {
      const wall = until - (days - Math.floor(number / perDay)) * DAY + (number % perDay) * 60_000;
      moment = wall;
      const actor = agents[number % agents.length]!;
      const id = newId();
      const written = ticketDrafts(number, {
        id,
        callId: newId(),
        protocol: protocolNumber({
          day: new Date(wall).toISOString().slice(2, 10).replaceAll('-', ''),
          station: author.stationNumber,
          sequence: (number % perDay) + 1,
        }),
        actor,
        customer: customers[number % customers.length]!,
        rare: false,
        finished: number < tickets - Math.min(MOST_UNFINISHED, tickets * 0.03),
        text,
      });
      while (written.length < ENTRIES_PER_TICKET)
        written.splice(5, 0, draft(id, 'reported', { data: { text: text(20) } }));
      const station = String(author.stationNumber);
      const stamped = stampDrafts(written, { clock, wall, station, actor, newId, known: () => ({}) });
      clock = stamped.clock;
      entries.push(...stamped.entries);
    }
    await db.transaction((tx) => writeEntries(tx, entries, { house, access }));
  }
  await db.query('ANALYZE');
}

async function writeEntries(
  tx: Queryable,
  entries: readonly Entry[],
  { house, access }: { house: House; access: StationAccess },
): Promise<void> {
  const births = new Map(entries.map(({ ticketId }) => [ticketId, access.unitId]));
  const states = await lockTickets(tx, { ids: births.keys(), opened: births });
  for (const entry of entries) await states.get(entry.ticketId)!.take(tx, entry, JSON.stringify(entry));
  await writeTickets(tx, [...states.values()], { context: house.centre.context, station: access, documents: [] });
}

async function writeCustomers(
  tx: Queryable,
  customers: readonly Customer[],
  { unitId, stationId }: StationAccess,
): Promise<void> {
  await tx.query(
    `INSERT INTO document (collection, id, version, body, home, hash, changed_by, changed_at)
     SELECT 'customers', c.id, 1, c.body, $4, c.hash, $5, now() FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c(id, body, hash)`,
    [
      customers.map(({ id }) => id),
      customers.map((customer) => JSON.stringify(customer)),
      customers.map(({ id }) => rowHash(documentKey(id, 1))),
      `u:${unitId}`,
      stationId,
    ],
  );
  await tx.query(
    `INSERT INTO feed (scope, kind, collection, id, hash)
     SELECT home, 'd', collection, id, hash FROM document WHERE collection = 'customers' AND id = ANY($1)`,
    [customers.map(({ id }) => id)],
  );
}
