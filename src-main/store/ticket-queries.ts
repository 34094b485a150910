import type { TicketFilters } from '#shared/contract/tickets.ts';
import type { TicketHit, TicketPage, TicketRow } from '#shared/contract/views.ts';
import type { RecordedCall } from '#shared/domain/shift/shift.ts';
import { newestMatches, ticketMatch, ticketSnippet } from '../search/ticket-index.ts';
import type { SqliteFile, Statement } from '../storage/sqlite-file.ts';

type Bound = Parameters<Statement<unknown>['all']>[number];

const ROW = `number, id, protocol, status, opened_at AS openedAt, last_entry_at AS lastEntryAt, subject, customer_id AS customerId,
  customer_name AS customerName, customer_code AS customerCode, type, category, priority, board, assignee_id AS assigneeId,
  assignee_name AS assigneeName, attendance`;

type NumberedRow = TicketRow & { number: number };

interface Where {
  from: string;
  sql: string;
  bound: Bound[];
  /** How many tickets the text alone finds. */
  found?: number | undefined;
}

/** A page of heads, newest first; `after` is the `next` of the page before. */
export function ticketPage(
  file: SqliteFile,
  { filters, after, limit }: { filters: TicketFilters; after: string | null; limit: number },
): TicketPage {
  const where = whereOf(file, filters);
  const rows = numbered(file, { where: after === null ? where : beyond(where, after), limit });
  const last = rows.at(-1);
  const next = last && rows.length === limit ? JSON.stringify([last.openedAt, last.id]) : null;
  return { rows: rows.map(plain), total: countTickets(file, filters, where), next };
}

/** Of so many found the open ones come first. */
const CANDIDATES = 200;

/** What the search box finds: open ones first, then the newest. */
export function searchTickets(file: SqliteFile, text: string, limit: number): TicketHit[] {
  const numbers = newestMatches(file, text, CANDIDATES);
  if (numbers.length === 0) return [];
  const where = {
    from: 'ticket_head',
    sql: 'number IN (SELECT value FROM json_each(?))',
    bound: [JSON.stringify(numbers)],
  };
  const rows = numbered(file, { where, limit: CANDIDATES });
  const ranked = rows.toSorted((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed')).slice(0, limit);
  return ranked.map((row) => ({ ...plain(row), snippet: ticketSnippet(file, row.number, text) }));
}

/** Open tickets of a customer, newest first. */
export function openTicketsOf(file: SqliteFile, customerId: string, limit: number): TicketRow[] {
  const where = whereOf(file, { customerId, status: ['open', 'in-progress', 'waiting'] });
  return numbered(file, { where, limit }).map(plain);
}

/** Tickets of the agent that wait for somebody (S1.6), newest first. */
export function waitingTicketsOf(file: SqliteFile, assigneeId: string): TicketRow[] {
  const where = whereOf(file, { assigneeId, status: ['waiting'] });
  return numbered(file, { where, limit: -1 }).map(plain);
}

/** Tickets whose attendance by this agent is not over. */
export function liveTicketIds(file: SqliteFile, agentId: string): string[] {
  return file
    .pluck<string>(
      "SELECT id FROM ticket_head WHERE attendant_id = ? AND attendance IN ('active', 'parked') ORDER BY opened_at",
    )
    .all(agentId);
}

/** Of them, those on the line now: one at most, unless several stations were at work. */
export function activeTicketIds(file: SqliteFile, agentId: string): string[] {
  return file
    .pluck<string>(
      "SELECT id FROM ticket_head WHERE attendant_id = ? AND attendance = 'active' AND attendance IN ('active', 'parked') ORDER BY opened_at",
    )
    .all(agentId);
}

/** Every ticket whose attendance is not over, of anybody. */
export function allLiveTicketIds(file: SqliteFile): string[] {
  return file.pluck<string>("SELECT id FROM ticket_head WHERE attendance IN ('active', 'parked')").all();
}

/** Tickets that an agent opened in a span of time, newest first (S4.2). */
export function recordedCalls(
  file: SqliteFile,
  { agentId, from, until }: { agentId: string; from: string; until: string | null },
): RecordedCall[] {
  return file
    .prepare<RecordedCall>(
      `SELECT id AS ticketId, protocol, call_id AS callId, opened_at AS at, customer_name AS customerName, subject, status FROM ticket_head
       WHERE opened_by = ? AND opened_at >= ? AND opened_at <= ? AND call_id IS NOT NULL ORDER BY opened_at DESC, id DESC`,
    )
    .all(agentId, from, until ?? '9999');
}

function numbered(file: SqliteFile, { where, limit }: { where: Where; limit: number }): NumberedRow[] {
  return file
    .prepare<NumberedRow>(
      `SELECT ${ROW} FROM ${where.from} WHERE ${where.sql} ORDER BY opened_at DESC, id DESC LIMIT ?`,
    )
    .all(...where.bound, limit);
}

function plain({ number: _, ...row }: NumberedRow): TicketRow {
  return row;
}

function beyond(where: Where, after: string): Where {
  const [openedAt, id] = JSON.parse(after) as [string, string];
  return { ...where, sql: `${where.sql} AND (opened_at, id) < (?, ?)`, bound: [...where.bound, openedAt, id] };
}

/** Counted without reading tickets where the filters allow it. */
function countTickets(file: SqliteFile, filters: TicketFilters, where: Where): number {
  const { status, board, assigneeId, text, ...others } = filters;
  const free = Object.values(others).every((filter) => filter === undefined || filter === '');
  if (free && !text) {
    const { parts, bound } = counted({ status, board, assigneeId });
    const wanted = parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '';
    return file.pluck<number>(`SELECT coalesce(sum(tickets), 0) FROM ticket_count ${wanted}`).get(...bound) ?? 0;
  }
  if (free && where.found !== undefined && !status?.length && !board && !assigneeId) return where.found;
  return file.pluck<number>(`SELECT count(*) FROM ${where.from} WHERE ${where.sql}`).get(...where.bound) ?? 0;
}

interface Parts {
  parts: string[];
  bound: Bound[];
}

/** The filters by which tickets are counted beforehand. */
function counted({ status, board, assigneeId }: Pick<TicketFilters, 'status' | 'board' | 'assigneeId'>): Parts {
  const parts: string[] = [];
  const bound: Bound[] = [];
  if (status?.length) {
    parts.push(`status IN (${status.map(() => '?').join(', ')})`);
    bound.push(...status);
  }
  if (board) {
    parts.push('board = ?');
    bound.push(board);
  }
  if (assigneeId) {
    parts.push('assignee_id = ?');
    bound.push(assigneeId);
  }
  return { parts, bound };
}

function whereOf(file: SqliteFile, filters: TicketFilters): Where {
  const { parts, bound } = counted(filters);
  const add = (sql: string, ...values: Bound[]) => {
    parts.push(sql);
    bound.push(...values);
  };
  if (filters.customerId) add('customer_id = ?', filters.customerId);
  if (filters.from) add('opened_at >= ?', filters.from);
  if (filters.until) add('opened_at < ?', filters.until);
  const match = filters.text ? ticketMatch(file, filters.text) : null;
  if (match) add(match.sql, ...match.bound);
  // The few that are not closed have an index of their own, which SQLite does not choose by itself.
  const unfinished = filters.status?.length && !filters.status.includes('closed') && !filters.customerId && !match;
  if (unfinished) add("status <> 'closed'");
  const from = unfinished ? 'ticket_head INDEXED BY ticket_head_unfinished' : 'ticket_head';
  return { from, sql: parts.join(' AND ') || '1', bound, found: match?.total };
}
