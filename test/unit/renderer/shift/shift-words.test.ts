import { describe, expect, it } from 'vitest';
import { linkable } from '#renderer/features/shift/linkable.ts';
import { balanceWords, counterWords, readPhoneCount, settledWords } from '#renderer/features/shift/shift-words.ts';
import type { LooseCall, RecordedCall } from '#shared/domain/shift/shift.ts';

const at = '2026-11-21T12:00:00.000Z';
const call = (id: string, rest: Partial<LooseCall> = {}): LooseCall => ({
  id,
  shiftId: 's',
  at,
  source: 'noted',
  note: '',
  ticketId: null,
  explanation: null,
  ...rest,
});
const ticket = (id: string, callId = `${id}-call`): RecordedCall => ({
  ticketId: id,
  protocol: '',
  callId,
  at,
  customerName: '',
  subject: '',
  status: 'open',
});

describe('the book in words', () => {
  it('[S4.2] counts calls against tickets', () => {
    expect(counterWords({ received: 15, recorded: 14 })).toBe('15 ligações · 14 OCs');
    expect(counterWords({ received: 1, recorded: 1 })).toBe('1 ligação · 1 OC');
  });

  it('[S4.2] says what a difference means', () => {
    const book = { received: 3, recorded: 3, explained: 0, unexplained: 0 };
    expect(balanceWords(book)).toBe('Cada ligação recebida tem a sua OC.');
    expect(balanceWords({ ...book, recorded: 2, explained: 1 })).toContain('explicada');
    expect(balanceWords({ ...book, recorded: 1, unexplained: 2 })).toContain('2 ligações recebidas');
    expect(balanceWords({ ...book, received: 0, recorded: 0 })).toContain('Nenhuma ligação');
  });

  it('says how a call was settled', () => {
    const around = { pack: undefined, protocolOf: (id: string) => (id === 't1' ? '261121' : undefined) };
    expect(settledWords(call('a'), around)).toBeNull();
    expect(settledWords(call('a', { ticketId: 't1' }), around)).toBe('OC 261121');
    const explanation = { reasonId: 'engano', text: 'número errado', at };
    expect(settledWords(call('a', { explanation }), around)).toBe('engano: número errado');
  });

  it("reads the telephone's count, nothing, or no count at all", () => {
    expect([' 15 ', '', 'quinze', '-1', '10001'].map(readPhoneCount)).toEqual([
      15,
      null,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('tickets that a loose call can be linked to', () => {
  it('[S4.2] are those that answer for no other noted call', () => {
    const loose = [call('a'), call('b', { ticketId: 't1' }), call('c')];
    const tickets = [ticket('t1'), ticket('t2', 'c'), ticket('t3')];
    expect(linkable({ tickets, loose }, loose[0]!).map(({ ticketId }) => ticketId)).toEqual(['t3']);
  });
});
