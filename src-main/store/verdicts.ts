import type { Refusal } from '#shared/domain/refusal.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/*
 * What the centre refused of this station's own. A refused entry stays in its ticket's journal with its reason, and is
 * left out of the head; when the ticket leaves the station, what nobody has dealt with stays here with its words, and goes
 * back into the journal if the ticket returns. A refused document's words stay here too. No projection: it cannot be made
 * anew, and is never dropped.
 */

export const VERDICT_SQL = `
CREATE TABLE IF NOT EXISTS verdict(
  collection TEXT NOT NULL,
  id TEXT NOT NULL,
  ticket_id TEXT,
  state TEXT NOT NULL,
  refusals TEXT NOT NULL,
  body TEXT,
  at TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  protocol TEXT,
  PRIMARY KEY(collection, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS verdict_ticket ON verdict(ticket_id);
`;

/** `refused`: waits for somebody · `corrected`: another entry took its place · `given-up`: stays as it is. */
export type VerdictState = 'refused' | 'corrected' | 'given-up';

export interface Verdict {
  collection: string;
  id: string;
  /** Of entries. */
  ticketId: string | null;
  state: VerdictState;
  refusals: Refusal[];
  /** The refused document, or an entry whose ticket left; `null` for entries in the journal, and for removals. */
  body: Record<string, unknown> | null;
  /** ISO instants: when it was written, and when it was refused. */
  at: string;
  decidedAt: string;
  /** Of the ticket that left. */
  protocol: string | null;
}

interface Row extends Omit<Verdict, 'refusals' | 'body'> {
  refusals: string;
  body: string | null;
}

const COLUMNS = 'collection, id, ticket_id AS ticketId, state, refusals, body, at, decided_at AS decidedAt, protocol';

const read = ({ refusals, body, ...rest }: Row): Verdict => ({
  ...rest,
  refusals: JSON.parse(refusals) as Refusal[],
  body: body === null ? null : (JSON.parse(body) as Record<string, unknown>),
});

/** Of an entry whose ticket left the station. */
export function isKept({ collection, body }: Pick<Verdict, 'collection' | 'body'>): boolean {
  return collection === 'entries' && body !== null;
}

export function writeVerdict(file: SqliteFile, verdict: Omit<Verdict, 'protocol'>): void {
  const { collection, id, ticketId, state, refusals, body, at, decidedAt } = verdict;
  file
    .prepare('INSERT OR REPLACE INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)')
    .run(collection, id, ticketId, state, JSON.stringify(refusals), body && JSON.stringify(body), at, decidedAt);
}

export function setVerdictState(file: SqliteFile, { collection, id }: VerdictKey, state: VerdictState): void {
  file.prepare('UPDATE verdict SET state = ? WHERE collection = ? AND id = ?').run(state, collection, id);
}

export interface VerdictKey {
  collection: string;
  id: string;
}

export function forgetVerdict(file: SqliteFile, { collection, id }: VerdictKey): boolean {
  return file.prepare('DELETE FROM verdict WHERE collection = ? AND id = ?').run(collection, id).changes > 0;
}

export function readVerdict(file: SqliteFile, { collection, id }: VerdictKey): Verdict | null {
  const row = file.prepare<Row>(`SELECT ${COLUMNS} FROM verdict WHERE collection = ? AND id = ?`).get(collection, id);
  return row ? read(row) : null;
}

/** Those nobody has dealt with, oldest first. */
export function openVerdicts(file: SqliteFile, limit: number): Verdict[] {
  return file
    .prepare<Row>(`SELECT ${COLUMNS} FROM verdict WHERE state = 'refused' ORDER BY at, id LIMIT ?`)
    .all(limit)
    .map(read);
}

export function countOpenVerdicts(file: SqliteFile): number {
  return file.pluck<number>("SELECT count(*) FROM verdict WHERE state = 'refused'").get() ?? 0;
}

/** Verdicts on entries of a ticket, by entry. */
export function verdictsOfTicket(file: SqliteFile, ticketId: string): Map<string, Verdict> {
  const rows = file.prepare<Row>(`SELECT ${COLUMNS} FROM verdict WHERE ticket_id = ?`).all(ticketId);
  return new Map(rows.map((row) => [row.id, read(row)]));
}

/** A ticket leaves: what nobody has dealt with of its refused entries is all that stays. In the caller's transaction. */
export function keepOpenVerdicts(
  file: SqliteFile,
  { ticketId, protocol, entries }: { ticketId: string; protocol: string | null; entries: Iterable<{ id: string }> },
): void {
  file.prepare("DELETE FROM verdict WHERE ticket_id = ? AND state <> 'refused'").run(ticketId);
  const keep = file.prepare(
    "UPDATE verdict SET body = ?, protocol = ? WHERE collection = 'entries' AND id = ? AND ticket_id = ?",
  );
  for (const entry of entries) keep.run(JSON.stringify(entry), protocol, entry.id, ticketId);
}

/** A ticket is back: its refused entries, for its journal. In the caller's transaction. */
export function takeKept(file: SqliteFile, ticketId: string): Record<string, unknown>[] {
  const bodies = file.pluck<string>('SELECT body FROM verdict WHERE ticket_id = ? AND body IS NOT NULL').all(ticketId);
  if (bodies.length > 0)
    file.prepare('UPDATE verdict SET body = NULL, protocol = NULL WHERE ticket_id = ?').run(ticketId);
  return bodies.map((body) => JSON.parse(body) as Record<string, unknown>);
}

/** Entries of a ticket that count for nothing in its head. */
export function refusedEntries(file: SqliteFile, ticketId: string): Set<string> {
  return new Set(file.pluck<string>('SELECT id FROM verdict WHERE ticket_id = ?').all(ticketId));
}
