import { z } from 'zod';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { PUSH_ROWS, type PushReply, type PushResult } from '#shared/sync/messages.ts';
import type { Queryable } from '../../postgres/database.ts';
import { announceAccess, announceFeed } from '../announce.ts';
import { type Answer, given, requestInvalid } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { isRecovering, readOrganisation } from '../organisation.ts';
import { hasDuty, type Packs } from '../packs.ts';
import { holdCustomers } from '../scopes.ts';
import { inEpoch, type StationAccess } from '../station-access.ts';
import { pushDocument } from './documents.ts';
import { writeTickets } from './entries.ts';
import { noteRefused, readEvidence } from './evidence.ts';
import { judge } from './judge.ts';
import { type ReadRow, readRow } from './read-row.ts';
import type { DocumentRow } from './resolve-document.ts';
import { lockTickets } from './ticket-state.ts';

const requestSchema = z.strictObject({ epoch: z.uuid(), rows: z.array(z.unknown()).min(1).max(PUSH_ROWS) });

interface Push {
  context: CentreContext;
  packs: Packs;
  station: StationAccess;
}

/**
 * Takes in what a station wrote: a verdict for each row, in their order, and all that was taken in one transaction. May be
 * repeated as often as one likes.
 */
export async function push(push: Push, request: unknown): Promise<Answer<PushReply>> {
  const read = requestSchema.safeParse(request);
  if (!read.success) return requestInvalid('O pedido não tem a forma esperada.', read.error.issues[0]?.path.join('.'));
  const epoch = inEpoch(push.station, read.data.epoch);
  if (!epoch.ok) return epoch;
  const rows = read.data.rows.map((row) => readRow(row, push.context.clock()));
  const results = await push.context.db.transaction((tx) => takeIn(tx, rows, push));
  return given({ results, at: nowIso(push.context) });
}

async function takeIn(tx: Queryable, rows: readonly ReadRow[], push: Push): Promise<PushResult[]> {
  const { context, station } = push;
  const results: PushResult[] = rows.map((row) =>
    row.kind === 'unreadable' ? row.result : { id: '', outcome: 'later' },
  );
  const documents = rows.flatMap((row) => (row.kind === 'document' ? [row.id] : []));
  const told = new Set<string>();
  for (const scope of await takeEntries(tx, { rows, results, documents }, push)) told.add(scope);
  if (documents.length > 0) {
    const mayAdminister = await administers(tx, push);
    const organisation = await readOrganisation(tx);
    const [recovering, formerEpochs] = [isRecovering(organisation, context), organisation.formerEpochs];
    for (const [index, row] of inLockOrder(rows)) {
      const documentPush = { context, station, mayAdminister, recovering, formerEpochs };
      const { result, scopes } = await pushDocument(tx, row, documentPush);
      results[index] = result;
      for (const scope of scopes) told.add(scope);
      if (row.collection === 'staff' && scopes.length > 0) await announceAccess(tx, null);
    }
  }
  await announceFeed(tx, told);
  return results;
}

interface Taking {
  rows: readonly ReadRow[];
  results: PushResult[];
  /** Ids of the documents in the push: held together with the tickets' customers. */
  documents: string[];
}

/** Fills in `results`; answers the feeds that got something. */
async function takeEntries(tx: Queryable, { rows, results, documents }: Taking, push: Push): Promise<string[]> {
  const { context, station } = push;
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [row.entry] : []));
  if (entries.length === 0) {
    await holdCustomers(tx, documents);
    return [];
  }
  const tickets = await lockTickets(tx, {
    ids: entries.map(({ ticketId }) => ticketId),
    opened: await birthUnits(tx, entries, station),
  });
  const evidence = await readEvidence(tx, entries, push);
  const refused: { entry: Entry; text: string; refusals: string }[] = [];
  for (const [index, row] of rows.entries()) {
    if (row.kind !== 'entry') continue;
    const { entry, text } = row;
    const ticket = tickets.get(entry.ticketId);
    const verdict = await judge(entry, { tx, station, evidence, ticket });
    results[index] = verdict ?? { id: entry.id, outcome: 'accepted' };
    if (!verdict) {
      await ticket!.take(tx, entry, text);
      evidence.present.set(entry.id, text);
    } else if (verdict.outcome === 'refused') {
      noteRefused(evidence, entry);
      refused.push({ entry, text, refusals: JSON.stringify(verdict.refusals) });
    }
  }
  await keepRefused(tx, refused, push);
  return writeTickets(tx, [...tickets.values()], { context, station, documents });
}

/** Of the tickets that are opened: the unit of the station at which that was. */
async function birthUnits(
  tx: Queryable,
  entries: readonly Entry[],
  station: StationAccess,
): Promise<Map<string, string>> {
  const openings = entries.filter(({ kind }) => kind === 'call-opened');
  const foreign = openings.filter((entry) => !station.numbers.includes(entry.station)).map((entry) => entry.station);
  const { rows } =
    foreign.length === 0
      ? { rows: [] }
      : await tx.query<{ number: string; unit_id: string }>(
          `SELECT n.number, s.unit_id FROM station s CROSS JOIN unnest(s.number::text || s.former_numbers) AS n(number) WHERE n.number = ANY($1)`,
          [foreign],
        );
  const units = new Map(rows.map(({ number, unit_id }) => [number, unit_id]));
  return new Map(openings.map((entry) => [entry.ticketId, units.get(entry.station) ?? station.unitId]));
}

async function keepRefused(
  tx: Queryable,
  refused: readonly { entry: Entry; text: string; refusals: string }[],
  { context, station }: Push,
): Promise<void> {
  if (refused.length === 0) return;
  const latest = [...new Map(refused.map((one) => [one.entry.id, one])).values()];
  await tx.query(
    `INSERT INTO refused_entry (id, station_id, ticket_id, body, refusals, refused_at)
     SELECT r.id, $5, r.ticket_id, r.body, r.refusals, $6
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS r(id, ticket_id, body, refusals)
     ON CONFLICT (id, station_id) DO UPDATE SET body = excluded.body, refusals = excluded.refusals, refused_at = excluded.refused_at`,
    [
      latest.map(({ entry }) => entry.id),
      latest.map(({ entry }) => entry.ticketId),
      latest.map(({ text }) => text),
      latest.map(({ refusals }) => refusals),
      station.stationId,
      nowIso(context),
    ],
  );
}

/** Rows of documents in the one order in which every push writes them. */
function inLockOrder(rows: readonly ReadRow[]): [number, DocumentRow][] {
  const documents = [...rows.entries()].filter((pair): pair is [number, DocumentRow] => pair[1].kind === 'document');
  const key = ({ collection, id }: DocumentRow) => `${collection}/${id}`;
  return documents.sort(([a, left], [b, right]) =>
    key(left) === key(right) ? a - b : key(left) < key(right) ? -1 : 1,
  );
}

async function administers(tx: Queryable, { packs, station }: Push): Promise<boolean> {
  const { rows } = await tx.query<{ role: string }>(
    `SELECT d.body::json ->> 'role' AS role FROM document d JOIN account a ON a.staff_id::text = d.id
     WHERE d.collection = 'staff' AND d.id = ANY($1) AND d.body IS NOT NULL AND a.deactivated_at IS NULL`,
    [station.staffIds],
  );
  const pack = await packs.inForce(tx);
  return rows.some(({ role }) => hasDuty(pack, role, 'administration'));
}
