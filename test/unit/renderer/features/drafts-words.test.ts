import { describe, expect, it } from 'vitest';
import { draftGlance, draftWords } from '#renderer/features/settings/draft-words.ts';

const TICKET = '0193f2a0-0000-7000-8000-000000000001';

describe('drafts in words', () => {
  it('names what a draft is of and where it shows again', () => {
    expect(draftWords(`step:${TICKET}:debito`)).toEqual({
      label: 'Passo de um atendimento',
      path: `/atender/${TICKET}`,
    });
    expect(draftWords(`report:${TICKET}:public`).path).toBe(`/chamados/${TICKET}`);
    expect(draftWords('customer:new')).toEqual({ label: 'Cadastro de cliente', path: null });
    expect(draftWords('settings:company')).toEqual({ label: 'Ajustes', path: null });
    expect(draftWords('other')).toEqual({ label: 'Texto digitado', path: null });
  });

  it('shows the words of a value without ids, short', () => {
    const value = { stepId: 'debito', answers: { contato: 'Ana', ok: true }, notes: 'liga\nde novo' };
    expect(draftGlance(value)).toBe('Ana · liga de novo');
    expect(draftGlance('x'.repeat(200), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});
