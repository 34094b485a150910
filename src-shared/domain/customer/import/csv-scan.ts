/**
 * One CSV record out of a text: RFC 4180 with any separator and any line break.
 *
 * Strict about quotes on purpose: after a closing quote only blanks may come before the separator or the line
 * break. A quote that somebody forgot to close is thus found at the next quote in the file, and not at its end.
 * A quote inside an unquoted cell is an ordinary character (`Tubo 3" reforçado`).
 */
export type RecordScan = {
  /** Where the first quote opened whose cell spans lines; -1 when none does. */
  multilineQuote: number;
} & (
  | {
      kind: 'record';
      fields: string[];
      /** Where the next record begins. */
      next: number;
    }
  /** The text ends before the record does, and more may come. */
  | { kind: 'incomplete' }
  /** The quote at `quote` is not closed in the text. */
  | { kind: 'open-quote'; quote: number }
  /** The quote at `quote` is closed by one after which, at `at`, stands neither separator nor line break. */
  | { kind: 'stray-quote'; quote: number; at: number }
);

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const QUOTE = 34;

/** Position after the line break that begins at `at`; -1 when a `\r` ends the text and `\n` may still come. */
function afterLineBreak(text: string, at: number, atEnd: boolean): number {
  if (text.charCodeAt(at) === LF) return at + 1;
  if (at + 1 === text.length && !atEnd) return -1;
  return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

export type LineEnd = { end: number; next: number };

/** The end of the physical line at `from`; `undefined` when the text ends first, or may end in half a line break. */
export function lineEnd(text: string, from: number, atEnd: boolean): LineEnd | undefined {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== LF && unit !== CR) continue;
    const next = afterLineBreak(text, at, atEnd);
    return next < 0 ? undefined : { end: at, next };
  }
  return atEnd ? { end: text.length, next: text.length } : undefined;
}

/** Physical line breaks between two positions; `\r\n` is one. */
export function countLineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) count += 1;
  }
  return count;
}

type Cell =
  | { kind: 'cell'; value: string; end: number }
  | { kind: 'incomplete' }
  | { kind: 'open-quote'; quote: number }
  | { kind: 'stray-quote'; quote: number; at: number };

function scanQuoted(text: string, open: number, [separator, atEnd]: [number, boolean]): Cell {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) close = text.indexOf('"', close + 2);
  if (close < 0) return { kind: 'open-quote', quote: open };
  let end = close + 1;
  while (end < text.length && isBlank(text.charCodeAt(end), separator)) end += 1;
  if (end === text.length && !atEnd) return { kind: 'incomplete' };
  const unit = text.charCodeAt(end);
  if (end < text.length && unit !== separator && unit !== LF && unit !== CR) {
    return { kind: 'stray-quote', quote: open, at: end };
  }
  return { kind: 'cell', value: text.slice(open + 1, close).replaceAll('""', '"'), end };
}

function isBlank(unit: number, separator: number): boolean {
  return (unit === SPACE || unit === TAB) && unit !== separator;
}

function scanPlain(text: string, from: number, [separator, atEnd]: [number, boolean]): Cell {
  let end = from;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === separator || unit === LF || unit === CR) break;
  }
  return end === text.length && !atEnd ? { kind: 'incomplete' } : { kind: 'cell', value: text.slice(from, end), end };
}

/** @param separator one character. @param atEnd nothing comes after the text: its end is the record's. */
export function scanRecord(text: string, start: number, options: { separator: string; atEnd: boolean }): RecordScan {
  const how: [number, boolean] = [options.separator.charCodeAt(0), options.atEnd];
  const fields: string[] = [];
  let multilineQuote = -1;
  let position = start;
  for (;;) {
    const quoted = text.charCodeAt(position) === QUOTE;
    const cell = quoted ? scanQuoted(text, position, how) : scanPlain(text, position, how);
    if (quoted && multilineQuote < 0) {
      const to = cell.kind === 'cell' ? cell.end : text.length;
      if (countLineBreaks(text, position, to) > 0) multilineQuote = position;
    }
    if (cell.kind !== 'cell') return { ...cell, multilineQuote };
    fields.push(cell.value);
    if (cell.end >= text.length) return { kind: 'record', fields, next: text.length, multilineQuote };
    if (text.charCodeAt(cell.end) !== how[0]) {
      const next = afterLineBreak(text, cell.end, options.atEnd);
      return next < 0 ? { kind: 'incomplete', multilineQuote } : { kind: 'record', fields, next, multilineQuote };
    }
    position = cell.end + 1;
  }
}
