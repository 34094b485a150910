/**
 * The order to work in (S2.1), as a table of groups that the queue, "Próximo" and the headings of the list read.
 *
 *   mine in progress ▸ new for me or for nobody ▸ in progress with others ▸ waiting ▸ closed
 *
 * In each group by priority, then by age, oldest first; the protocol decides what is left, so that two stations show the
 * same. What nobody has classified yet stands with the highest priority: it may be the gravest (S1.2).
 */
import type { WorkItem } from './work-item.ts';

export const QUEUE_GROUPS = [
  { id: 'mine', label: 'Em andamento comigo' },
  { id: 'new', label: 'Novos' },
  { id: 'others', label: 'Com colegas' },
  { id: 'waiting', label: 'Aguardando' },
  { id: 'closed', label: 'Encerrados' },
] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number]['id'];

/** What the order needs besides the tickets. */
export interface QueueView {
  /** Id of whoever looks. */
  me: string;
  now: number;
  /** Rank of each priority of the pack, 1 the highest. */
  ranks: ReadonlyMap<string, number>;
}

export function queueGroup(item: WorkItem, { me, now }: Pick<QueueView, 'me' | 'now'>): QueueGroup {
  if (item.status === 'closed') return 'closed';
  const mine = item.assigneeId === me || item.workingIds.includes(me);
  if (isWaiting(item, now)) return 'waiting';
  // What wakes up from a suspension goes back to whoever had it (S1.8).
  const inProgress = item.status === 'in-progress' || item.status === 'waiting' || item.workingIds.length > 0;
  if (mine) return inProgress ? 'mine' : 'new';
  return item.assigneeId === null && !inProgress ? 'new' : 'others';
}

/** Suspended and not yet woken up, or waiting for something else with nobody at work. */
export function isWaiting(item: WorkItem, now: number): boolean {
  if (item.suspended) return item.suspended.until === null || item.suspended.until > now;
  return item.status === 'waiting' && item.workingIds.length === 0;
}

/** S2.1: the tickets in the order to work. The list that came in is left as it was. */
export function inOrder<T extends WorkItem>(items: readonly T[], view: QueueView): T[] {
  const compare = byQueue(view);
  return items.toSorted(compare);
}

/** Compares two tickets as the queue does; a total order. */
export function byQueue(view: QueueView): (a: WorkItem, b: WorkItem) => number {
  const places = new Map<QueueGroup, number>(QUEUE_GROUPS.map(({ id }, i) => [id, i]));
  const highest = Math.min(...view.ranks.values());
  const rank = ({ priority }: WorkItem) => (priority === null ? highest : (view.ranks.get(priority) ?? highest));
  const place = (item: WorkItem) => places.get(queueGroup(item, view)) ?? 0;
  return (a, b) =>
    place(a) - place(b) ||
    rank(a) - rank(b) ||
    a.openedAt - b.openedAt ||
    compareText(a.protocol, b.protocol) ||
    compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** S2.1: how near the deadline is. `risk` from 80 % on, `attention` from 50 %. */
export type BreachRisk = 'none' | 'paused' | 'calm' | 'attention' | 'risk' | 'breached';

export const RISK_LABELS: Readonly<Record<BreachRisk, string>> = {
  none: 'Sem prazo',
  paused: 'Prazo parado',
  calm: 'No prazo',
  attention: 'Metade do prazo',
  risk: 'Prazo no fim',
  breached: 'Prazo vencido',
};

export function breachRisk({ sla }: Pick<WorkItem, 'sla'>): BreachRisk {
  if (!sla) return 'none';
  if (sla.breached) return 'breached';
  if (sla.paused) return 'paused';
  if (sla.percent >= 80) return 'risk';
  return sla.percent >= 50 ? 'attention' : 'calm';
}

/** S2.2: what "Próximo" takes, and why, for the person who pressed it. */
export interface NextItem<T extends WorkItem> {
  item: T;
  group: 'mine' | 'new';
  /** How many of mine are in progress: they come before anything new. */
  mineInProgress: number;
  /** "Já está em andamento com você." */
  reason: string;
}

/**
 * S2.2: the ticket to go on with. One in progress with me before any new one; a new one only when I have none. `passed` are
 * tickets put back in this round ("outro"): they are offered again when nothing else of their group is left.
 */
export function nextItem<T extends WorkItem>(
  items: readonly T[],
  view: QueueView,
  passed: ReadonlySet<string> = new Set(),
): NextItem<T> | null {
  const compare = byQueue(view);
  const first = (list: readonly T[]): T | undefined => {
    const fresh = list.filter(({ id }) => !passed.has(id));
    return least(fresh.length > 0 ? fresh : list, compare);
  };
  const mine = items.filter((item) => queueGroup(item, view) === 'mine');
  const going = first(mine);
  if (going) {
    return { item: going, group: 'mine', mineInProgress: mine.length, reason: 'Já está em andamento com você.' };
  }
  const fresh = first(items.filter((item) => queueGroup(item, view) === 'new'));
  if (!fresh) return null;
  const reason = fresh.assigneeId === view.me ? 'É seu e ainda não foi iniciado.' : 'É o próximo da fila.';
  return { item: fresh, group: 'new', mineInProgress: 0, reason };
}

function least<T>(list: readonly T[], compare: (a: T, b: T) => number): T | undefined {
  return list.reduce<T | undefined>(
    (best, one) => (best === undefined || compare(one, best) < 0 ? one : best),
    undefined,
  );
}
