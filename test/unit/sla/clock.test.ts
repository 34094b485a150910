import { describe, expect, test } from 'vitest';
import { slaClock, slaClocks, warningInstants } from '#shared/domain/sla/clock.ts';
import type { SlaFacts, SlaTimeline } from '#shared/domain/sla/timeline.ts';
import { at, facts, HOUR, local, rules, suspended, ticket } from './fixture.ts';

const solution = (timeline: SlaTimeline, now: string) =>
  slaClock(rules, timeline, { target: 'solution', now: at(now) })!;
const later = (instant: string, more: Partial<SlaFacts>) => ({ at: at(instant), facts: facts(more) });

describe('[S4.13] the classes of FAQ 7367, opened on a Monday at 09:00 and counted from 08:00 to 18:00', () => {
  test.each<[string, Partial<SlaFacts>, string, string]>([
    ['IS', { category: 'parada' }, '2026-11-23T09:00', '2026-11-23T09:30'],
    ['Urgente', { priority: 'alta' }, '2026-11-23T09:15', '2026-11-23T10:00'],
    ['2 horas', { category: 'fiscal', priority: 'baixa' }, '2026-11-23T09:30', '2026-11-23T11:00'],
    ['4 horas', { priority: 'media' }, '2026-11-23T10:00', '2026-11-23T13:00'],
    ['24 horas', { priority: 'baixa' }, '2026-11-23T13:00', '2026-11-25T13:00'],
    ['72 horas', { category: 'treinamento', priority: 'nenhuma' }, '2026-11-23T17:00', '2026-12-02T11:00'],
    ['10 dias', { category: 'instalacao', priority: 'nenhuma' }, '2026-11-24T09:00', '2026-12-07T09:00'],
  ])('%s', (_, is, answer, solved) => {
    const clocks = slaClocks(rules, ticket({ is }), at('2026-11-23T09:00'));
    expect([local(clocks.firstAnswer?.due), local(clocks.solution?.due)]).toEqual([answer, solved]);
  });

  test('10 dias are ten business days of the calendar that counts', () => {
    const only = ticket({ is: { category: 'instalacao', priority: 'nenhuma' } });
    expect(local(solution(only, '2026-11-23T09:00').due)).toBe('2026-12-07T09:00');
    const branch = ticket({ is: { category: 'instalacao', priority: 'nenhuma', unit: 'filial-sp' } });
    expect(solution(branch, '2026-11-23T09:00').targetMillis).toBe(80 * HOUR);
    expect(local(solution(branch, '2026-11-23T09:00').due)).toBe('2026-12-04T17:00');
  });

  test('IS: immediate means at the first business instant, and it is late right after it', () => {
    const atNight = ticket({ openedAt: at('2026-11-23T20:00'), is: { category: 'parada' } });
    const clock = (now: string) => slaClock(rules, atNight, { target: 'firstAnswer', now: at(now) })!;
    expect(local(clock('2026-11-23T21:00').due)).toBe('2026-11-24T08:00');
    expect(clock('2026-11-23T21:00')).toMatchObject({ breached: false, percent: 0, warning: null, state: 'resting' });
    expect(clock('2026-11-24T08:00')).toMatchObject({ breached: false, percent: 100, warning: 100 });
    expect(clock('2026-11-24T08:01').breached).toBe(true);
  });
});

describe('[S1.3] which policy counts', () => {
  test('of several that match, the shortest deadline', () => {
    const both = solution(ticket({ is: { category: 'fiscal', priority: 'baixa' } }), '2026-11-23T09:00');
    expect([both.winner.label, both.matching]).toEqual(['fiscal', 2]);
  });

  test('the shortest deadline and not the shortest class: an hour of every day comes before two of tomorrow', () => {
    const evening = { openedAt: at('2026-11-23T17:30') };
    const gold = solution(
      ticket({ ...evening, is: { category: 'fiscal', plan: 'CONTRATO OURO' } }),
      '2026-11-23T18:00',
    );
    expect([gold.winner.label, local(gold.due), gold.winner.calendar.id]).toEqual(['ouro', '2026-11-23T18:30', 'ouro']);
  });

  test('each deadline has its own winner', () => {
    const clocks = slaClocks(rules, ticket({ is: { category: 'parada', priority: 'baixa' } }), at('2026-11-23T09:00'));
    expect([clocks.firstAnswer?.winner.label, clocks.solution?.winner.label]).toEqual(['critica', 'critica']);
  });

  test.each<[string, Partial<SlaFacts>, string, string]>([
    ['no policy: the class of the priority', { priority: 'alta' }, 'Alta', 'comercial'],
    ['the calendar of the branch', { unit: 'filial-sp' }, 'media', 'filial'],
    [
      'the calendar of the contract before that of the branch',
      { unit: 'filial-sp', plan: 'Contrato ouro' },
      'ouro',
      'ouro',
    ],
    [
      'an unclassified ticket by its own policy and calendar',
      { priority: null, unit: 'filial-sp' },
      'triagem',
      'comercial',
    ],
  ])('%s', (_, is, label, calendar) => {
    const clock = solution(ticket({ is }), '2026-11-23T09:00');
    expect([clock.winner.label, clock.winner.calendar.id]).toEqual([label, calendar]);
  });

  test('neither policy nor priority: no deadline', () => {
    expect(solution(ticket({ is: { priority: 'nenhuma' } }), '2026-11-23T09:00')).toBeNull();
  });
});

