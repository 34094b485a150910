import type { Entry } from '#shared/domain/ticket/entry.ts';
import { type Folded, fold, foldNext } from '#shared/domain/ticket/fold.ts';
import { addTicketText, forgetTicketText, setTicketText } from '../../search/ticket-index.ts';
import { entryText } from '../../search/ticket-text.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';
import { refusedEntries } from '../verdicts.ts';
import { forgetServiceFacts } from './service-facts.ts';
import { forgetAttachments } from './ticket-attachments.ts';

/*
 * Heads of the tickets, ready to be listed and filtered: what `fold` makes of each journal, with its columns
 * typed and indexed. Written in the transaction that writes the entries, so a head is never behind its journal.
 * An entry that arrives out of order marks the head stale; it is folded anew from the whole journal at once
 * after the commit (and at the next start, if there was a crash between the two).
 */

const COUNT_ONE_MORE = `
  INSERT INTO ticket_count(status, board, assignee_id, tickets)
    VALUES (NEW.status, coalesce(NEW.board, ''), coalesce(NEW.assignee_id, ''), 1)
    ON CONFLICT(status, board, assignee_id) DO UPDATE SET tickets = tickets + 1;`;

export const TICKET_HEADS_SQL = `
CREATE TABLE IF NOT EXISTS ticket_head(
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  protocol TEXT NOT NULL,
  status TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  last_entry_at TEXT NOT NULL,
  subject TEXT NOT NULL,
  customer_id TEXT,
  customer_name TEXT NOT NULL,
  customer_code TEXT NOT NULL,
  type TEXT,
  category TEXT,
  priority TEXT,
  board TEXT,
  assignee_id TEXT,
  assignee_name TEXT NOT NULL,
  attendance TEXT,
  attendant_id TEXT,
  opened_by TEXT NOT NULL,
  call_id TEXT,
  stale INTEGER NOT NULL DEFAULT 0,
  folded TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS ticket_head_opened ON ticket_head(opened_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ticket_head_status ON ticket_head(status, opened_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ticket_head_board ON ticket_head(board, opened_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ticket_head_assignee ON ticket_head(assignee_id, opened_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ticket_head_customer ON ticket_head(customer_id, opened_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS ticket_head_opener ON ticket_head(opened_by, opened_at);
CREATE INDEX IF NOT EXISTS ticket_head_protocol ON ticket_head(protocol);
CREATE INDEX IF NOT EXISTS ticket_head_live ON ticket_head(attendant_id) WHERE attendance IN ('active', 'parked');
CREATE INDEX IF NOT EXISTS ticket_head_stale ON ticket_head(stale) WHERE stale = 1;
CREATE INDEX IF NOT EXISTS ticket_head_unfinished ON ticket_head(opened_at DESC, id DESC) WHERE status <> 'closed';
CREATE TABLE IF NOT EXISTS ticket_count(
  status TEXT NOT NULL, board TEXT NOT NULL, assignee_id TEXT NOT NULL, tickets INTEGER NOT NULL,
  PRIMARY KEY(status, board, assignee_id)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS ticket_count_insert AFTER INSERT ON ticket_head BEGIN ${COUNT_ONE_MORE} END;
CREATE TRIGGER IF NOT EXISTS ticket_count_delete AFTER DELETE ON ticket_head BEGIN
  UPDATE ticket_count SET tickets = tickets - 1
    WHERE status = OLD.status AND board = coalesce(OLD.board, '') AND assignee_id = coalesce(OLD.assignee_id, '');
END;
CREATE TRIGGER IF NOT EXISTS ticket_count_update AFTER UPDATE OF status, board, assignee_id ON ticket_head
  WHEN OLD.status <> NEW.status OR OLD.board IS NOT NEW.board OR OLD.assignee_id IS NOT NEW.assignee_id BEGIN
  UPDATE ticket_count SET tickets = tickets - 1
    WHERE status = OLD.status AND board = coalesce(OLD.board, '') AND assignee_id = coalesce(OLD.assignee_id, '');
  ${COUNT_ONE_MORE}
END;
`;

export const TICKET_HEADS_TABLES = ['ticket_head', 'ticket_count'] as const;

interface StoredHead {
  number: number;
  folded: string;
  stale: number;
}

/** The head of a ticket with its stamps, or `null` when there is no such ticket. */
export function readFolded(file: SqliteFile, ticketId: string): Folded | null {
  const json = file.pluck<string>('SELECT folded FROM ticket_head WHERE id = ?').get(ticketId);
  return json === undefined ? null : (JSON.parse(json) as Folded);
}

/** Takes new entries (journaled in this very transaction) into the heads. Answers the tickets whose heads changed. */
export function projectEntries(file: SqliteFile, entries: readonly Entry[]): Set<string> {
  const byTicket = Map.groupBy(entries, (entry) => entry.ticketId);
  for (const [ticketId, added] of byTicket) projectTicket(file, ticketId, added);
  return new Set(byTicket.keys());
}

