import { parseCustomerQuery, type TypedPiece, termsOf, typedPieces } from '#shared/domain/customer/search-tokens.ts';
import { cleanText } from '#shared/domain/text/clean.ts';
import { searchWords } from '#shared/domain/text/fold-accents.ts';

/*
 * What was typed, as FTS5 expressions. Words hold letters and digits only (`searchWords`), so nothing typed
 * reaches FTS5's own syntax. `null`: nothing to look for.
 */

/** For customers: every term must match, a term is a choice of beginnings. */
export function customerExpression(typed: string): string | null {
  return allOf(parseCustomerQuery(cleanText(typed)).terms.map((term) => anyOf(term, '*')));
}

/**
 * For tickets, whose text holds numbers as people write them: a number matches in one piece, as it stands among a
 * customer's data, or as it was typed ("192.168.10.25", "404 500", "2ª via").
 */
export function ticketExpression(typed: string, words: 'beginnings' | 'whole' = 'beginnings'): string | null {
  const star = words === 'beginnings' ? '*' : '';
  return allOf(
    typedPieces(cleanText(typed)).flatMap((piece) => {
      const asOne = termsOf(piece);
      const written = asWritten(piece, star);
      if (asOne.length !== 1 || written === null) return asOne.map((term) => anyOf(term, star));
      return [`(${anyOf(asOne[0] ?? [], star)} OR ${written})`];
    }),
  );
}

/** A whole protocol number is looked for in one piece only: its parts are those of every call of the day. */
const PROTOCOL_DIGITS = 15;

function asWritten(piece: TypedPiece, star: string): string | null {
  const pieces = 'number' in piece ? piece.number : [piece.text];
  if ('number' in piece && pieces.join('').replace(/\D/g, '').length >= PROTOCOL_DIGITS) return null;
  const phrases = pieces.map((one) => searchWords(one)).filter((words) => words.length > 0);
  const expression = allOf(phrases.map((words) => `"${words.join(' ')}"${star}`));
  return expression && `(${expression})`;
}

function anyOf(alternatives: readonly string[], star: string): string {
  return `(${alternatives.map((start) => `"${start}"${star}`).join(' OR ')})`;
}

function allOf(expressions: readonly string[]): string | null {
  return expressions.length === 0 ? null : expressions.join(' AND ');
}
