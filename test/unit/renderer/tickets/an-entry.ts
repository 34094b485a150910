import type { Entry, EntryData, EntryKind } from '#shared/domain/ticket/entry.ts';

let count = 0;

/** An entry of this kind, each a minute after the one before. */
export function anEntry<K extends EntryKind>(kind: K, data: EntryData<K>, rest: Partial<Entry> = {}): Entry {
  count += 1;
  return {
    id: `entry-${count}`,
    ticketId: 'ticket',
    kind,
    data,
    at: new Date(Date.UTC(2026, 10, 21, 12, count)).toISOString(),
    hlc: String(count).padStart(6, '0'),
    base: {},
    station: '312',
    actor: { id: 'ana', name: 'Ana', role: 'atendente-n1' },
    visibility: 'private',
    patch: {},
    ...rest,
  } as Entry;
}
