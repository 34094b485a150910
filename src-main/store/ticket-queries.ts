import type { TicketFilters } from '#shared/contract/tickets.ts';
import type { TicketHit, TicketPage, TicketRow } from '#shared/contract/views.ts';
import type { RecordedCall } from '#shared/domain/shift/shift.ts';
import { ticketMatch, ticketSnippet } from '../search/ticket-index.ts';
import type { SqliteFile, Statement } from '../storage/sqlite-file.ts';

type Bound = Parameters<Statement<unknown>['all']>[number];

const ROW = `number, id, protocol, status, opened_at AS openedAt, last_entry_at AS lastEntryAt, subject, customer_id AS customerId,
  customer_name AS customerName, customer_code AS customerCode, type, category, priority, board, assignee_id AS assigneeId,
  assignee_name AS assigneeName, attendance`;

type NumberedRow = TicketRow & { number: number };

interface Where {
  sql: string;
  bound: Bound[];
}

/** A page of heads, newest first; `after` is the `next` of the page before. */
export function ticketPage(
  file: SqliteFile,
  { filters, after, limit }: { filters: TicketFilters; after: string | null; limit: number },
): TicketPage {
  const where = whereOf(filters);
  const rows = numbered(file, { where: after === null ? where : beyond(where, after), limit });
  const last = rows.at(-1);
  const next = last && rows.length === limit ? JSON.stringify([last.openedAt, last.id]) : null;
  return { rows: rows.map(plain), total: countTickets(file, filters, where), next };
}

/** What the search box finds: open ones first, then the newest. */
export function searchTickets(file: SqliteFile, text: string, limit: number): TicketHit[] {
  const where = whereOf({ text });
  if (where.bound.length === 0) return [];
  const rows = numbered(file, { where, limit: 200 });
  const ranked = rows.toSorted((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed')).slice(0, limit);
  return ranked.map((row) => ({ ...plain(row), snippet: ticketSnippet(file, row.number, text) }));
}

/** Open tickets of a customer, newest first. */
export function openTicketsOf(file: SqliteFile, customerId: string, limit: number): TicketRow[] {
  const where = whereOf({ customerId, status: ['open', 'in-progress', 'waiting'] });
  return numbered(file, { where, limit }).map(plain);
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
    .prepare<NumberedRow>(`SELECT ${ROW} FROM ticket_head WHERE ${where.sql} ORDER BY opened_at DESC, id DESC LIMIT ?`)
    .all(...where.bound, limit);
}

function plain({ number: _, ...row }: NumberedRow): TicketRow {
  return row;
}

function beyond(where: Where, after: string): Where {
  const [openedAt, id] = JSON.parse(after) as [string, string];
  return { sql: `${where.sql} AND (opened_at, id) < (?, ?)`, bound: [...where.bound, openedAt, id] };
}

/** Counted without reading tickets where the filters allow it. */
function countTickets(file: SqliteFile, { status, ...others }: TicketFilters, where: Where): number {
  if (Object.values(others).every((filter) => filter === undefined || filter === '')) {
    const wanted = status?.length ? `WHERE status IN (${status.map(() => '?').join(', ')})` : '';
    return (
      file.pluck<number>(`SELECT coalesce(sum(tickets), 0) FROM ticket_count ${wanted}`).get(...(status ?? [])) ?? 0
    );
  }
  return file.pluck<number>(`SELECT count(*) FROM ticket_head WHERE ${where.sql}`).get(...where.bound) ?? 0;
}

function whereOf(filters: TicketFilters): Where {
  const parts: string[] = [];
  const bound: Bound[] = [];
  const add = (sql: string, ...values: Bound[]) => {
    parts.push(sql);
    bound.push(...values);
  };
  if (filters.status?.length) add(`status IN (${filters.status.map(() => '?').join(', ')})`, ...filters.status);
  if (filters.board) add('board = ?', filters.board);
  if (filters.assigneeId) add('assignee_id = ?', filters.assigneeId);
  if (filters.customerId) add('customer_id = ?', filters.customerId);
  if (filters.from) add('opened_at >= ?', filters.from);
  if (filters.until) add('opened_at < ?', filters.until);
  const match = filters.text ? ticketMatch(filters.text) : null;
  if (match) add(match.sql, ...match.bound);
  return { sql: parts.join(' AND ') || '1', bound };
}
