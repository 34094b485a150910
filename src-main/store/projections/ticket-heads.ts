import { compareEntries, type Entry } from '#shared/domain/ticket/entry.ts';
import { type Folded, fold, foldNext } from '#shared/domain/ticket/fold.ts';
import { addTicketText, forgetTicketText, newTicketText, setTicketText } from '../../search/ticket-index.ts';
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
 *
 * The fold itself (`folded`) is kept from a ticket's first change on. Until then it is made from the journal whenever it is
 * asked for: thousands of tickets come with a first synchronisation, and few of them are ever opened.
 */

const countOneMore = (status: string, board: string, assigneeId: string) => `
  INSERT INTO ticket_count(status, board, assignee_id, tickets)
    VALUES (${status}, coalesce(${board}, ''), coalesce(${assigneeId}, ''), 1)
    ON CONFLICT(status, board, assignee_id) DO UPDATE SET tickets = tickets + 1`;

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
  folded TEXT
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
CREATE TRIGGER IF NOT EXISTS ticket_count_delete AFTER DELETE ON ticket_head BEGIN
  UPDATE ticket_count SET tickets = tickets - 1
    WHERE status = OLD.status AND board = coalesce(OLD.board, '') AND assignee_id = coalesce(OLD.assignee_id, '');
END;
CREATE TRIGGER IF NOT EXISTS ticket_count_update AFTER UPDATE OF status, board, assignee_id ON ticket_head
  WHEN OLD.status <> NEW.status OR OLD.board IS NOT NEW.board OR OLD.assignee_id IS NOT NEW.assignee_id BEGIN
  UPDATE ticket_count SET tickets = tickets - 1
    WHERE status = OLD.status AND board = coalesce(OLD.board, '') AND assignee_id = coalesce(OLD.assignee_id, '');
  ${countOneMore('NEW.status', 'NEW.board', 'NEW.assignee_id')};
