/**
 * Finding a customer as one types: by code, name, CPF/CNPJ or telephone, blind to accents (S5.1).
 *
 * Index and query meet in one rule: a query is a list of terms, all of which must match; a term is a list of
 * alternatives, one of which must be the beginning of some token of the customer. So it can be handed to any
 * prefix index: in FTS5, `("1187654321"* OR "11987654321"*) AND ("silva"*)`.
 */
import { normaliseDocument } from '../document/document.ts';
import { maskDocument } from '../document/document-mask.ts';
import { phoneQueryVariants, phoneSearchTokens } from '../phone/phone-search.ts';
import { foldForSearch, searchWords } from '../text/fold-accents.ts';
import type { Customer } from './customer.ts';

/** Folded tokens, letters and digits only, one list for each column of a full-text index. No duplicates in a list. */
export type CustomerSearchTokens = {
  /** The code's words, the code in one piece, and its number without leading zeros. */
  code: string[];
  /** Name, trade name and contacts' names. */
  name: string[];
  /** CPF or CNPJ in one piece, lower case. */
  document: string[];
  /** Of the customer and of the contacts, in every form in which they are typed. */
  phones: string[];
  /** Company, plan, product and e-mails. */
  other: string[];
};

export type CustomerQuery = {
  /** All must match; within a term, one alternative must. Folded, letters and digits only. */
  terms: string[][];
};

const DIGITS_AND_MASK = /^[+(]*\d[\d().\-/]*$/;
function distinct(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}

function codeTokens(code: string): string[] {
  const words = searchWords(code);
  const whole = words.join('');
  return distinct([...words, whole, /^\d+$/.test(whole) ? whole.replace(/^0+/, '') : '']);
}

export function customerSearchTokens(customer: Customer): CustomerSearchTokens {
  const { contacts, company, tradeName, plan, product } = customer;
  const phones = [...customer.phones, ...contacts.flatMap((contact) => contact.phones)];
  const emails = [...customer.emails, ...contacts.flatMap((contact) => contact.emails)];
  return {
    code: codeTokens(customer.code),
    name: distinct(searchWords([customer.name, tradeName, ...contacts.map((contact) => contact.name)].join(' '))),
    document: customer.document ? [customer.document.toLowerCase()] : [],
    phones: distinct(phones.flatMap((phone) => phoneSearchTokens(phone.number))),
    other: distinct(searchWords([company, plan, product, ...emails].join(' '))),
  };
}

function numberTerm(pieces: readonly string[]): string[] {
  const joined = pieces.join('');
  const digits = joined.replace(/\D/g, '');
  const phone = joined.replace(/^\(*\+55/, '').replace(/\D/g, '');
  return distinct([digits, ...phoneQueryVariants(phone)]);
}

/** `12.abc.345/01de-35` or its beginning, from the first dot on. */
function isMaskedCnpj(piece: string): boolean {
  if (piece[2] !== '.' || !/\d/.test(piece)) return false;
  return maskDocument(piece, 'pj').toLowerCase() === piece.replace(/[./-]$/, '');
}

function textTerms(piece: string): string[][] {
  if (isMaskedCnpj(piece)) return [[normaliseDocument(piece).toLowerCase()]];
  return searchWords(piece).map((word) => [word]);
}

/** A number as typed, in the pieces between its spaces; or a run of anything else without space. Folded. */
export type TypedPiece = { number: string[] } | { text: string };

/** Neighbouring pieces of digits are one number, as in "(11) 98765-4321"; everything else stands alone. */
export function typedPieces(typed: string): TypedPiece[] {
  const found: TypedPiece[] = [];
  let number: string[] = [];
  const endNumber = () => {
    if (number.length > 0) found.push({ number });
    number = [];
  };
  for (const piece of foldForSearch(typed).split(' ')) {
    if (DIGITS_AND_MASK.test(piece) || (number.length > 0 && /^[().\-/]+$/.test(piece))) {
      number.push(piece);
    } else {
      endNumber();
      if (piece !== '') found.push({ text: piece });
    }
  }
  endNumber();
  return found;
}

/** The terms of one piece: of a number, or of a masked CNPJ (one piece with its letters), one; of anything else, its words. */
export function termsOf(piece: TypedPiece): string[][] {
  return 'number' in piece ? [numberTerm(piece.number)] : textTerms(piece.text);
}

/** What was typed so far, as terms. Nothing typed: no terms. */
export function parseCustomerQuery(typed: string): CustomerQuery {
  return { terms: typedPieces(typed).flatMap(termsOf) };
}

/** The rule of the head comment, for short lists and as the measure of any index. A query without terms matches nobody. */
export function matchesCustomerQuery(tokens: CustomerSearchTokens, query: CustomerQuery): boolean {
  const all = Object.values(tokens).flat();
  return (
    query.terms.length > 0 &&
    query.terms.every((term) => term.some((start) => all.some((token) => token.startsWith(start))))
  );
}
