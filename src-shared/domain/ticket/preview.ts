import type { EntryDraft } from './draft.ts';
import type { Entry, Person } from './entry.ts';
import { foldNext } from './fold.ts';
import type { Ticket } from './ticket.ts';

/** The head (of a new ticket: `null`) as it would be with drafts already written: what the next decision of the same commit rests on. */
export function previewDrafts(
  ticket: Ticket | null,
  drafts: readonly EntryDraft[],
  { at, actor }: { at: string; actor: Person },
): Ticket {
  let folded: ReturnType<typeof foldNext> = ticket && {
    ticket,
    stamps: {},
    parted: {},
    known: {},
    last: { hlc: '', id: '' },
  };
  drafts.forEach((written, index) => {
    const entry = {
      ...written,
      id: `preview-${index}`,
      at,
      hlc: String(index + 1).padStart(6, '0'),
      base: {},
      station: 'preview',
      actor,
    } as Entry;
    folded = foldNext(folded, entry);
  });
  return folded!.ticket;
}
