import type { Flow } from '../../procedures/schema/flow.ts';
import type { CannedText, Pack } from '../../procedures/schema/pack.ts';
import { expandCanned } from '../canned-text/expand.ts';
import { cannedShelf } from '../canned-text/shelf.ts';
import { knownPaths } from './known-paths.ts';
import { showPaths } from './show.ts';

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
  return expandCanned(canned, {
    shelf: cannedShelf({ pack: pack.cannedTexts }),
    asked,
    facts,
    names: knownPaths(flow),
    show: showPaths(pack, flow, timeZone),
  }).text;
}
