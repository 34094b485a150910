import { HIT_END, HIT_START } from '#shared/contract/views.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { customerExpression, ticketExpression } from './fts-query.ts';

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

/**
 * A condition on `ticket_head` for what was typed: in the ticket's own text, or in its customer's code, name,
 * document or telephones. `null`: nothing to look for.
 */
export function ticketMatch(typed: string): { sql: string; bound: string[] } | null {
  const inText = ticketExpression(typed);
  const ofCustomer = customerExpression(typed);
  if (!inText || !ofCustomer) return null;
  return {
    sql: `(number IN (SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ?)
      OR customer_id IN (SELECT id FROM customer_row WHERE number IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ? LIMIT 500)))`,
    bound: [inText, ofCustomer],
  };
}

/**
 * The place of the hits in a ticket's text, marked; empty when the text itself has none. The driver binds numbers as
 * reals, and FTS5 takes a row id that is not an integer for no condition at all: hence the cast.
 */
export function ticketSnippet(file: SqliteFile, number: number, typed: string): string {
  const expression = ticketExpression(typed);
  if (!expression) return '';
  return (
    file
      .pluck<string>(
        `SELECT snippet(ticket_fts, 0, '${HIT_START}', '${HIT_END}', '…', 14) FROM ticket_fts WHERE ticket_fts MATCH ? AND rowid = CAST(? AS INTEGER)`,
      )
      .get(expression, number) ?? ''
  );
}
