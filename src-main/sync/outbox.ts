import { readPosition } from '../recovery/position.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/** Something written here that the centre does not have, or has another state of. */
export interface OutboxRow {
  seq: number;
  collection: string;
  id: string;
  /** Of entries. */
  ticketId: string | null;
  /** ISO instant at which it was written first. */
  at: string;
  /** Grows with each edit of a document. */
  edits: number;
  /** JSON of the pushed row of a document of which no answer was seen, and how many edits it has in it. */
  sent: string | null;
  sentEdits: number | null;
  /** `later`: waits for something else; asked again now and then. */
  state: 'unsent' | 'later';
  triedAt: string | null;
}

export interface Written {
  collection: string;
  id: string;
  ticketId: string | null;
  at: string;
}

const COLUMNS =
  'seq, collection, id, ticket_id AS ticketId, at, edits, sent, sent_edits AS sentEdits, state, tried_at AS triedAt';

/**
 * Notes something that was written here, in the transaction that writes it. What is there already counts one edit more:
 * the answer to a push that is under way says nothing about that one.
 */
export function noteWritten(file: SqliteFile, { collection, id, ticketId, at }: Written): void {
  file
    .prepare(
      `INSERT INTO outbox(collection, id, ticket_id, at, position) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT(collection, id) DO UPDATE SET edits = edits + 1`,
    )
    .run(collection, id, ticketId, at, readPosition(file));
}

/** The next rows to be sent, oldest first. */
export function nextUnsent(file: SqliteFile, limit: number): OutboxRow[] {
  return file
    .prepare<OutboxRow>(`SELECT ${COLUMNS} FROM outbox WHERE state = 'unsent' ORDER BY seq LIMIT ?`)
    .all(limit);
}

export function outboxRow(file: SqliteFile, collection: string, id: string): OutboxRow | null {
  return (
    file.prepare<OutboxRow>(`SELECT ${COLUMNS} FROM outbox WHERE collection = ? AND id = ?`).get(collection, id) ?? null
  );
}

export function outboxRows(file: SqliteFile, limit: number): OutboxRow[] {
  return file.prepare<OutboxRow>(`SELECT ${COLUMNS} FROM outbox ORDER BY state, seq LIMIT ?`).all(limit);
}

export function dropUnsent(file: SqliteFile, { seq }: Pick<OutboxRow, 'seq'>): void {
  file.prepare('DELETE FROM outbox WHERE seq = ?').run(seq);
}

/** The row as it was pushed is kept until its answer: a push without an answer is repeated as it was. */
export function noteSent(file: SqliteFile, { seq, edits }: Pick<OutboxRow, 'seq' | 'edits'>, sent: string): void {
  file.prepare('UPDATE outbox SET sent = ?, sent_edits = ? WHERE seq = ?').run(sent, edits, seq);
}

export function forgetSent(file: SqliteFile, { seq }: Pick<OutboxRow, 'seq'>): void {
  file.prepare('UPDATE outbox SET sent = NULL, sent_edits = NULL WHERE seq = ?').run(seq);
}

export function postpone(file: SqliteFile, { seq }: Pick<OutboxRow, 'seq'>, triedAt: string): void {
  file.prepare("UPDATE outbox SET state = 'later', tried_at = ? WHERE seq = ?").run(triedAt, seq);
}

/** Those that were put off are due again. @returns how many */
export function wakePostponed(file: SqliteFile): number {
  return file.prepare("UPDATE outbox SET state = 'unsent' WHERE state = 'later'").run().changes;
}

export function hasUnsent(file: SqliteFile, ticketId: string): boolean {
  return file.pluck<number>('SELECT 1 FROM outbox WHERE ticket_id = ? LIMIT 1').get(ticketId) !== undefined;
}

export interface OutboxCounts {
  unsent: number;
  later: number;
  /** ISO instant. */
  oldest: string | null;
}

export function countOutbox(file: SqliteFile): OutboxCounts {
  const count = (state: string) => file.pluck<number>('SELECT count(*) FROM outbox WHERE state = ?').get(state) ?? 0;
  const oldest = file.pluck<string>('SELECT at FROM outbox ORDER BY seq LIMIT 1').get() ?? null;
  return { unsent: count('unsent'), later: count('later'), oldest };
}

/** Up to which record of the black box the centre has everything that was written here. */
export function deliveredUpTo(file: SqliteFile): number {
  const pending = file.pluck<number | null>('SELECT min(position) FROM outbox').get() ?? null;
  const refused = file.pluck<number>("SELECT 1 FROM verdict WHERE state = 'refused' LIMIT 1").get();
  return refused !== undefined ? 0 : (pending ?? readPosition(file));
}
