import { parseCustomerQuery } from '#shared/domain/customer/search-tokens.ts';

/**
 * What was typed, as an FTS5 expression: every term must match, a term is a choice of beginnings. Terms hold
 * letters and digits only (`parseCustomerQuery`), so nothing typed reaches FTS5's own syntax. `null`: nothing
 * to look for.
 */
export function ftsExpression(typed: string): string | null {
  const { terms } = parseCustomerQuery(typed);
  if (terms.length === 0) return null;
  return terms.map((alternatives) => `(${alternatives.map((start) => `"${start}"*`).join(' OR ')})`).join(' AND ');
}