describe('[S1.3] the clock at an instant', () => {
  const four = ticket();

  test.each([
    ['2026-11-23T09:00', 0, null, false, 'running'],
    ['2026-11-23T10:59', 1 + 59 / 60, null, false, 'running'],
    ['2026-11-23T11:00', 2, 50, false, 'running'],
    ['2026-11-23T12:12', 3.2, 80, false, 'running'],
    ['2026-11-23T13:00', 4, 100, false, 'running'],
    ['2026-11-23T14:00', 5, 100, true, 'running'],
    ['2026-11-23T20:00', 9, 100, true, 'resting'],
  ])('at %s: %d h, warning %s, breached %s, %s', (now, spent, warning, breached, state) => {
    const clock = solution(four, now);
    expect(clock.spentMillis / HOUR).toBeCloseTo(spent, 9);
    expect(clock).toMatchObject({ warning, breached, state, leftMillis: 4 * HOUR - clock.spentMillis });
  });

  test('[S2.3] a deadline at closing time is kept until then, and missed in the night', () => {
    const late = ticket({ openedAt: at('2026-11-23T14:00') });
    expect(local(solution(late, '2026-11-23T15:00').due)).toBe('2026-11-23T18:00');
    expect(solution(late, '2026-11-23T18:00').breached).toBe(false);
    expect(solution(late, '2026-11-23T18:01').breached).toBe(true);
  });

  test('[S2.3] a stopped clock stays as it was', () => {
    const kept = solution(ticket({ solvedAt: at('2026-11-23T12:00') }), '2026-12-23T12:00');
    expect(kept).toMatchObject({ state: 'stopped', breached: false, spentMillis: 3 * HOUR, percent: 75 });
    const missed = solution(ticket({ solvedAt: at('2026-11-23T13:01') }), '2026-12-23T12:00');
    expect(missed).toMatchObject({ state: 'stopped', breached: true });
  });

  test('what comes later is as if it had not been', () => {
    const whole = ticket({
      facts: [{ at: at('2026-11-23T09:00'), facts: facts() }, later('2026-11-23T12:00', { priority: 'alta' })],
      pauses: [suspended('2026-11-23T11:00', '2026-11-23T15:00')],
      solvedAt: at('2026-11-23T16:00'),
    });
    expect(solution(whole, '2026-11-23T10:30')).toEqual(solution(ticket(), '2026-11-23T10:30'));
    expect(solution(whole, '2026-11-23T11:30').state).toBe('paused');
  });

  test('the warnings that are to come, for whoever sets an alarm', () => {
    const alarms = warningInstants(rules, four, { target: 'solution', now: at('2026-11-23T09:30') });
    expect(alarms.map((one) => [one.percent, local(one.at)])).toEqual([
      [50, '2026-11-23T11:00'],
      [80, '2026-11-23T12:12'],
      [100, '2026-11-23T13:00'],
    ]);
    const closed = { ...four, solvedAt: at('2026-11-23T10:00') };
    expect(warningInstants(rules, closed, { target: 'solution', now: at('2026-11-23T11:00') })).toEqual([]);
  });
});