END;
`;

export const TICKET_HEADS_TABLES = ['ticket_head', 'ticket_count'] as const;

interface StoredHead {
  number: number;
  folded: string | null;
  stale: number;
}

/** The whole journal of a ticket as it is in the file at this moment, in any order; none while it cannot be read yet. */
export type ReadJournal = (ticketId: string) => readonly Entry[];

/** The head of a ticket with its stamps, or `null` when there is no such ticket. */
export function readFolded(
  { file, journalNow }: { file: SqliteFile; journalNow: ReadJournal },
  ticketId: string,
): Folded | null {
  const kept = file.pluck<string | null>('SELECT folded FROM ticket_head WHERE id = ?').get(ticketId);
  if (kept === undefined) return null;
  return kept === null ? fold(withoutRefused(file, journalNow(ticketId))) : (JSON.parse(kept) as Folded);
}

/**
 * Takes new entries (journaled in this very transaction) into the heads. Answers the tickets whose heads changed.
 * @param journal what is there of a ticket, the new entries among it
 */
export function projectEntries(file: SqliteFile, entries: readonly Entry[], journal: ReadJournal): Set<string> {
  const byTicket = Map.groupBy(entries, (entry) => entry.ticketId);
  const texts: NewText[] = [];
  for (const [ticketId, added] of byTicket) {
    const text = projectTicket(file, { ticketId, added, journal });
    if (text) texts.push(text);
  }
  // FTS5 writes what it has collected before any statement like those above, and before a row with a lower number.
  texts.sort((a, b) => a.number - b.number);
  for (const { number, text, isFirst } of texts) {
    if (isFirst) newTicketText(file, number, text);
    else addTicketText(file, number, text);
  }
  return new Set(byTicket.keys());
}

/** Words to be added to a ticket's. */
interface NewText {
  number: number;
  text: string;
  /** The ticket has none yet. */
  isFirst: boolean;
}

function projectTicket(
  file: SqliteFile,
  { ticketId, added, journal }: { ticketId: string; added: readonly Entry[]; journal: ReadJournal },
): NewText | null {
  const stored = file.prepare<StoredHead>('SELECT number, folded, stale FROM ticket_head WHERE id = ?').get(ticketId);
  const sorted = added.length === 1 ? added : added.toSorted(compareEntries);
  const { folded, stale } = stored
    ? continued(file, stored, { counting: withoutRefused(file, sorted), journal: () => journal(ticketId) })
    : { folded: fold(withoutRefused(file, sorted)), stale: false };
  if (!folded) {
    if (stored) file.prepare('UPDATE ticket_head SET stale = 1 WHERE number = ?').run(stored.number);
    return null;
  }
  const opening = sorted.find((entry) => entry.kind === 'call-opened');
  const callId = opening?.kind === 'call-opened' ? opening.data.callId : null;
  const text = sorted.map(entryText).filter(Boolean).join('\n');
  if (!stored) return { number: insertHead(file, folded, callId), text, isFirst: true };
  const { number } = stored;
  updateHead(file, { folded, stale, number, callId });
  return { number, text, isFirst: false };
}

function continued(
  file: SqliteFile,
  stored: StoredHead,
  { counting, journal }: { counting: readonly Entry[]; journal: () => readonly Entry[] },
): { folded: Folded | null; stale: boolean } {
  // What was left out before is still left out, however well the next ones follow.
  let stale = stored.stale === 1;
  if (stored.folded === null) return { folded: fold(withoutRefused(file, journal())), stale };
  let folded = JSON.parse(stored.folded) as Folded;
  for (const entry of counting) {
    const next = foldNext(folded, entry);
    if (next) folded = next;
    else stale = true;
  }
  return { folded, stale };
}

/** Writes a head anew from its whole journal. */
export function refold(file: SqliteFile, journal: readonly Entry[]): void {
  const folded = fold(withoutRefused(file, journal));
  if (!folded) return;
  const known = file.pluck<number>('SELECT number FROM ticket_head WHERE id = ?').get(folded.ticket.id);
  const number = known ?? insertHead(file, folded, null);
  if (known !== undefined) updateHead(file, { folded, stale: false, number, callId: null });
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
] as const;

/** In the order of `COLUMNS`. */
function columnsOf({ ticket }: Folded): (string | null)[] {
  return [
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
  ];
}

const INSERT = `INSERT INTO ticket_head(${COLUMNS.join(', ')}, number, call_id) VALUES (${COLUMNS.map(() => '?').join(', ')}, ?, ?)`;
const UPDATE = `UPDATE ticket_head SET ${COLUMNS.map((column) => `${column} = ?`).join(', ')},
  stale = ?, folded = ?, call_id = coalesce(?, call_id) WHERE number = ?`;

const COUNT = countOneMore('?', '?', '?');

/**
 * Counted by a statement of its own: one with a trigger has a journal of its own in SQLite, for which FTS5 first writes
 * everything that it has collected.
 * @returns its number
 */
function insertHead(file: SqliteFile, folded: Folded, callId: string | null): number {
  const number = freeNumber(file, folded.ticket.openedAt);
  file.prepare(INSERT).run(...columnsOf(folded), number, callId);
  const { status, board, assignee } = folded.ticket;
  file.prepare(COUNT).run(status, board, assignee?.id ?? null);
  return number;
}

function updateHead(
  file: SqliteFile,
  { folded, stale, number, callId }: { folded: Folded; stale: boolean; number: number; callId: string | null },
): void {
  file.prepare(UPDATE).run(...columnsOf(folded), stale ? 1 : 0, JSON.stringify(folded), callId, number);
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
  if (last === null || last === undefined) return first;
  let number = last + 1;
  if (number < first + NUMBERS_PER_SECOND) return number;
  const taken = file.pluck<number>('SELECT 1 FROM ticket_head WHERE number = ?');
  while (taken.get(number) !== undefined) number++;
  return number;
}
