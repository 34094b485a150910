import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slaClock, warningInstants } from '#shared/domain/sla/clock.ts';
import { explainSla } from '#shared/domain/sla/explain.ts';
import { slaRules } from '#shared/domain/sla/rules.ts';
import type { SlaFacts, SlaTimeline } from '#shared/domain/sla/timeline.ts';
import type { Calendar } from '#shared/procedures/schema/calendar.ts';
import { slaClassSchema, slaPolicySchema } from '#shared/procedures/schema/sla.ts';
import { anyBeginning, anyCalendar, countsAt, MINUTE } from '../calendar/calendars.ts';

/** How far the recomputation looks, in minutes from the opening. */
const HORIZON = 5 * 1440;

const priorities = ['p0', 'p1'].map((id, rank) => ({ id, label: id, definition: '', slaClass: 'c0', rank }));
const slaClass = (id: string, [firstAnswer, solution]: [number, number]) =>
  slaClassSchema.parse({ id, label: id, firstAnswer: { minutes: firstAnswer }, solution: { minutes: solution } });

interface House {
  calendars: [Calendar, Calendar];
  /** Minutes of the classes c0, c1 and c2. */
  classes: number[];
}
const anyHouse: fc.Arbitrary<House> = fc
  .record({
    calendars: fc.tuple(anyCalendar, anyCalendar),
    classes: fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ calendars: [a, b], classes }) => ({
    calendars: [
      { ...a, id: 'a' },
      { ...b, id: 'b' },
    ],
    classes,
  }));

/** p0: c1 on a and c2 on b; p1: c2 on a; anything else: nothing. */
const POLICIES = [
  { priority: 'p0', class: 1, calendar: 0 },
  { priority: 'p0', class: 2, calendar: 1 },
  { priority: 'p1', class: 2, calendar: 0 },
] as const;

const rulesOf = ({ calendars, classes }: House) =>
  slaRules({
    calendars,
    priorities,
    slaClasses: classes.map((minutes, i) => slaClass(`c${i}`, [minutes, minutes])),
    slaPolicies: POLICIES.map((one, i) =>
      slaPolicySchema.parse({
        id: `${i}`,
        label: `${i}`,
        when: { priorities: [one.priority] },
        slaClass: `c${one.class}`,
        calendar: calendars[one.calendar]!.id,
      }),
    ),
  });

/** In minutes after the opening. */
interface Story {
  changes: { at: number; priority: string | null }[];
  pauses: { from: number; length: number | null }[];
  now: number;
  stop: number | null;
}
const minute = fc.integer({ min: 0, max: 3 * 1440 });
const anyStory: fc.Arbitrary<Story> = fc.record({
  changes: fc
    .array(fc.record({ at: minute, priority: fc.constantFrom('p0', 'p1', null) }), { minLength: 1, maxLength: 4 })
    .map((list) => list.toSorted((a, b) => a.at - b.at)),
  pauses: fc.array(
    fc.record({ from: minute, length: fc.option(fc.integer({ min: 0, max: 1440 }), { freq: 4, nil: null }) }),
    { maxLength: 4 },
  ),
  now: minute,
  stop: fc.option(minute, { freq: 2 }),
});

const factsOf = (priority: string | null): SlaFacts => ({ type: 't', category: 'c', priority, plan: null, unit: null });

function timelineOf(story: Story, openedAt: number): SlaTimeline {
  const at = (minutes: number) => openedAt + minutes * MINUTE;
  return {
    openedAt,
    facts: story.changes.map((one, i) => ({ at: at(i === 0 ? 0 : one.at), facts: factsOf(one.priority) })),
    pauses: story.pauses.map(({ from, length }) => ({
      from: at(from),
      to: length === null ? null : at(from + length),
      kind: 'suspended',
      why: '',
    })),
    firstAnswerAt: null,
    solvedAt: story.stop === null ? null : at(story.stop),
  };
}