function projectTicket(file: SqliteFile, ticketId: string, added: readonly Entry[]): void {
  const stored = file.prepare<StoredHead>('SELECT number, folded, stale FROM ticket_head WHERE id = ?').get(ticketId);
  let folded: Folded | null = stored ? (JSON.parse(stored.folded) as Folded) : null;
  // What was left out before is still left out, however well the next ones follow.
  let stale = stored?.stale === 1;
  const sorted = [...added].sort((a, b) => (a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : a.id < b.id ? -1 : 1));
  const counting = withoutRefused(file, sorted);
  if (!stored) folded = fold(counting);
  else {
    for (const entry of counting) {
      const next = foldNext(folded, entry);
      if (next) folded = next;
      else stale = true;
    }
  }
  if (!folded) return;
  const number = writeHead(file, { folded, stale, known: stored?.number });
  addTicketText(file, number, sorted.map(entryText).filter(Boolean).join('\n'));
  const opening = sorted.find((entry) => entry.kind === 'call-opened');
  if (opening?.kind === 'call-opened')
    file.prepare('UPDATE ticket_head SET call_id = ? WHERE number = ?').run(opening.data.callId, number);
}

/** Writes a head anew from its whole journal. */
export function refold(file: SqliteFile, journal: readonly Entry[]): void {
  const folded = fold(withoutRefused(file, journal));
  if (!folded) return;
  const known = file.pluck<number>('SELECT number FROM ticket_head WHERE id = ?').get(folded.ticket.id);
  const number = writeHead(file, { folded, stale: false, known });
  setTicketText(file, number, journal.map(entryText).filter(Boolean).join('\n'));
}

/** A refused opening still counts: without it there would be nothing to show. */
function withoutRefused(file: SqliteFile, entries: readonly Entry[]): readonly Entry[] {
  const refused = entries[0] ? refusedEntries(file, entries[0].ticketId) : new Set<string>();
  if (refused.size === 0) return entries;
  return entries.filter(({ id, kind }) => kind === 'call-opened' || !refused.has(id));
}

/** Takes a ticket out of heads and index. */
export function forgetHead(file: SqliteFile, ticketId: string): void {
  forgetAttachments(file, ticketId);
  forgetServiceFacts(file, ticketId);
  const number = file.pluck<number>('SELECT number FROM ticket_head WHERE id = ?').get(ticketId);
  if (number === undefined) return;
  forgetTicketText(file, number);
  file.prepare('DELETE FROM ticket_head WHERE number = ?').run(number);
}

export function staleTickets(file: SqliteFile): string[] {
  return file.pluck<string>('SELECT id FROM ticket_head WHERE stale = 1').all();
}

const COLUMNS = [
  'id',
  'protocol',
  'status',
  'opened_at',
  'last_entry_at',
  'subject',
  'customer_id',
  'customer_name',
  'customer_code',
  'type',
  'category',
  'priority',
  'board',
  'assignee_id',
  'assignee_name',
  'attendance',
  'attendant_id',
  'opened_by',
  'stale',
  'folded',
] as const;

const INSERT = `INSERT INTO ticket_head(${COLUMNS.join(', ')}, number) VALUES (${COLUMNS.map(() => '?').join(', ')}, ?)`;
const UPDATE = `UPDATE ticket_head SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE number = ?`;

/** @param known the head's number, where there is one already @returns its number */
function writeHead(
  file: SqliteFile,
  { folded, stale, known }: { folded: Folded; stale: boolean; known?: number },
): number {
  const { ticket } = folded;
  const number = known ?? freeNumber(file, ticket.openedAt);
  file
    .prepare(known === undefined ? INSERT : UPDATE)
    .run(
      ticket.id,
      ticket.protocol,
      ticket.status,
      ticket.openedAt,
      ticket.lastEntryAt,
      ticket.subject,
      ticket.customer?.id ?? null,
      ticket.customer?.name ?? '',
      ticket.customer?.code ?? '',
      ticket.type,
      ticket.category,
      ticket.priority,
      ticket.board,
      ticket.assignee?.id ?? null,
      ticket.assignee?.name ?? '',
      ticket.attendance?.status ?? null,
      ticket.attendance?.agent.id ?? null,
      ticket.openedBy.id,
      stale ? 1 : 0,
      JSON.stringify(folded),
      number,
    );
  return number;
}

const NUMBERS_PER_SECOND = 1024;

/**
 * Numbers follow the opening, whenever the ticket came here: the index answers its newest first by number. Tickets of the
 * same second are numbered one after another.
 */
function freeNumber(file: SqliteFile, openedAt: string): number {
  const first = Math.max(1, Math.floor(Date.parse(openedAt) / 1000)) * NUMBERS_PER_SECOND;
  const last = file
    .pluck<number>('SELECT max(number) FROM ticket_head WHERE number BETWEEN ? AND ?')
    .get(first, first + NUMBERS_PER_SECOND - 1);
  let number = last === null || last === undefined ? first : last + 1;
  const taken = file.pluck<number>('SELECT 1 FROM ticket_head WHERE number = ?');
  while (taken.get(number) !== undefined) number++;
  return number;
}
