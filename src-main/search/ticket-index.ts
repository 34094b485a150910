import type { SqliteFile } from '../storage/sqlite-file.ts';
import { customerExpression, ticketExpression } from './fts-query.ts';
import { snippetOf } from './snippet.ts';

/*
 * Full text of the tickets: one row a ticket, with the words of its whole journal. Rows are numbered as the
 * heads are (store/projections/ticket-heads.ts), so that the newest come first without sorting. Kept in the
 * transaction that writes the entries; can be rebuilt from the journal at any time.
 */

export const TICKET_INDEX_SQL = `
CREATE TABLE IF NOT EXISTS ticket_text(number INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS ticket_fts USING fts5(body, content='ticket_text', content_rowid='number', tokenize="unicode61 remove_diacritics 2", prefix='2 3 5');
`;

export const TICKET_INDEX_TABLES = ['ticket_fts', 'ticket_text'] as const;

/** The words of a ticket that has none yet. */
export function newTicketText(file: SqliteFile, number: number, body: string): void {
  if (body === '') return;
  file.prepare('INSERT INTO ticket_text(number, body) VALUES (?, ?)').run(number, body);
  file.prepare('INSERT INTO ticket_fts(rowid, body) VALUES (?, ?)').run(number, body);
}

/** Adds words to a ticket's text. */
export function addTicketText(file: SqliteFile, number: number, text: string): void {
  if (text === '') return;
  const old = file.pluck<string>('SELECT body FROM ticket_text WHERE number = ?').get(number);
  setTicketText(file, number, old === undefined ? text : `${old}\n${text}`);
}

/** Replaces a ticket's text. */
export function setTicketText(file: SqliteFile, number: number, body: string): void {
  const old = file.pluck<string>('SELECT body FROM ticket_text WHERE number = ?').get(number);
  if (old !== undefined)
    file.prepare("INSERT INTO ticket_fts(ticket_fts, rowid, body) VALUES ('delete', ?, ?)").run(number, old);
  file
    .prepare(
      'INSERT INTO ticket_text(number, body) VALUES (?, ?) ON CONFLICT(number) DO UPDATE SET body = excluded.body',
    )
    .run(number, body);
  file.prepare('INSERT INTO ticket_fts(rowid, body) VALUES (?, ?)').run(number, body);
}

/** Takes a ticket's text out of the index. */
export function forgetTicketText(file: SqliteFile, number: number): void {
  const old = file.pluck<string>('SELECT body FROM ticket_text WHERE number = ?').get(number);
  if (old === undefined) return;
  file.prepare("INSERT INTO ticket_fts(ticket_fts, rowid, body) VALUES ('delete', ?, ?)").run(number, old);
  file.prepare('DELETE FROM ticket_text WHERE number = ?').run(number);
}

/** Above so many tickets it is cheaper to walk the list and ask of each whether it was found. */
const FEW = 2_000;
const CUSTOMERS_FOUND = 500;

const FOUND = `SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ? UNION
  SELECT number FROM ticket_head WHERE customer_id IN (
    SELECT id FROM customer_row WHERE number IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ? LIMIT ${CUSTOMERS_FOUND}))`;

/**
 * A condition on `ticket_head` for what was typed: in the ticket's own text, or in its customer's code, name,
 * document or telephones. `null`: nothing to look for.
 */
export function ticketMatch(
  file: SqliteFile,
  typed: string,
): { sql: string; bound: string[] /** Tickets found altogether. */; total: number } | null {
  const inText = ticketExpression(typed);
  const ofCustomer = customerExpression(typed);
  if (!inText || !ofCustomer) return null;
  const bound = [inText, ofCustomer];
  const numbers = file.pluck<number>(FOUND).all(...bound);
  const total = numbers.length;
  if (total <= FEW)
    return { sql: 'number IN (SELECT value FROM json_each(?))', bound: [JSON.stringify(numbers)], total };
  // The plus keeps SQLite from fetching every row found before it sorts them.
  return { sql: `+number IN (${FOUND})`, bound, total };
}

/** Numbers of the newest tickets found, at most twice `limit`: those with the very words typed, then beginnings. */
export function newestMatches(file: SqliteFile, typed: string, limit: number): number[] {
  const newest = (expression: string | null) =>
    expression === null
      ? []
      : file
          .pluck<number>('SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ? ORDER BY rowid DESC LIMIT ?')
          .all(expression, limit);
  const whole = newest(ticketExpression(typed, 'whole'));
  const inText = whole.length >= limit ? whole : newest(ticketExpression(typed));
  return [...new Set([...inText, ...matchesOfCustomers(file, typed, limit)])];
}

function matchesOfCustomers(file: SqliteFile, typed: string, limit: number): number[] {
  const expression = customerExpression(typed);
  if (expression === null) return [];
  const customers = file
    .pluck<string>(
      'SELECT id FROM customer_row WHERE number IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ? LIMIT ?)',
    )
    .all(expression, limit);
  return file
    .pluck<number>(
      `SELECT number FROM ticket_head WHERE customer_id IN (SELECT value FROM json_each(?))
       ORDER BY opened_at DESC, id DESC LIMIT ?`,
    )
    .all(JSON.stringify(customers), limit);
}

/** The place of the hits in a ticket's text, marked; empty when the text itself has none. */
export function ticketSnippet(file: SqliteFile, number: number, typed: string): string {
  return snippetOf(file.pluck<string>('SELECT body FROM ticket_text WHERE number = ?').get(number) ?? '', typed);
}
