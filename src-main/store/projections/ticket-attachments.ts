import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';

/*
 * Which tickets name which files, refused entries included: from it follows what may be read, what is still to be sent,
 * and which files have to go with a ticket that leaves the station.
 */

export const TICKET_ATTACHMENTS_SQL = `
CREATE TABLE IF NOT EXISTS ticket_attachment(
  entry_id TEXT NOT NULL PRIMARY KEY, ticket_id TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS ticket_attachment_ticket ON ticket_attachment(ticket_id);
CREATE INDEX IF NOT EXISTS ticket_attachment_sha256 ON ticket_attachment(sha256, ticket_id);
`;
export const TICKET_ATTACHMENTS_TABLES = ['ticket_attachment'] as const;

/**
 * No projections: what is here of each file and how it stands with the centre, and the files of tickets that left the
 * station (`leaving`), which go as soon as nothing else needs them.
 */
export const ATTACHMENT_COPY_SQL = `
CREATE TABLE IF NOT EXISTS attachment_copy(
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  here INTEGER NOT NULL,
  centre TEXT NOT NULL,
  sent INTEGER NOT NULL DEFAULT 0,
  wanted INTEGER NOT NULL DEFAULT 0,
  refusals TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS attachment_copy_centre ON attachment_copy(centre) WHERE centre <> 'stored';
CREATE TABLE IF NOT EXISTS attachment_leaving(sha256 TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
`;

/** Takes note of what new entries name, in the transaction that writes them. */
export function projectAttachments(file: SqliteFile, entries: readonly Entry[]): void {
  for (const entry of entries) {
    if (entry.kind !== 'attached') continue;
    const { sha256, size } = entry.data;
    file
      .prepare('INSERT OR IGNORE INTO ticket_attachment VALUES (?, ?, ?, ?)')
      .run(entry.id, entry.ticketId, sha256, size);
    file.prepare('DELETE FROM attachment_leaving WHERE sha256 = ?').run(sha256);
  }
}

/** A ticket leaves the station: its files go after it. */
export function forgetAttachments(file: SqliteFile, ticketId: string): void {
  file
    .prepare(
      'INSERT OR IGNORE INTO attachment_leaving SELECT DISTINCT sha256 FROM ticket_attachment WHERE ticket_id = ?',
    )
    .run(ticketId);
  file.prepare('DELETE FROM ticket_attachment WHERE ticket_id = ?').run(ticketId);
}

/** Entries of a ticket that name files, in the order in which they were written. */
export function attachmentEntries(file: SqliteFile, ticketId: string): string[] {
  return file
    .pluck<string>('SELECT entry_id FROM ticket_attachment WHERE ticket_id = ? ORDER BY entry_id')
    .all(ticketId);
}

export function namesFile(file: SqliteFile, ticketId: string, sha256: string): boolean {
  return (
    file
      .pluck<number>('SELECT 1 FROM ticket_attachment WHERE sha256 = ? AND ticket_id = ? LIMIT 1')
      .get(sha256, ticketId) !== undefined
  );
}
