import { describe, expect, test } from 'vitest';
import { slaClock } from '#shared/domain/sla/clock.ts';
import { type JournalForSla, lateTargets, slaTimeline } from '#shared/domain/sla/from-journal.ts';
import { at, local, rules } from './fixture.ts';

const iso = (time: string) => new Date(at(time)).toISOString();
const entry = (time: string, patch: JournalForSla['entries'][number]['patch']) => ({ at: iso(time), patch });
const journal = (more: Partial<JournalForSla> = {}, ticket: Partial<JournalForSla['ticket']> = {}): JournalForSla => ({
  ticket: {
    openedAt: iso('2026-11-23T09:00'),
    firstAnswerAt: null,
    suspensions: [],
    type: null,
    category: null,
    priority: null,
    unit: null,
    status: 'in-progress',
    ...ticket,
  },
  entries: [entry('2026-11-23T09:00', { status: 'in-progress' })],
  plan: null,
  bornIn: null,
  ...more,
});
const classified = { type: 'incidente', category: 'geral', priority: 'media' };

describe('[S1.3] the deadlines of a ticket follow from its journal', () => {
  test('every change that a policy looks at, and no other', () => {
    const timeline = slaTimeline(
      journal({
        entries: [
          entry('2026-11-23T09:00', { status: 'in-progress' }),
          entry('2026-11-23T09:10', classified),
          entry('2026-11-23T09:20', { subject: 'x', priority: 'media' }),
          entry('2026-11-23T10:00', { priority: 'baixa', unit: 'filial-sp' }),
          entry('2026-11-23T10:05', { unit: null }),
        ],
        plan: 'Contrato Ouro',
        bornIn: 'matriz',
      }),
    );
    expect(timeline.facts.map((one) => [local(one.at), one.facts.priority, one.facts.unit, one.facts.plan])).toEqual([
      ['2026-11-23T09:00', null, 'matriz', 'Contrato Ouro'],
      ['2026-11-23T09:10', 'media', 'matriz', 'Contrato Ouro'],
      ['2026-11-23T10:00', 'baixa', 'filial-sp', 'Contrato Ouro'],
      ['2026-11-23T10:05', 'baixa', 'matriz', 'Contrato Ouro'],
    ]);
  });

  test('a clock that went back on another station does not turn time around', () => {
    const entries = [
      entry('2026-11-23T09:00', {}),
      entry('2026-11-23T10:00', classified),
      entry('2026-11-23T09:30', { priority: 'baixa' }),
    ];
    const instants = slaTimeline(journal({ entries })).facts.map((one) => one.at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
  });

  test('closing stops it; the time until it is opened again does not count', () => {
    const entries = [
      entry('2026-11-23T09:00', classified),
      entry('2026-11-23T11:00', { status: 'closed' }),
      entry('2026-11-23T15:00', { status: 'open' }),
    ];
    const again = slaTimeline(journal({ entries }));
    const clock = slaClock(rules, again, { target: 'solution', now: at('2026-11-23T16:00') });
    expect([local(clock?.due), clock?.spentMillis]).toEqual(['2026-11-23T17:00', 3 * 3_600_000]);
    const closedAgain = [...entries, entry('2026-11-23T16:30', { status: 'closed' })];
    expect(local(slaTimeline(journal({ entries: closedAgain }, { status: 'closed' })).solvedAt)).toBe(
      '2026-11-23T16:30',
    );
  });

  test('[S1.8] a suspension pauses it, to the day it wakes up at most', () => {
    const suspension = {
      entryId: 'e',
      by: { id: 'ana', name: 'Ana', role: 'n1' },
      waitsFor: 'customer' as const,
      who: 'Bruno',
      reason: { id: 'aguardando-dados', label: 'Aguardando dados' },
      from: iso('2026-11-23T10:00'),
      until: iso('2026-11-24T10:00'),
      to: null,
    };
    const timeline = slaTimeline(
      journal({ entries: [entry('2026-11-23T09:00', classified)] }, { suspensions: [suspension] }),
    );
    const clock = (now: string) => slaClock(rules, timeline, { target: 'solution', now: at(now) });
    expect(clock('2026-11-23T17:00')?.state).toBe('paused');
    expect(clock('2026-11-24T11:00')).toMatchObject({ state: 'running', spentMillis: 2 * 3_600_000 });
    expect(timeline.pauses[0]?.why).toBe('Bruno: Aguardando dados');
  });

  test('[S2.3] what was missed, as the breach’s entry names it', () => {
    const entries = [entry('2026-11-23T09:00', classified)];
    const timeline = slaTimeline(journal({ entries }, { firstAnswerAt: iso('2026-11-23T09:30') }));
    expect(lateTargets(rules, timeline, at('2026-11-23T12:59'))).toEqual([]);
    expect(lateTargets(rules, timeline, at('2026-11-23T13:01'))).toEqual([
      { target: 'solution', dueAt: iso('2026-11-23T13:00') },
    ]);
    const silent = slaTimeline(journal({ entries }));
    expect(lateTargets(rules, silent, at('2026-11-23T13:01')).map(({ target }) => target)).toEqual([
      'first-answer',
      'solution',
    ]);
  });
});
