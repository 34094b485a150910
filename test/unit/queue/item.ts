import type { WorkItem } from '#shared/domain/queue/work-item.ts';

export const HOUR = 3_600_000;
/** A Wednesday at noon, UTC. */
export const NOW = Date.parse('2026-11-25T12:00Z');
export const ranks = new Map([
  ['alta', 1],
  ['media', 2],
  ['baixa', 3],
]);
export const view = { me: 'ana', now: NOW, ranks };

let count = 0;
/** A new ticket of nobody, opened an hour ago, unless told otherwise. */
export const item = (more: Partial<WorkItem> = {}): WorkItem => {
  count++;
  return {
    id: `t${count}`,
    protocol: String(count).padStart(8, '0'),
    status: 'open',
    openedAt: NOW - HOUR,
    assigneeId: null,
    workingIds: [],
    type: 'incidente',
    category: 'fiscal',
    priority: 'media',
    sla: { due: NOW + HOUR, percent: 10, breached: false, paused: false },
    suspended: null,
    lastNewsAt: null,
    lastEntryAt: NOW - HOUR,
    forwards: [],
    reopenings: 0,
    workedMillis: 0,
    openMillis: HOUR,
    ...more,
  };
};
