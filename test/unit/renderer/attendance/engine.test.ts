import { describe, expect, test } from 'vitest';
import { answerWords, gistOf } from '#renderer/features/attendance/engine/answer-words.ts';
import { proposal } from '#renderer/features/attendance/engine/engine.ts';
import { exitWords, mainExit, nearestExit } from '#renderer/features/attendance/engine/exit-words.ts';
import { placeFlow } from '#renderer/features/attendance/flow-map/flow-layout.ts';
import { call, flow, identified, scene } from './attendance-fixture.ts';

const step = (id: string) => flow.steps.find((one) => one.id === id)!;
const field = (stepId: string, id: string) => step(stepId).fields.find((one) => one.id === id)!;
const typedIn = (
  stepId: string,
  answers: Record<string, string | number | boolean | null>,
  notes: string | null = null,
) => ({
  [stepId]: { stepId, answers, notes },
});

describe('the screen asks the engine over what is typed', () => {
  test('[S5.1] an exit opens with the keystroke that answers its last field, before anything is saved', () => {
    const { ticket, customer } = identified();
    const before = scene(ticket, { known: customer }).view!;
    expect(mainExit(before.exits)).toBeNull();
    expect(before.exits[0]?.why).toContain('Nome completo');
    const after = scene(ticket, { known: customer, drafts: typedIn('atender', { contato: 'A' }) }).view!;
    expect(mainExit(after.exits)?.exit.id).toBe('identificado');
  });

  test('an exit says where it leads and what it does besides', () => {
    const { ticket, customer } = identified({ kind: 'pf' });
    const at = { ...ticket, attendance: { ...ticket.attendance!, stepId: 'debito' } };
    const here = scene(at, { known: customer, drafts: typedIn('debito', { confirmado: true }) });
    const transfer = here.view!.exits.find(({ exit }) => exit.id === 'confirmado')!;
    expect(exitWords(here, transfer)).toBe('para Financeiro · pessoa física · vai para Finalização');
  });

  test('with no open way on, the one that only lacks answers is named', () => {
    const { ticket, customer } = identified();
    const at = { ...ticket, attendance: { ...ticket.attendance!, stepId: 'ocorrencia' } };
    const { exits } = scene(at, { known: customer }).view!;
    expect(nearestExit(exits)?.exit.id).toBe('registrada');
  });

  test('[S2.4] the proposal is there also when the agent chose another priority', () => {
    const at = { ...call(), attendance: { ...call().attendance!, stepId: 'ocorrencia' } };
    const here = scene(at, { drafts: typedIn('ocorrencia', { impede: true, entrega: true, prioridade: 'baixa' }) });
    expect(proposal(here, field('ocorrencia', 'prioridade'))).toBe('alta');
    expect(here.view!.fields.some((view) => view.field.id === 'motivo-da-prioridade')).toBe(true);
  });

  test('what was said in a step fits in a line, the notes last', () => {
    const here = scene(call(), { drafts: typedIn('abordagem', { pontos: 'Tela\n trava' }, 'com pressa') });
    expect(gistOf(here, step('abordagem'))).toBe('Tela trava · com pressa');
  });

  test('answers are written as people read them', () => {
    const here = scene(call());
    expect(answerWords(here, field('analise', 'muda-evento'), false)).toBe('Não');
    expect(answerWords(here, field('analise', 'estimativa'), 40)).toBe('40 minutos');
    expect(answerWords(here, field('ocorrencia', 'tipo'), 'incidente')).toBe('Incidente');
    expect(answerWords(here, field('analise', 'retorno'), '2026-11-21T12:00:00.000Z')).toBe('21/11/2026 09:00');
    expect(answerWords(here, field('analise-do-banco', 'testes'), { 'nosso-banco:atual': 'ocorre' })).toBe(
      'Nosso banco, Executável atual: O problema ocorre',
    );
  });
});

describe('the map', () => {
  test('[S4.14] every step stands in the picture, none over another, the present one marked', () => {
    const { nodes, edges } = placeFlow(scene(call()));
    expect(nodes.map(({ id }) => id)).toEqual([...flow.steps.map(({ id }) => id), 'end']);
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length);
    expect(nodes.find(({ state }) => state === 'current')?.id).toBe(flow.start);
    expect(edges.every(({ from, to, points }) => from === to || points.length >= 2)).toBe(true);
  });
});
