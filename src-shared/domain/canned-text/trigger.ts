import type { ExpandedText } from './expand.ts';

/** A short key that is being typed: `::enc`. UTF-16 offsets, the colons included. */
export interface CannedTrigger {
  start: number;
  end: number;
  /** What follows the colons; may be empty. */
  typed: string;
}

const TRIGGER = /(?:^|[\s([{"'“‘«—-])(::([a-z0-9-]{0,24}))$/iu;

/** The short key before the cursor; null when none is being typed. */
export function triggerAt(text: string, cursor: number): CannedTrigger | null {
  // No key is longer; a text of megabytes costs no more.
  const before = text.slice(Math.max(0, cursor - 40), cursor);
  const match = TRIGGER.exec(before);
  if (!match?.[1]) return null;
  return { start: cursor - match[1].length, end: cursor, typed: (match[2] ?? '').toLowerCase() };
}

/** The text with the key replaced, and where the cursor then stands: at the stop, at the first blank, or at the end. */
export function applyTrigger(
  text: string,
  trigger: CannedTrigger,
  expanded: Pick<ExpandedText, 'text' | 'cursor' | 'blanks'>,
): { text: string; cursor: number } {
  const at = expanded.cursor ?? expanded.blanks[0]?.start ?? expanded.text.length;
  return {
    text: text.slice(0, trigger.start) + expanded.text + text.slice(trigger.end),
    cursor: trigger.start + at,
  };
}
