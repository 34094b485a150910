import { describe, expect, test } from 'vitest';
import { grouped, groupOf, nextCall, protocolTail } from '#renderer/features/attendance/engine/calls.ts';
import type { AttendanceSummary } from '#shared/contract/views.ts';

const now = Date.parse('2026-11-20T13:00:00.000Z');
let hour = 0;
const summary = (ticketId: string, more: Partial<AttendanceSummary> = {}): AttendanceSummary => {
  hour += 1;
  return {
    ticketId,
    protocol: '261120931200479',
    status: 'parked',
    customerName: '',
    stepId: 'atender',
    stepNumber: '1',
    stepTitle: 'Atender',
    subject: '',
    startedAt: new Date(now - 10 * 3_600_000 + hour * 60_000).toISOString(),
    activeMs: 0,
    countedAt: new Date(now).toISOString(),
    parkedBecause: 'Estacionada',
    callbackAt: null,
    deadlineAt: null,
    ...more,
  };
};

describe('my calls', () => {
  const a = summary('a');
  const b = summary('b');
  const c = summary('c');
  const later = summary('later', { callbackAt: '2026-11-21T12:00:00.000Z', parkedBecause: 'Retorno agendado' });
  const inside = summary('inside', { deadlineAt: '2026-11-21T10:00:00.000Z', parkedBecause: 'Análise interna' });

  test('[S4.2] F4 goes round the parked calls, each in its turn', () => {
    const calls = [a, b, c];
    expect(nextCall(calls, 'a', now)?.ticketId).toBe('b');
    expect(nextCall(calls, 'b', now)?.ticketId).toBe('c');
    expect(nextCall(calls, 'c', now)?.ticketId).toBe('a');
    expect(nextCall(calls, null, now)?.ticketId).toBe('a');
  });

  test('alone it comes back to itself; with nothing parked there is none', () => {
    expect(nextCall([a], 'a', now)?.ticketId).toBe('a');
    expect(nextCall([{ ...a, status: 'active' }], 'a', now)).toBeNull();
  });

  test('what waits inside the house or for a promised hour comes only when nothing else does', () => {
    expect(nextCall([later, inside, b], null, now)?.ticketId).toBe('b');
    expect(nextCall([later, inside], null, now)?.ticketId).toBe('later');
  });

  test('[S5.5] a promised call is due five minutes before its hour', () => {
    const at = Date.parse(later.callbackAt!);
    expect(groupOf(later, at - 6 * 60_000)).toBe('later');
    expect(groupOf(later, at - 5 * 60_000)).toBe('due');
  });

  test('the list has the call on the line first and promises by their hour', () => {
    const sooner = summary('sooner', { callbackAt: '2026-11-20T20:00:00.000Z' });
    const active = summary('active', { status: 'active', parkedBecause: null });
    const order = grouped([later, inside, a, sooner, active], now).flatMap(([, found]) => found);
    expect(order.map(({ ticketId }) => ticketId)).toEqual(['active', 'a', 'inside', 'sooner', 'later']);
  });

  test('the tail of a protocol is its sequence and check digit', () => {
    expect(protocolTail('261120931200479')).toBe('0047 9');
  });
});
