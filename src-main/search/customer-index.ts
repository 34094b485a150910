import type { Customer } from '#shared/domain/customer/customer.ts';
import { customerCodeKey } from '#shared/domain/customer/customer.ts';
import type { ExistingCustomer } from '#shared/domain/customer/import/customer-import.ts';
import { customerSearchTokens } from '#shared/domain/customer/search-tokens.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { customerExpression } from './fts-query.ts';

/*
 * Customers as they are looked for: by code, name, CPF/CNPJ or telephone, blind to accents (S5.1). Kept in
 * the transaction that writes the customer; can be rebuilt from the customers at any time.
 */

export const CUSTOMER_INDEX_SQL = `
CREATE TABLE IF NOT EXISTS customer_row(
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT,
  sort_name TEXT NOT NULL,
  tokens TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS customer_row_code ON customer_row(code_key);
CREATE INDEX IF NOT EXISTS customer_row_document ON customer_row(document);
CREATE INDEX IF NOT EXISTS customer_row_name ON customer_row(sort_name, id);
CREATE VIRTUAL TABLE IF NOT EXISTS customer_fts USING fts5(tokens, content='customer_row', content_rowid='number', tokenize="unicode61 remove_diacritics 2", prefix='2 3 5');
`;

export const CUSTOMER_INDEX_TABLES = ['customer_fts', 'customer_row'] as const;

interface Row {
  number: number;
  tokens: string;
}

export function indexCustomer(file: SqliteFile, customer: Customer): void {
  forgetCustomer(file, customer.id);
  const tokens = Object.values(customerSearchTokens(customer)).flat().join(' ');
  const { lastInsertRowid } = file
    .prepare(
      'INSERT INTO customer_row(id, code, code_key, name, document, sort_name, tokens) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      customer.id,
      customer.code,
      customerCodeKey(customer.code),
      customer.name,
      customer.document ?? null,
      foldForSearch(customer.name),
      tokens,
    );
  file.prepare('INSERT INTO customer_fts(rowid, tokens) VALUES (?, ?)').run(lastInsertRowid, tokens);
}

export function forgetCustomer(file: SqliteFile, id: string): void {
  const old = file.prepare<Row>('SELECT number, tokens FROM customer_row WHERE id = ?').get(id);
  if (!old) return;
  file
    .prepare("INSERT INTO customer_fts(customer_fts, rowid, tokens) VALUES ('delete', ?, ?)")
    .run(old.number, old.tokens);
  file.prepare('DELETE FROM customer_row WHERE number = ?').run(old.number);
}

/** Ids of the customers that match, by name. Nothing typed: the first by name. */
export function findCustomerIds(file: SqliteFile, { text, limit }: { text: string; limit: number }): string[] {
  const expression = customerExpression(text);
  if (!expression) return file.pluck<string>('SELECT id FROM customer_row ORDER BY sort_name, id LIMIT ?').all(limit);
  return file
    .pluck<string>(
      `SELECT id FROM (
         SELECT id, sort_name FROM customer_row WHERE number IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ? LIMIT 2000)
       ) ORDER BY sort_name, id LIMIT ?`,
    )
    .all(expression, limit);
}

export interface CustomerPageInput {
  text: string;
  after: string | null;
  limit: number;
}

/** A page of ids by name; `after` is the `next` of the page before. */
export function customerPage(
  file: SqliteFile,
  { text, after, limit }: CustomerPageInput,
): { ids: string[]; total: number; next: string | null } {
  const expression = customerExpression(text);
  const where = expression ? 'number IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?)' : '1';
  const bound = expression ? [expression] : [];
  const total = file.pluck<number>(`SELECT count(*) FROM customer_row WHERE ${where}`).get(...bound) ?? 0;
  const [name, id] = after === null ? ['', ''] : (JSON.parse(after) as [string, string]);
  const rows = file
    .prepare<{ id: string; sort_name: string }>(
      `SELECT id, sort_name FROM customer_row WHERE ${where} AND (sort_name, id) > (?, ?) ORDER BY sort_name, id LIMIT ?`,
    )
    .all(...bound, name, id, limit);
  const last = rows.at(-1);
  return {
    ids: rows.map((row) => row.id),
    total,
    next: last && rows.length === limit ? JSON.stringify([last.sort_name, last.id]) : null,
  };
}

/** The customer who has this code or document already. */
export function customerIdBy(file: SqliteFile, by: { code: string } | { document: string }): string | null {
  const [column, value] = 'code' in by ? ['code_key', customerCodeKey(by.code)] : ['document', by.document];
  return file.pluck<string>(`SELECT id FROM customer_row WHERE ${column} = ? LIMIT 1`).get(value) ?? null;
}

/** Whoever has this code key or document, as far as an import must know them. */
export function knownCustomerBy(
  file: SqliteFile,
  by: { codeKey: string } | { document: string },
): ExistingCustomer | undefined {
  const [column, value] = 'codeKey' in by ? ['code_key', by.codeKey] : ['document', by.document];
  const found = file
    .prepare<Omit<ExistingCustomer, 'document'> & { document: string | null }>(
      `SELECT id, code, name, document FROM customer_row WHERE ${column} = ? LIMIT 1`,
    )
    .get(value);
  return found && { ...found, document: found.document ?? undefined };
}