describe('[S4.13] [S1.8] pauses', () => {
  test.each<[string, [string, string | null][], string, string, number]>([
    ['an hour', [['2026-11-23T10:00', '2026-11-23T11:00']], '2026-11-23T12:00', '2026-11-23T14:00', 2],
    ['into the night', [['2026-11-23T11:00', '2026-11-24T07:00']], '2026-11-24T09:00', '2026-11-24T10:00', 3],
    ['only in the night', [['2026-11-23T19:00', '2026-11-24T07:00']], '2026-11-23T12:00', '2026-11-23T13:00', 3],
    [
      'that overlap count once',
      [
        ['2026-11-23T10:00', '2026-11-23T11:30'],
        ['2026-11-23T11:00', '2026-11-23T12:00'],
      ],
      '2026-11-23T13:00',
      '2026-11-23T15:00',
      2,
    ],
    ['that lasts: as if it went on now', [['2026-11-23T10:00', null]], '2026-11-23T15:00', '2026-11-23T18:00', 1],
    ['from the opening on', [['2026-11-23T08:00', '2026-11-23T10:00']], '2026-11-23T11:00', '2026-11-23T14:00', 1],
    ['after the deadline', [['2026-11-23T14:00', null]], '2026-11-23T16:00', '2026-11-23T13:00', 5],
    ['that begins at the deadline', [['2026-11-23T13:00', null]], '2026-11-23T16:00', '2026-11-23T13:00', 4],
  ])('%s', (_, pauses, now, due, spent) => {
    const clock = solution(ticket({ pauses: pauses.map(([from, to]) => suspended(from, to)) }), now);
    expect([local(clock.due), clock.spentMillis / HOUR]).toEqual([due, spent]);
  });

  test('a paused ticket never becomes late, and a late one stays so', () => {
    const paused = ticket({ pauses: [suspended('2026-11-23T10:00', null)] });
    expect(solution(paused, '2027-11-23T10:00')).toMatchObject({ breached: false, state: 'paused' });
    const late = ticket({ pauses: [suspended('2026-11-23T13:30', null)] });
    expect(solution(late, '2027-11-23T10:00')).toMatchObject({ breached: true, state: 'paused' });
  });
});

describe('[S1.3] a change on the way keeps what was spent', () => {
  const changed = (when: string, more: Partial<SlaFacts>, pauses = [] as SlaTimeline['pauses']) =>
    ticket({ facts: [{ at: at('2026-11-23T09:00'), facts: facts({ priority: 'baixa' }) }, later(when, more)], pauses });

  test('a higher priority: what is left of the new time', () => {
    const clock = solution(changed('2026-11-23T11:00', { priority: 'media' }), '2026-11-23T11:00');
    expect([local(clock.due), clock.spentMillis / HOUR, clock.leftMillis / HOUR]).toEqual(['2026-11-23T13:00', 2, 2]);
  });

  test('more was spent than the new time has: late from the change on, not before', () => {
    const one = changed('2026-11-23T15:00', { priority: 'media' });
    expect(solution(one, '2026-11-23T14:59').breached).toBe(false);
    expect(local(solution(one, '2026-11-23T15:01').due)).toBe('2026-11-23T15:00');
    expect(solution(one, '2026-11-23T15:01')).toMatchObject({ breached: true, warning: 100 });
  });

  test('a lower priority gives more time', () => {
    const facts2 = [
      { at: at('2026-11-23T09:00'), facts: facts({ priority: 'media' }) },
      later('2026-11-23T14:00', { priority: 'baixa' }),
    ];
    expect(local(solution(ticket({ facts: facts2 }), '2026-11-23T14:00').due)).toBe('2026-11-25T13:00');
  });

  test('pauses before and after it stay', () => {
    const pauses = [
      suspended('2026-11-23T09:30', '2026-11-23T10:30'),
      suspended('2026-11-23T11:30', '2026-11-23T12:30'),
    ];
    const clock = solution(changed('2026-11-23T11:00', { priority: 'media' }, pauses), '2026-11-23T13:00');
    expect([local(clock.due), clock.spentMillis / HOUR]).toEqual(['2026-11-23T15:00', 2]);
  });

  test('another calendar counts only from the change on', () => {
    const clock = solution(changed('2026-11-23T17:00', { unit: 'filial-sp', priority: 'baixa' }), '2026-11-24T10:00');
    expect([clock.winner.calendar.id, clock.spentMillis / HOUR]).toEqual(['filial', 9]);
  });

  test('time without any policy counts as well', () => {
    const late = ticket({
      facts: [
        { at: at('2026-11-23T09:00'), facts: facts({ priority: 'nenhuma' }) },
        later('2026-11-23T11:00', { priority: 'media' }),
      ],
    });
    expect(local(solution(late, '2026-11-23T11:00').due)).toBe('2026-11-23T13:00');
  });
});