/** What a person with a list of minutes would say; instants in minutes after the opening. */
function byMinutes(house: House, story: Story, openedAt: number) {
  const counts = house.calendars.map((calendar) =>
    Array.from({ length: HORIZON }, (_, i) => countsAt(calendar, openedAt + i * MINUTE)),
  );
  const end = story.stop !== null && story.stop <= story.now ? story.stop : story.now;
  const paused = (m: number) =>
    m < end && story.pauses.some(({ from, length }) => from <= m && (length === null || m < from + length));
  const dueFrom = (start: number, needed: number, calendar: number): number => {
    let left = needed;
    for (let m = start; m < HORIZON; m++) {
      if (!counts[calendar]![m] || paused(m)) continue;
      if (left === 0) return m;
      if (--left === 0) return m + 1;
    }
    return Number.POSITIVE_INFINITY;
  };
  let spent = 0;
  let due: number | null = null;
  let target = 0;
  let winner = -1;
  const changes = story.changes.filter(({ at }, i) => i === 0 || at <= end);
  changes.forEach(({ at, priority }, i) => {
    const from = i === 0 ? 0 : at;
    const to = changes[i + 1]?.at ?? end;
    const candidates = POLICIES.flatMap((policy, index) => {
      if (policy.priority !== priority) return [];
      const minutes = house.classes[policy.class]!;
      const late = spent > 0 && minutes <= spent;
      return [{ index, minutes, due: late ? from : dueFrom(from, minutes - spent, policy.calendar) }];
    });
    const best = candidates.toSorted((a, b) => (a.due === b.due ? a.index - b.index : a.due - b.due))[0];
    due = best ? best.due : null;
    target = best?.minutes ?? 0;
    winner = best?.index ?? -1;
    const calendar = best ? POLICIES[best.index]!.calendar : 0;
    for (let m = from; m < to; m++) if (counts[calendar]![m] && !paused(m)) spent++;
  });
  return { spent, due: due as number | null, target, winner, end };
}

describe('[S4.13] [S1.3] the clock against a minute-by-minute recomputation', () => {
  test('over random calendars, holidays, pauses and changes of policy', () => {
    fc.assert(
      fc.property(anyHouse, anyBeginning, anyStory, (house, openedAt, story) => {
        const rules = rulesOf(house);
        const timeline = timelineOf(story, openedAt);
        const now = openedAt + story.now * MINUTE;
        const wanted = byMinutes(house, story, openedAt);
        const clock = slaClock(rules, timeline, { target: 'solution', now });
        expect(clock === null).toBe(wanted.due === null);
        if (!clock || wanted.due === null) return;
        // Where two deadlines lie past what was recomputed, nobody can tell which is the shorter.
        if (wanted.due === Number.POSITIVE_INFINITY) {
          expect(clock.due === null || clock.due >= openedAt + HORIZON * MINUTE).toBe(true);
          return;
        }
        expect({
          spent: clock.spentMillis / MINUTE,
          due: clock.due === null ? null : (clock.due - openedAt) / MINUTE,
          target: clock.targetMillis / MINUTE,
          winner: clock.winner.id,
          breached: clock.breached,
        }).toEqual({
          spent: wanted.spent,
          due: wanted.due,
          target: wanted.target,
          winner: `${wanted.winner}`,
          breached: wanted.end > wanted.due,
        });

        const explanation = explainSla(rules, timeline, { target: 'solution', now })!;
        const counted = (ahead: boolean) =>
          explanation.stretches.reduce(
            (sum, one) => sum + (one.counted && one.ahead === ahead ? one.to - one.from : 0),
            0,
          );
        expect(counted(false)).toBe(clock.spentMillis);
        if (clock.due !== null && clock.due > now && clock.state !== 'stopped') {
          expect(counted(true)).toBe(clock.leftMillis);
        }
        let at = openedAt;
        for (const one of explanation.stretches) {
          expect(one.from).toBe(at);
          at = one.to;
        }

        const warnings = warningInstants(rules, timeline, { target: 'solution', now });
        if (clock.state === 'stopped') expect(warnings).toEqual([]);
        else {
          expect(warnings.at(-1)?.at).toBe(clock.due);
          const reached = warnings.filter((one) => one.at <= now).map(({ percent }) => percent);
          expect(reached.at(-1) ?? null).toBe(clock.warning);
        }
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });
});
