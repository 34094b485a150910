import type { Calendar } from '../../procedures/schema/calendar.ts';
import type { Pack } from '../../procedures/schema/pack.ts';
import type { SlaClass, SlaPolicy } from '../../procedures/schema/sla.ts';
import { type BusinessCalendar, businessCalendar } from '../calendar/business-calendar.ts';
import { foldForSearch } from '../text/fold-accents.ts';
import { targetMillis } from './target.ts';
import type { SlaFacts, SlaTarget } from './timeline.ts';

/** A class with a calendar that a ticket may have its deadlines from. */
export interface SlaCandidate {
  /** `priority`: no policy matches, and the ticket's priority gives the class. */
  from: 'policy' | 'priority';
  /** Of the policy, or of the priority. */
  id: string;
  label: string;
  slaClass: { id: string; label: string };
  calendar: BusinessCalendar;
  /** Milliseconds of business time. */
  targets: Record<SlaTarget, number>;
}

/** The pack's policies made ready: build once per pack version, ask for every ticket. */
export interface SlaRules {
  /** All that match, in the pack's order; empty when there is no deadline. */
  candidatesFor(facts: SlaFacts): readonly SlaCandidate[];
  /** The calendar of a ticket that no policy names another for: of its plan, else of its unit, else the pack's first. */
  calendarFor(facts: Pick<SlaFacts, 'plan' | 'unit'>): BusinessCalendar;
}

type SlaSections = Pick<Pack, 'calendars' | 'slaClasses' | 'slaPolicies' | 'priorities'>;

/** Facts of tickets are few and come again and again; more than these are not remembered. */
const MOST_REMEMBERED = 20_000;

export function slaRules(pack: SlaSections): SlaRules {
  const made = new Map<string, BusinessCalendar>();
  const calendarOf = (calendar: Calendar): BusinessCalendar => {
    const known = made.get(calendar.id) ?? businessCalendar(calendar);
    made.set(calendar.id, known);
    return known;
  };
  const calendarFor: SlaRules['calendarFor'] = ({ plan, unit }) => {
    const { calendars } = pack;
    const own =
      calendars.find(({ plans }) => plan !== null && plans.some((one) => samePlan(one, plan))) ??
      calendars.find(({ units }) => unit !== null && units.includes(unit)) ??
      calendars[0];
    if (!own) throw new Error('the pack has no calendar');
    return calendarOf(own);
  };
  const classOf = (id: string): SlaClass => found(pack.slaClasses, id, 'class of SLA');
  const candidate = (from: SlaCandidate['from'], source: Named, calendar: BusinessCalendar): SlaCandidate => {
    const { id, label, firstAnswer, solution } = classOf(source.slaClass);
    return {
      from,
      id: source.id,
      label: source.label,
      slaClass: { id, label },
      calendar,
      targets: { firstAnswer: targetMillis(firstAnswer, calendar), solution: targetMillis(solution, calendar) },
    };
  };
  const work = (facts: SlaFacts): SlaCandidate[] => {
    const matching = pack.slaPolicies.filter((policy) => matches(policy, facts));
    if (matching.length === 0) {
      const priority = pack.priorities.find(({ id }) => id === facts.priority);
      return priority ? [candidate('priority', priority, calendarFor(facts))] : [];
    }
    return matching.map((policy) => {
      const calendar =
        policy.calendar === undefined
          ? calendarFor(facts)
          : calendarOf(found(pack.calendars, policy.calendar, 'calendar'));
      return candidate('policy', policy, calendar);
    });
  };
  const remembered = new Map<string, readonly SlaCandidate[]>();
  return {
    calendarFor,
    candidatesFor: (facts) => {
      const key = JSON.stringify([facts.type, facts.category, facts.priority, facts.plan, facts.unit]);
      const known = remembered.get(key);
      if (known) return known;
      const candidates = work(facts);
      if (remembered.size < MOST_REMEMBERED) remembered.set(key, candidates);
      return candidates;
    },
  };
}

interface Named {
  id: string;
  label: string;
  slaClass: string;
}

/** What a checked pack names is there, so its absence is a defect. */
function found<T extends { id: string }>(list: readonly T[], id: string, what: string): T {
  const one = list.find((each) => each.id === id);
  if (!one) throw new Error(`the ${what} ${id} is not in the pack`);
  return one;
}

function samePlan(a: string, b: string): boolean {
  return foldForSearch(a) === foldForSearch(b);
}

function matches({ when }: SlaPolicy, facts: SlaFacts): boolean {
  const unclassified = facts.type === null || facts.category === null || facts.priority === null;
  return (
    (!when.unclassified || unclassified) &&
    oneOf(when.types, facts.type) &&
    oneOf(when.categories, facts.category) &&
    oneOf(when.priorities, facts.priority) &&
    oneOf(when.units, facts.unit) &&
    (when.plans.length === 0 || when.plans.some((plan) => facts.plan !== null && samePlan(plan, facts.plan)))
  );
}

function oneOf(list: readonly string[], value: string | null): boolean {
  return list.length === 0 || (value !== null && list.includes(value));
}
