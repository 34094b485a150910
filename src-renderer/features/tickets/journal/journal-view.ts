import type { Entry } from '#shared/domain/ticket/entry.ts';
import { dayOf } from '../../../ui/calendar-day.ts';

export const JOURNAL_FILTERS = {
  all: { label: 'Tudo', slug: '' },
  public: { label: 'Público', slug: 'publico' },
  private: { label: 'Interno', slug: 'interno' },
  changes: { label: 'Mudanças', slug: 'mudancas' },
} as const;
export type JournalFilter = keyof typeof JOURNAL_FILTERS;

export function journalFilterOf(slug: string): JournalFilter {
  const found = (Object.keys(JOURNAL_FILTERS) as JournalFilter[]).find((id) => JOURNAL_FILTERS[id].slug === slug);
  return found ?? 'all';
}

export interface JournalDay {
  /** `2026-11-21`. */
  day: string;
  entries: Entry[];
}

/** The entries that a filter lets through, by day; the days and the entries in each in the order asked for. */
export function journalDays(
  entries: readonly Entry[],
  {
    filter,
    newestFirst,
    changed,
  }: { filter: JournalFilter; newestFirst: boolean; changed: (entryId: string) => boolean },
): JournalDay[] {
  const passes = (entry: Entry) => {
    if (filter === 'all') return true;
    return filter === 'changes' ? changed(entry.id) : entry.visibility === filter;
  };
  const chosen = entries.filter(passes);
  const ordered = newestFirst ? chosen.toReversed() : chosen;
  const days: JournalDay[] = [];
  for (const entry of ordered) {
    const day = dayOf(new Date(entry.at));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
