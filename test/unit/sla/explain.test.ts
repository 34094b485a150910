import { describe, expect, test } from 'vitest';
import { explainSla } from '#shared/domain/sla/explain.ts';
import { reasonWords, slaSentences } from '#shared/domain/sla/sentences.ts';
import type { SlaTimeline } from '#shared/domain/sla/timeline.ts';
import { durationWords } from '#shared/domain/sla/words.ts';
import { at, facts, local, rules, suspended, ticket } from './fixture.ts';

const ZONE = 'America/Sao_Paulo';
const explain = (timeline: SlaTimeline, now: string) =>
  explainSla(rules, timeline, { target: 'solution', now: at(now) })!;
const sentences = (timeline: SlaTimeline, now: string) => slaSentences(explain(timeline, now), ZONE);

describe('[S1.3] “por que este prazo?”', () => {
  test('the rule, the calendar, how it stands', () => {
    expect(sentences(ticket(), '2026-11-23T10:30')).toEqual([
      'Solução em 4 h de expediente: classe “4 horas”, pela política “media”, no calendário “Comercial” (America/Sao_Paulo).',
      'Gastos 1 h 30 min de 4 h (37%); restam 2 h 30 min, até 23/11/2026 13:00.',
    ]);
  });

  test('several match: the shortest wins, and the others are named with their deadlines', () => {
    expect(sentences(ticket({ is: { category: 'fiscal', priority: 'baixa' } }), '2026-11-23T09:00')[1]).toBe(
      'Servem 2 políticas e vale o prazo mais curto, o de “fiscal”; ficaram para trás “baixa” (25/11/2026 13:00).',
    );
  });

  test('none matches: the priority gave the class', () => {
    expect(sentences(ticket({ is: { priority: 'alta' } }), '2026-11-23T09:00')[0]).toContain(
      'porque nenhuma política serve a este chamado e a prioridade é “Alta”',
    );
  });

  test('a change on the way says what stays spent', () => {
    const changed = ticket({
      facts: [
        { at: at('2026-11-23T09:00'), facts: facts({ priority: 'baixa' }) },
        { at: at('2026-11-23T11:00'), facts: facts({ priority: 'media', unit: 'filial-sp' }) },
      ],
    });
    expect(sentences(changed, '2026-11-23T12:00')[1]).toBe(
      'Em 23/11/2026 11:00 a prioridade e a unidade mudaram e passou a valer “media”; 2 h já estavam gastos e continuam contando.',
    );
  });

  test('every stretch from the opening to the deadline, with its reason', () => {
    const timeline = ticket({
      openedAt: at('2026-12-24T16:00'),
      pauses: [suspended('2026-12-24T17:00', '2026-12-28T09:00', 'fornecedor: peça')],
    });
    const { stretches } = explain(timeline, '2026-12-28T10:00');
    expect(stretches.map((one) => [local(one.from), one.counted, reasonWords(one), one.ahead])).toEqual([
      ['2026-12-24T16:00', true, 'Expediente', false],
      ['2026-12-24T17:00', false, 'Suspenso: fornecedor: peça', false],
      ['2026-12-28T09:00', true, 'Expediente', false],
      ['2026-12-28T10:00', true, 'Expediente', true],
    ]);
    expect(local(stretches.at(-1)?.to)).toBe('2026-12-28T12:00');
    expect(slaSentences(explain(timeline, '2026-12-28T10:00'), ZONE)).toContain(
      'Suspenso por 88 h no relógio: fornecedor: peça; esse tempo não conta.',
    );
  });

  test('holidays that took time away are named, those in a pause are not', () => {
    const over = ticket({ openedAt: at('2026-12-24T16:00') });
    expect(sentences(over, '2026-12-24T17:00')).toContain('Não contam: 25/12/2026 (Natal).');
    const paused = { ...over, pauses: [suspended('2026-12-24T17:00', '2026-12-28T09:00')] };
    expect(sentences(paused, '2026-12-28T10:00').join()).not.toContain('Natal');
  });

  test.each([
    ['late', ticket(), '2026-11-23T15:00', 'Gastos 6 h de 4 h (150%); o prazo venceu em 23/11/2026 13:00.'],
    [
      'paused',
      ticket({ pauses: [suspended('2026-11-23T10:00', null)] }),
      '2026-11-23T11:00',
      'Gastos 1 h de 4 h (25%); se fosse retomado agora, o prazo seria 23/11/2026 14:00.',
    ],
    [
      'kept',
      ticket({ solvedAt: at('2026-11-23T10:00') }),
      '2026-11-23T15:00',
      'Gastos 1 h de 4 h (25%); o prazo era 23/11/2026 13:00 e foi cumprido.',
    ],
    [
      'missed',
      ticket({ solvedAt: at('2026-11-23T15:00') }),
      '2026-11-23T16:00',
      'Gastos 6 h de 4 h (150%); o prazo era 23/11/2026 13:00 e não foi cumprido.',
    ],
  ])('[S2.3] %s', (_, timeline, now, last) => {
    expect(sentences(timeline, now).at(-1)).toBe(last);
  });

  test('the time between closing and reopening', () => {
    const reopened = ticket({
      pauses: [{ from: at('2026-11-23T10:00'), to: at('2026-11-24T09:00'), kind: 'closed', why: '' }],
    });
    expect(sentences(reopened, '2026-11-24T10:00')).toContain('O tempo entre o encerramento e a reabertura não conta.');
    expect(local(explain(reopened, '2026-11-24T10:00').clock.due)).toBe('2026-11-24T12:00');
  });

  test('nothing to explain where there is no deadline', () => {
    const none = ticket({ is: { priority: 'nenhuma' } });
    expect(explainSla(rules, none, { target: 'solution', now: at('2026-11-23T10:00') })).toBeNull();
  });
});

test.each([
  [0, '0 min'],
  [30_000, 'menos de 1 min'],
  [60_000, '1 min'],
  [5_400_000, '1 h 30 min'],
  [-7_200_000, '2 h'],
])('%d ms is “%s”', (millis, words) => {
  expect(durationWords(millis)).toBe(words);
});
