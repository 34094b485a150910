import { describe, expect, test } from 'vitest';
import { ageBands, ageOf, bouncing, noNews, stuck } from '#shared/domain/queue/attention.ts';
import { escalationProposals } from '#shared/domain/queue/escalation.ts';
import type { WorkItem } from '#shared/domain/queue/work-item.ts';
import { limitsSchema } from '#shared/procedures/schema/limits.ts';
import { standardPack } from '#test/unit/flow/call.ts';
import { HOUR, item, NOW } from './item.ts';

const limits = limitsSchema.parse({
  noNews: { standard: 240, priorities: { alta: 60 } },
  stuck: { standard: 480 },
  bouncing: { forwards: 3, withinDays: 5 },
  ageingDays: [1, 3],
});
/** All time counts, and a day has eight hours. */
const calendar = { millisBetween: (from: number, to: number) => Math.max(0, to - from), dayMillis: 8 * HOUR };
const view = { limits, calendar, now: NOW };

describe('[S1.4] sem retorno', () => {
  test.each<[string, Partial<WorkItem>, boolean | null]>([
    ['no news since the opening, within the limit', { openedAt: NOW - 4 * HOUR }, false],
    ['no news since the opening, past it', { openedAt: NOW - 4 * HOUR - 1 }, true],
    ['the limit of its priority', { openedAt: NOW - 2 * HOUR, priority: 'alta' }, true],
    ['an unclassified one by the standard', { openedAt: NOW - 2 * HOUR, priority: null }, false],
    ['news in between', { openedAt: NOW - 90 * HOUR, lastNewsAt: NOW - HOUR }, false],
    ['waiting for a supplier', { openedAt: NOW - 9 * HOUR, suspended: { waitsFor: 'supplier', until: null } }, true],
    ['waiting for the customer', { openedAt: NOW - 9 * HOUR, suspended: { waitsFor: 'customer', until: null } }, null],
    ['woken up', { openedAt: NOW - 9 * HOUR, suspended: { waitsFor: 'customer', until: NOW - 1 } }, true],
    ['closed', { openedAt: NOW - 9 * HOUR, status: 'closed' }, null],
  ])('%s', (_, more, over) => {
    expect(noNews(item(more), view)?.over ?? null).toBe(over);
  });
});

describe('[S1.5] stuck, bouncing, ageing', () => {
  test.each<[string, Partial<WorkItem>, boolean | null]>([
    ['nothing recorded for long', { lastEntryAt: NOW - 9 * HOUR }, true],
    ['something recorded', { lastEntryAt: NOW - 7 * HOUR }, false],
    ['suspended', { lastEntryAt: NOW - 90 * HOUR, suspended: { waitsFor: 'supplier', until: NOW + 1 } }, null],
    ['just woken up', { lastEntryAt: NOW - 90 * HOUR, suspended: { waitsFor: 'supplier', until: NOW - HOUR } }, false],
    ['closed', { lastEntryAt: NOW - 90 * HOUR, status: 'closed' }, null],
  ])('stuck: %s', (_, more, over) => {
    expect(stuck(item(more), view)?.over ?? null).toBe(over);
  });

  const forwards = (...places: [daysAgo: number, to: string][]) =>
    places.map(([daysAgo, to]) => ({ at: NOW - daysAgo * 24 * HOUR, to }));

  test.each<[string, Partial<WorkItem>, object | null]>([
    ['twice', { forwards: forwards([2, 'n1'], [1, 'n2']) }, null],
    ['three times', { forwards: forwards([3, 'n1'], [2, 'n2'], [1, 'n3']) }, { forwards: 3, returnedTo: [] }],
    ['to and fro', { forwards: forwards([3, 'n1'], [2, 'n2'], [1, 'n1']) }, { forwards: 3, returnedTo: ['n1'] }],
    ['three times, long ago', { forwards: forwards([9, 'n1'], [8, 'n2'], [1, 'n1']) }, null],
    ['closed', { status: 'closed', forwards: forwards([3, 'n1'], [2, 'n2'], [1, 'n1']) }, null],
  ])('bouncing: %s', (_, more, expected) => {
    expect(bouncing(item(more), view)).toEqual(expected);
  });

  test.each([
    [0, 0, 'até 1 dia', false],
    [8, 1, '1 a 3 dias', false],
    [23.9, 1, '1 a 3 dias', false],
    [24, 2, 'mais de 3 dias', true],
  ])('age of %d business hours: band %d, %s', (hours, band, label, old) => {
    expect(ageOf(item({ openedAt: NOW - hours * HOUR }), view)).toMatchObject({ band, label, old });
  });

  test('there is a name for every band', () => {
    expect(ageBands({ ageingDays: [1, 3, 5] })).toEqual(['até 1 dia', '1 a 3 dias', '3 a 5 dias', 'mais de 5 dias']);
  });
});

describe('[S1.5] the station proposes to escalate', () => {
  const sla = (percent: number): WorkItem['sla'] => ({ due: NOW, percent, breached: false, paused: false });
  const proposed = (more: Partial<WorkItem>) =>
    escalationProposals(item(more), standardPack.limits).map(({ ruleId, to, reasons }) => [ruleId, to, ...reasons]);

  test.each<[string, Partial<WorkItem>, string[][]]>([
    ['nothing reached', {}, []],
    ['80 %', { sla: sla(80) }, [['prazo-no-fim', 'gestao-tecnica', '80% do prazo gastos']]],
    [
      'half, of a high one',
      { sla: sla(50), priority: 'alta' },
      [['prazo-de-alta', 'gestao-tecnica', '50% do prazo gastos']],
    ],
    ['half, of another', { sla: sla(50) }, []],
    ['four hours of work', { workedMillis: 4 * HOUR }, [['dificil', 'gestao-tecnica', '4 h de trabalho']]],
    ['opened again twice', { reopenings: 2 }, [['reaberto', 'gestao-tecnica', 'reaberto 2 vezes']]],
    ['long open', { openMillis: 101 * HOUR }, [['demorado', 'supervisao', '101 h em aberto']]],
    ['closed', { status: 'closed', workedMillis: 9 * HOUR }, []],
  ])('%s', (_, more, expected) => {
    expect(proposed(more)).toEqual(expected);
  });

  test('all thresholds of a rule must be reached, and it says which were', () => {
    const { escalation } = limitsSchema.parse({
      ...limits,
      escalation: [{ id: 'r', label: 'R', to: 'x', when: { forwards: 1, workedMinutes: 60 } }],
    });
    expect(escalationProposals(item({ workedMillis: HOUR }), { escalation })).toEqual([]);
    const forwards = [{ at: NOW, to: 'n2' }];
    expect(escalationProposals(item({ workedMillis: HOUR, forwards }), { escalation })[0]?.reasons).toEqual([
      '1 h de trabalho',
      'encaminhado 1 vez',
    ]);
  });
});
