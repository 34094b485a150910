import { describe, expect, test } from 'vitest';
import {
  EMPTY_LEDGER,
  handedOver,
  sentNow,
  settled,
  typed,
  unsent,
  unsure,
} from '#renderer/features/attendance/typed/draft-ledger.ts';
import { journalable, sameAnswer, typedAttendance } from '#renderer/features/attendance/typed/step-draft.ts';
import type { Attendance } from '#shared/domain/ticket/ticket.ts';
import { call, flow, pack } from './attendance-fixture.ts';

const begun = call().attendance!;
const journal = (answers: Attendance['answers'], notes: Attendance['notes'] = {}): Attendance => ({
  ...begun,
  answers,
  notes,
});

describe('what is typed and where it lies', () => {
  test('[S5.2] a keystroke shows over what the journal says, field by field', () => {
    const ledger = typed(EMPTY_LEDGER, 'abordagem', { answers: { pontos: 'trava' } });
    const shown = typedAttendance(journal({ abordagem: { pontos: 'tra', empresa: 'Casa' } }), ledger.drafts);
    expect(shown.answers.abordagem).toEqual({ pontos: 'trava', empresa: 'Casa' });
  });

  test('a draft goes when the journal says the same, and not before', () => {
    const ledger = typed(EMPTY_LEDGER, 'abordagem', { answers: { pontos: 'trava' }, notes: 'calma' });
    expect(settled(ledger, journal({})).drafts).toEqual(ledger.drafts);
    expect(settled(ledger, journal({ abordagem: { pontos: 'trava' } }, { abordagem: 'calma' })).drafts).toEqual({});
  });

  test('what the journal has of a draft goes, the rest stays', () => {
    const ledger = typed(EMPTY_LEDGER, 'abordagem', { answers: { pontos: 'trava' }, notes: 'mais' });
    const rest = settled(ledger, journal({ abordagem: { pontos: 'trava' } })).drafts.abordagem;
    expect(rest).toEqual({ stepId: 'abordagem', answers: {}, notes: 'mais' });
  });

  test('a text taken back while another is on its way does not jump to the older one', () => {
    const first = sentNow(typed(EMPTY_LEDGER, 'abordagem', { answers: { pontos: 'abcd' } }), {
      stepId: 'abordagem',
      answers: { pontos: 'abcd' },
      notes: null,
    });
    const back = typed(first, 'abordagem', { answers: { pontos: 'abc' } });
    const old = journal({ abordagem: { pontos: 'abc' } });
    expect(settled(back, old).drafts.abordagem?.answers).toEqual({ pontos: 'abc' });
    expect(unsent(back, old, 'abordagem')?.answers).toEqual({ pontos: 'abc' });
  });

  test('what was sent is not sent again until it is unsure', () => {
    const ledger = typed(EMPTY_LEDGER, 'abordagem', { answers: { pontos: 'trava' } });
    const draft = unsent(ledger, journal({}), 'abordagem')!;
    const sent = sentNow(ledger, draft);
    expect(unsent(sent, journal({}), 'abordagem')).toBeNull();
    expect(unsent(unsure(sent, 'abordagem'), journal({}), 'abordagem')).toEqual(draft);
  });

  test('[S2.4] what a move carried goes even when the step settled another value', () => {
    const ledger = typed(EMPTY_LEDGER, 'ocorrencia', { answers: { prioridade: null, assunto: 'a' } });
    const left = handedOver(ledger, { stepId: 'ocorrencia', answers: { prioridade: null, assunto: 'a' }, notes: null });
    expect(left.drafts).toEqual({});
    const more = typed(ledger, 'ocorrencia', { answers: { assunto: 'ab' } });
    const kept = handedOver(more, { stepId: 'ocorrencia', answers: { prioridade: null, assunto: 'a' }, notes: null });
    expect(kept.drafts.ocorrencia?.answers).toEqual({ assunto: 'ab' });
  });

  test('a half-typed date stays in the window and keeps nothing else from the journal', () => {
    const draft = { stepId: 'analise', answers: { retorno: '21/11 1', estimativa: 40 }, notes: 'x' };
    expect(journalable(pack, flow, draft)).toEqual({ stepId: 'analise', answers: { estimativa: 40 }, notes: 'x' });
  });

  test('the customer is linked by its own command, never as an answer', () => {
    expect(journalable(pack, flow, { stepId: 'atender', answers: { cliente: 'c1' }, notes: null }).answers).toEqual({});
  });

  test('nothing is nothing, and texts count as they are stored', () => {
    expect(sameAnswer('', null)).toBe(true);
    expect(sameAnswer('a\r\nb', 'a\nb')).toBe(true);
    expect(sameAnswer({ a: 'x', b: 'y' }, { b: 'y', a: 'x' })).toBe(true);
    expect(sameAnswer(false, null)).toBe(false);
  });
});
