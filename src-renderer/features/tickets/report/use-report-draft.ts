import type { Entry } from '#shared/domain/ticket/entry.ts';
import { useStation } from '../../../bridge/station-context.tsx';
import { useDraft } from '../../../drafts/use-draft.ts';
import { newsSince, type Seen, seenOf } from './news.ts';

/** What is being written, and what had been read of the ticket when it was begun. */
interface Written {
  text: string;
  seen: Seen;
}

const NOTHING: Written = { text: '', seen: {} };

export interface ReportDraft extends Written {
  setText(text: string): void;
  /** What other stations wrote since; to be read before this goes out. */
  news: Entry[];
  /** Takes all that stands there now as read. */
  read(): void;
  ready: boolean;
  dirty: boolean;
  failed: boolean;
  version: number;
  settle(version: number): void;
}

/** The draft of one lane, with what was read of the ticket as it was begun; kept together on every keystroke. */
export function useReportDraft(
  ticketId: string,
  visibility: 'public' | 'private',
  entries: readonly Entry[],
): ReportDraft {
  const own = String(useStation().station);
  // Until 0.2 a draft was the text alone.
  const draft = useDraft<Written | string>(`report:${ticketId}:${visibility}`, NOTHING);
  const whole = (value: Written | string): Written =>
    typeof value === 'string' ? { text: value, seen: seenOf(entries) } : value;
  const written = whole(draft.value);
  const { ready, dirty, failed, version, settle } = draft;
  return {
    ...written,
    setText: (text) =>
      draft.set((before) => {
        const { text: former, seen } = whole(before);
        return text === '' ? NOTHING : { text, seen: former === '' ? seenOf(entries) : seen };
      }),
    news: written.text === '' ? [] : newsSince(entries, written.seen, own),
    read: () => draft.set({ ...written, seen: seenOf(entries) }),
    ready,
    dirty,
    failed,
    version,
    settle,
  };
}
