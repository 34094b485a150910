/** A canned text made into the text that is written (S1.9): blocks put in, facts filled, answers given, the cursor placed. */
import type { CannedText } from '../../procedures/schema/texts.ts';
import { type TemplateOptions, valueInWords } from '../flow/template.ts';
import { TEXT_LIMIT } from '../text/limits.ts';
import { type CannedPart, parseCanned } from './parse.ts';
import type { CannedShelf } from './shelf.ts';

export type Ask = CannedText['asks'][number];

export interface Filling extends TemplateOptions {
  facts: object;
}

export interface ExpandInput extends Filling {
  /** Where blocks are found. */
  shelf: Pick<CannedShelf, 'byKey'>;
  /** What was answered, by ask. */
  asked: Readonly<Record<string, string>>;
}

/** A gap in the text, shown as `[label]`: the next place to go to with Tab. */
export interface Blank {
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
  /** `fact`: the ticket does not say it; `ask`: nobody answered it yet. */
  kind: 'ask' | 'fact';
  /** Id of the ask, or path of the fact. */
  id: string;
}

export interface ExpandedText {
  text: string;
  /** Where the cursor comes to stand; null: the text does not say, so at its end. */
  cursor: number | null;
  blanks: Blank[];
  /** All that it asks, its blocks' included, in the order of the text. */
  asks: Ask[];
  /** What is still to be answered before it may be used. */
  missing: Ask[];
  /** Blocks that could not be put in: `cycle`: within themselves; `too-long`: the text would pass every measure. */
  left: { key: string; why: 'unknown' | 'cycle' | 'too-long' }[];
}

/** No text needs more pieces; a pack in which blocks double each other would have millions. */
const MOST_PARTS = 5_000;

interface Flat {
  parts: Exclude<CannedPart, { kind: 'block' }>[];
  asks: Map<string, Ask>;
  left: ExpandedText['left'];
}

/**
 * Lines that only wait for an optional answer that nobody gave are left out; every other gap stays as a visible blank. What a
 * person answered is text, braces and all.
 */
export function expandCanned(canned: Pick<CannedText, 'key' | 'body' | 'asks'>, input: ExpandInput): ExpandedText {
  const flat: Flat = { parts: [], asks: new Map(), left: [] };
  flatten(canned, { shelf: input.shelf, within: [canned.key], flat });
  const asks = [...flat.asks.values()];
  const missing = asks.filter(({ id, required }) => required && answerOf(input.asked, id) === '');
  const silent = new Set(
    asks.filter(({ id, required }) => !required && answerOf(input.asked, id) === '').map(({ id }) => id),
  );
  return { ...written(withoutSilentLines(flat.parts, silent), flat.asks, input), asks, missing, left: flat.left };
}

function answerOf(asked: Readonly<Record<string, string>>, id: string): string {
  return Object.hasOwn(asked, id) ? (asked[id]?.trim() ?? '') : '';
}

interface Flattening {
  shelf: ExpandInput['shelf'];
  /** Keys of the texts that we are inside of. */
  within: readonly string[];
  flat: Flat;
}

function flatten({ body, asks }: Pick<CannedText, 'body' | 'asks'>, { shelf, within, flat }: Flattening): void {
  for (const part of parseCanned(body)) {
    if (part.kind !== 'block') {
      const ask = part.kind === 'ask' ? asks.find(({ id }) => id === part.id) : undefined;
      if (ask && !flat.asks.has(ask.id)) flat.asks.set(ask.id, ask);
      flat.parts.push(part);
      continue;
    }
    const block = shelf.byKey(part.key)?.text;
    if (!block) flat.left.push({ key: part.key, why: 'unknown' });
    else if (within.includes(part.key)) flat.left.push({ key: part.key, why: 'cycle' });
    else if (flat.parts.length > MOST_PARTS || flat.left.length > MOST_PARTS) {
      flat.left.push({ key: part.key, why: 'too-long' });
      return;
    } else flatten(block, { shelf, within: [...within, part.key], flat });
  }
}

/** The pieces without the lines in which an unanswered optional ask stands, their line break included. */
function withoutSilentLines(parts: Flat['parts'], silent: ReadonlySet<string>): Flat['parts'] {
  const lines: Flat['parts'][] = [[]];
  for (const part of parts) {
    if (part.kind !== 'text') {
      lines.at(-1)?.push(part);
      continue;
    }
    for (const [i, text] of part.text.split('\n').entries()) {
      if (i > 0) lines.push([]);
      lines.at(-1)?.push({ kind: 'text', text });
    }
  }
  const kept = lines.filter((line) => !line.some((part) => part.kind === 'ask' && silent.has(part.id)));
  return kept.flatMap((line, i): Flat['parts'] => (i === 0 ? line : [{ kind: 'text', text: '\n' }, ...line]));
}

function written(
  parts: Flat['parts'],
  asks: ReadonlyMap<string, Ask>,
  { facts, asked, ...options }: ExpandInput,
): Pick<ExpandedText, 'text' | 'cursor' | 'blanks'> {
  let text = '';
  let cursor: number | null = null;
  const blanks: Blank[] = [];
  const blank = (kind: Blank['kind'], id: string, label: string) => {
    blanks.push({ start: text.length, end: text.length + label.length + 2, kind, id });
    text += `[${label}]`;
  };
  for (const part of parts) {
    if (text.length > TEXT_LIMIT) break;
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'cursor') cursor ??= text.length;
    else if (part.kind === 'ask') {
      const answer = answerOf(asked, part.id);
      if (answer === '') blank('ask', part.id, asks.get(part.id)?.label ?? part.id);
      else text += answer;
    } else {
      const value = valueInWords(facts, part.path, options);
      if (value === '') blank('fact', part.path, options.names.get(part.path) ?? part.path);
      else text += value;
    }
  }
  return { text, cursor, blanks };
}
