import { describe, expect, it } from 'vitest';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import { ANA, AT, aTicket, pack } from '#test/fixtures/ticket.ts';

const order = { id: 'os-1', number: '4711', title: 'Erro 225' };
const save = (stepId: string, answers: Record<string, JsonValue>, notes: string | null = null, ticket = aTicket()) =>
  decideSaveStep(ticket, { stepId, answers, notes }, { pack, workOrder: (id) => (id === order.id ? order : null) });

/** The ticket after a save that must succeed. */
function saved(...parameters: Parameters<typeof save>) {
  const decided = save(...parameters);
  if (!decided.ok) throw new Error(decided.refusals[0]?.message);
  return previewDrafts(parameters[3] ?? aTicket(), decided.value, { at: AT, actor: ANA });
}

describe('saving a step', () => {
  const registers: [string, Record<string, JsonValue>, object][] = [
    ['contact', { contato: 'Maria' }, { contact: 'Maria' }],
    ['contact emptied', { contato: ' ' }, { contact: '' }],
  ];
  it.each(registers)('[S1.2] sets the register of a field: %s', (_, answers, expected) => {
    expect(saved('atender', answers, null, saved('atender', { contato: 'Antes' }))).toMatchObject(expected);
  });

  it('[S1.2] classifies, and an emptied answer takes the class away again', () => {
    const classified = saved('ocorrencia', { tipo: 'incidente', categoria: 'fiscal', assunto: 'Nota' });
    expect(classified).toMatchObject({ type: 'incidente', category: 'fiscal', subject: 'Nota' });
    expect(saved('ocorrencia', { tipo: null, assunto: '' }, null, classified)).toMatchObject({
      type: null,
      category: 'fiscal',
      subject: '',
    });
  });

  it('[S5.9] links the work order that an answer names, once', () => {
    const linked = saved('ordem-de-servico', { os: 'os-1' });
    expect(linked.workOrder).toEqual(order);
    expect(save('ordem-de-servico', { os: 'os-1' }, null, linked)).toEqual({ ok: true, value: [] });
    expect(saved('ordem-de-servico', { os: 'desconhecida' }).workOrder).toBeNull();
  });

  const refused: [string, string, Record<string, JsonValue>, string][] = [
    ['a text for a number', 'analise', { estimativa: '10' }, 'analise.estimativa'],
    ['a number out of range', 'analise', { estimativa: 0 }, 'analise.estimativa'],
    ['an option that there is not', 'analise', { certeza: 'talvez' }, 'analise.certeza'],
    ['a text for yes or no', 'analise', { 'muda-evento': 'sim' }, 'analise.muda-evento'],
    ['a day that there is not', 'ordem-de-servico', { previsao: '2026-02-31x' }, 'ordem-de-servico.previsao'],
    ['a moment without a zone', 'analise', { retorno: '2026-11-23T12:00' }, 'analise.retorno'],
    ['an item that is not on the list', 'solucao-imediata', { explicado: ['x'] }, 'solucao-imediata.explicado'],
    [
      'a test that is not in the table',
      'analise-do-banco',
      { testes: { 'lua:atual': 'ocorre' } },
      'analise-do-banco.testes',
    ],
    ['a text that is too long', 'ocorrencia', { assunto: 'x'.repeat(121) }, 'ocorrencia.assunto'],
    ['a list for closing data', 'finalizacao', { encerramento: ['x'] }, 'finalizacao.encerramento'],
  ];
  it.each(refused)('refuses %s at its field', (_, stepId, answers, field) => {
    expect(save(stepId, answers)).toMatchObject({ ok: false, refusals: [{ code: 'answer-invalid', field }] });
  });

  it('leaves out what is no field of the step, the standing and the customer', () => {
    expect(save('debito', { fantasma: 'x', situacao: 'em-dia' })).toEqual({ ok: true, value: [] });
    expect(save('atender', { cliente: 'c-1' })).toEqual({ ok: true, value: [] });
  });

  it('cleans every text, however deep', () => {
    const ticket = saved('finalizacao', { encerramento: { causa: 'ca\u0000usa \ud800' } }, 'no\u0007ta');
    expect(ticket.attendance).toMatchObject({
      answers: { finalizacao: { encerramento: { causa: 'causa \ufffd' } } },
      notes: { finalizacao: 'nota' },
    });
  });

  it('ten entries of one command are previewed in their order', () => {
    const ticket = aTicket();
    const notes = Array.from({ length: 12 }, (_, index) => save('atender', {}, `nota ${index}`)).flatMap((one) =>
      one.ok ? one.value : [],
    );
    expect(previewDrafts(ticket, notes, { at: AT, actor: ANA }).attendance?.notes.atender).toBe('nota 11');
  });
});
