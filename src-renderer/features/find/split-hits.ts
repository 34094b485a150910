import { HIT_END, HIT_START } from '#shared/contract/views.ts';

export interface SnippetPart {
  text: string;
  hit: boolean;
}

/** A snippet in parts, found or not; marks without their other half are taken out. */
export function splitHits(snippet: string): SnippetPart[] {
  const parts: SnippetPart[] = [];
  for (const piece of snippet.split(new RegExp(`(${HIT_START}[^${HIT_START}${HIT_END}]*${HIT_END})`))) {
    const text = piece.replaceAll(HIT_START, '').replaceAll(HIT_END, '');
    if (text !== '') parts.push({ text, hit: piece.startsWith(HIT_START) && piece.endsWith(HIT_END) });
  }
  return parts;
}
