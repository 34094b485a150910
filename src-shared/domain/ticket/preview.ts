import type { EntryDraft } from './draft.ts';
import type { Entry, Person } from './entry.ts';
import { foldNext } from './fold.ts';
import type { Ticket } from './ticket.ts';

/** The head as it would be with drafts already written: what the next decision of the same commit rests on. */
export function previewDrafts(
  ticket: Ticket,
  drafts: readonly EntryDraft[],
  { at, actor }: { at: string; actor: Person },
): Ticket {
  let folded = { ticket, stamps: {}, known: {}, last: { hlc: '', id: '' } } as ReturnType<typeof foldNext>;
  drafts.forEach((written, index) => {
    const entry = {
      ...written,
      id: `preview-${index}`,
      at,
      hlc: `${index + 1}`,
      base: {},
      station: 'preview',
      actor,
    } as Entry;
    folded = foldNext(folded, entry);
  });
  return folded!.ticket;
}
