import type { AttendanceSummary } from '#shared/contract/views.ts';
import { FOR_ANOTHER, SET_ASIDE } from '#shared/domain/ticket/decide/park.ts';

/** How my attendances stand: on the line, set aside, promised for later, being worked on inside the house. */
export type CallGroup = 'active' | 'due' | 'parked' | 'inside' | 'later';

/** Milliseconds before a promised call at which it counts as due. */
const SOON = 5 * 60_000;

export function groupOf(call: AttendanceSummary, now: number): CallGroup {
  if (call.status === 'active') return 'active';
  if (call.callbackAt !== null) return Date.parse(call.callbackAt) - SOON <= now ? 'due' : 'later';
  const byHand = call.parkedBecause === null || call.parkedBecause === SET_ASIDE || call.parkedBecause === FOR_ANOTHER;
  return byHand ? 'parked' : 'inside';
}

export const GROUP_LABELS: Record<CallGroup, string> = {
  active: 'Na linha',
  due: 'Retornos na hora',
  parked: 'Estacionadas',
  inside: 'Em análise interna',
  later: 'Retornos combinados',
};

export const GROUP_ORDER: readonly CallGroup[] = ['active', 'due', 'parked', 'inside', 'later'];

/** The calls by how they stand; promised ones by their time, the others by age. */
export function grouped(calls: readonly AttendanceSummary[], now: number): [CallGroup, AttendanceSummary[]][] {
  const time = (call: AttendanceSummary) => call.callbackAt ?? call.deadlineAt ?? call.startedAt;
  return GROUP_ORDER.map((group): [CallGroup, AttendanceSummary[]] => [
    group,
    calls.filter((call) => groupOf(call, now) === group).sort((a, b) => (time(a) < time(b) ? -1 : 1)),
  ]).filter(([, found]) => found.length > 0);
}

/**
 * The call that F4 takes up: the next parked one in the ring of calls by age after `from`, itself last;
 * what waits inside the house or for later only when nothing else does. Null when nothing is parked.
 */
export function nextCall(
  calls: readonly AttendanceSummary[],
  from: string | null,
  now: number,
): AttendanceSummary | null {
  const ring = [...calls].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const at = ring.findIndex(({ ticketId }) => ticketId === from);
  const turned = at < 0 ? ring : [...ring.slice(at + 1), ...ring.slice(0, at + 1)];
  const parked = turned.filter(({ status }) => status === 'parked');
  const waiting = (call: AttendanceSummary) => ['later', 'inside'].includes(groupOf(call, now));
  return parked.find((call) => !waiting(call)) ?? parked[0] ?? null;
}

/** The end of a protocol, as a chip shows it: `0047 9`. */
export function protocolTail(protocol: string): string {
  return `${protocol.slice(10, -1)} ${protocol.slice(-1)}`.trim();
}
