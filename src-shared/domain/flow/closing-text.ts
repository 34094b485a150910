import type { Flow } from '../../procedures/schema/flow.ts';
import type { CannedText, Pack } from '../../procedures/schema/pack.ts';
import { knownPaths } from './known-paths.ts';
import { showPaths } from './show.ts';
import { fillCannedText } from './template.ts';

export interface ClosingTextInput {
  canned: CannedText;
  /** What was answered, by ask. */
  asked: Record<string, string>;
  facts: object;
  /** IANA name. */
  timeZone: string;
}

/**
 * A canned text as the customer will read it (S1.9): every value written as people read it, and lines that only
 * hold an optional answer that nobody gave left out. The preview on the screen and the closing entry are the same.
 */
export function writtenCannedText(
  pack: Pack,
  flow: Flow,
  { canned, asked, facts, timeZone }: ClosingTextInput,
): string {
  const unanswered = canned.asks
    .filter(({ id, required }) => !required && !asked[id]?.trim())
    .map(({ id }) => `{?${id}}`);
  const body = canned.body
    .split('\n')
    .filter((line) => !unanswered.some((ask) => line.includes(ask)))
    .join('\n');
  return fillCannedText({ ...canned, body }, asked, {
    facts,
    names: knownPaths(flow),
    show: showPaths(pack, flow, timeZone),
  });
}
