import { describe, expect, it } from 'vitest';
import { callBook, type LooseCall, type RecordedCall } from '#shared/domain/shift/shift.ts';

const recorded = (number: number, callId = `call-${number}`): RecordedCall => ({
  ticketId: `ticket-${number}`,
  protocol: '261121900100011',
  callId,
  at: '2026-11-21T12:00:00.000Z',
  customerName: '',
  subject: '',
  status: 'open',
});

const noted = (id: string, settled: Partial<LooseCall> = {}): LooseCall => ({
  id,
  shiftId: 'shift',
  at: '2026-11-21T12:00:00.000Z',
  source: 'noted',
  note: '',
  ticketId: null,
  explanation: null,
  ...settled,
});

describe('callBook', () => {
  it('[S4.2] counts a noted call and the ticket opened for it as one call', () => {
    const book = callBook([recorded(1), recorded(2, 'loose')], [noted('loose')]);
    expect(book).toMatchObject({ received: 2, recorded: 2, unexplained: [] });
  });

  it('[S4.2] counts a noted call and the ticket it was linked to as one call', () => {
    const book = callBook([recorded(1), recorded(2)], [noted('loose', { ticketId: 'ticket-2' })]);
    expect(book).toMatchObject({ received: 2, recorded: 2, unexplained: [] });
  });

  it('[S4.2] keeps a call without ticket and without explanation open', () => {
    const explanation = { reasonId: 'engano', text: '', at: '2026-11-21T12:00:00.000Z' };
    const book = callBook([recorded(1)], [noted('a'), noted('b', { explanation })]);
    expect(book).toMatchObject({ received: 3, recorded: 1, explained: 1 });
    expect(book.unexplained.map(({ id }) => id)).toEqual(['a']);
  });
});
