/*
 * What happens in one run of the simulation, drawn from its seed before anything runs: the house, what people do and
 * what goes wrong. Which ticket or customer a command means is a number that is taken modulo what there is by then.
 */
import { Dice } from './dice.ts';

/** What people do at a station. */
export const DEEDS = [
  'open',
  'save',
  'advance',
  'finish',
  'report',
  'park',
  'resume',
  'identify',
  'follow',
  'unfollow',
  'move-unit',
  'new-customer',
  'edit-own',
  'edit-shared',
  'decide-clash',
  'loose-call',
  'work-order',
  'publish-pack',
  'sign-in',
  'bad-row',
  'resend',
  'attach',
  'bring-in',
] as const;
export type Deed = (typeof DEEDS)[number];

/** What happens to stations, network and centre. */
export const EVENTS = [
  'cut',
  'heal',
  'drop-stream',
  'stall-stream',
  'crash',
  'crash-in-exchange',
  'restart',
  'disk-error',
  'clock-jump',
  'centre-down',
  'centre-restart',
  'connections-killed',
  'tokens-expire',
  'slow-transaction',
  'move-station',
  'change-person',
  'backup',
  'restore',
  'age',
  'revoke',
  'remove-person',
] as const;
export type Event = (typeof EVENTS)[number];

export interface Command {
  what: Deed | Event;
  /** Index of the station. */
  at: number;
  /** Which of the people who work there. */
  who: number;
  /** Which ticket or customer; two more numbers for whatever a command has to choose. */
  pick: number;
  more: number;
  /** The next command does not wait for the end of this one. */
  together: boolean;
  /** Milliseconds before the next one. */
  pause: number;
}

/** Fates of single messages, with how often. */
export interface Weather {
  requestLost: number;
  requestLate: number;
  /** The centre acts twice on one request. */
  requestRepeated: number;
  /** A copy arrives once more after others. */
  requestGhost: number;
  replyLost: number;
  replyLate: number;
  centreFails: number;
  tokenRefused: number;
  eventLost: number;
  eventRepeated: number;
  eventSwapped: number;
}
export type Fate = keyof Weather;

const CALM: Weather = {
  requestLost: 0,
  requestLate: 0,
  requestRepeated: 0,
  requestGhost: 0,
  replyLost: 0,
  replyLate: 0,
  centreFails: 0,
  tokenRefused: 0,
  eventLost: 0,
  eventRepeated: 0,
  eventSwapped: 0,
};

export interface Plan {
  seed: number;
  units: number;
  /** Unit and people of each station; with a plain file in place of an encrypted one. */
  stations: { unit: number; people: number[]; plain: boolean }[];
  /** Regular questions and self-checks mend what notifications forget: with them, or with nothing to lean on. */
  nets: boolean;
  weather: Weather;
  commands: Command[];
}

/** People of the house by index; the last one leads. */
export const PEOPLE = 7;
export const LEADER = PEOPLE - 1;
export const UNITS = 3;

const DEED_WEIGHTS: Record<Deed, number> = {
  open: 10,
  save: 10,
  advance: 14,
  finish: 3,
  report: 22,
  park: 3,
  resume: 4,
  identify: 6,
  follow: 6,
  unfollow: 2,
  'move-unit': 6,
  'new-customer': 4,
  'edit-own': 10,
  'edit-shared': 8,
  'decide-clash': 2,
  'loose-call': 3,
  'work-order': 2,
  'publish-pack': 1,
  'sign-in': 1,
  'bad-row': 2,
  resend: 1,
  // Added by `addRarities`.
  attach: 0,
  'bring-in': 0,
};

const EVENT_WEIGHTS: Record<Event, number> = {
  cut: 8,
  heal: 10,
  'drop-stream': 4,
  'stall-stream': 2,
  crash: 3,
  'crash-in-exchange': 3,
  restart: 1.5,
  'disk-error': 2,
  'clock-jump': 3,
  'centre-down': 1.5,
  'centre-restart': 2,
  'connections-killed': 1.5,
  'tokens-expire': 1.5,
  'slow-transaction': 4,
  'move-station': 0.7,
  'change-person': 0.7,
  backup: 0,
  restore: 0,
  age: 0,
  revoke: 0,
  'remove-person': 0,
};

export function drawPlan(seed: number, length?: number): Plan {
  const dice = new Dice(seed, 'plan');
  const units = 1 + dice.below(UNITS);
  const count = 2 + Number(dice.weighed({ '0': 4, '1': 4, '2': 1, '3': 1 }));
  const restored = dice.chance(0.15);
  const rate = dice.pick([0, 0.02, 0.05, 0.12]);
  const commands = [
    ...Array.from({ length: 2 * count }, (_, index) => beginning(dice, index)),
    ...Array.from({ length: length ?? 30 + dice.below(40) }, () => drawCommand(dice, count)),
  ];
  const plan: Plan = {
    seed,
    units,
    stations: Array.from({ length: count }, (_, index) => ({
      unit: index === 0 ? 0 : dice.below(units),
      // The leader works at the first station.
      people: index === 0 ? [0, LEADER] : dice.chance(0.3) ? [index, 5] : [index],
      plain: dice.chance(0.3),
    })),
    nets: dice.chance(0.3),
    weather: rate === 0 ? CALM : drawWeather(dice, rate),
    commands,
  };
  if (restored) addRestoration(plan, dice);
  addRarities(plan, { restored });
  return plan;
}

function drawWeather(dice: Dice, rate: number): Weather {
  const names = Object.keys(CALM) as Fate[];
  return Object.fromEntries(
    names.map((name) => [name, dice.chance(0.6) ? rate * dice.next() : 0]),
  ) as unknown as Weather;
}

/** Without something to work on little happens. */
function beginning(dice: Dice, index: number): Command {
  return { ...drawCommand(dice, 1), what: index % 2 === 0 ? 'open' : 'new-customer', at: Math.floor(index / 2) };
}

function drawCommand(dice: Dice, stations: number): Command {
  const deed = dice.chance(0.72);
  return {
    what: deed ? dice.weighed(DEED_WEIGHTS) : dice.weighed(EVENT_WEIGHTS),
    at: dice.below(stations),
    who: dice.below(2),
    pick: dice.below(1_000),
    more: dice.below(1_000),
    together: dice.chance(0.4),
    pause: dice.chance(0.5) ? 0 : dice.below(25),
  };
}

/** Sign-ins and accounts live at the centre only: with a restoration in the plan nobody's change after the backup. */
function addRestoration(plan: Plan, dice: Dice): void {
  const kept = plan.commands.filter(
    ({ what }) => !['sign-in', 'change-person', 'move-station', 'publish-pack'].includes(what),
  );
  const event = (what: Event): Command => ({ what, at: 0, who: 0, pick: 0, more: 0, together: false, pause: 0 });
  const first = dice.below(Math.floor(kept.length / 2));
  const second = first + 1 + dice.below(kept.length - first);
  kept.splice(second, 0, event('restore'));
  kept.splice(first, 0, event('backup'));
  plan.commands = kept;
}

/**
 * What is rare in a house, put between the other commands: closed tickets that grow old and are brought in again, files, a station
 * that is cut off, somebody who leaves. Dice of its own: the other commands of a seed are what they always were.
 */
function addRarities(plan: Plan, { restored }: { restored: boolean }): void {
  const dice = new Dice(plan.seed, 'rarities');
  const stations = plan.stations.length;
  const put = (what: Command['what'], from: number, change: Partial<Command> = {}) => {
    const first = Math.floor(plan.commands.length * from);
    const at = first + dice.below(plan.commands.length - first + 1);
    plan.commands.splice(at, 0, { ...drawCommand(dice, stations), what, pause: dice.below(15), ...change });
  };
  for (let count = 2 + dice.below(3); count > 0; count--) put('attach', 0.1);
  // A call from its beginning to its end, by one person, so that there is something to grow old.
  for (let count = 1 + dice.below(2); count > 0; count--) {
    const call = { at: dice.below(stations), who: 0, pick: dice.below(1_000), together: false };
    const at = dice.below(Math.ceil(plan.commands.length / 2));
    const steps = (['heal', 'open', 'identify', 'finish'] as const).map((what) => ({
      ...drawCommand(dice, stations),
      ...call,
      what,
    }));
    plan.commands.splice(at, 0, ...steps);
  }
  if (dice.chance(0.4)) put('age', 0.5);
  if (dice.chance(0.5)) {
    const last = { ...drawCommand(dice, stations), who: 0, together: false };
    plan.commands.push(
      { ...last, what: 'heal', pause: 60 },
      { ...last, what: 'age', pause: 60 },
      { ...last, what: 'bring-in', together: true },
    );
  }
  // What a centre forgets with a restoration is another matter.
  if (restored) return;
  if (stations > 2 && dice.chance(0.25)) put('revoke', 0.5, { at: 1 + dice.below(stations - 1) });
  if (dice.chance(0.2)) put('remove-person', 0.5);
}

export function inWords({ what, at, who, pick, more, together, pause }: Command): string {
  return `${what} @${at} who=${who} pick=${pick} more=${more}${together ? ' together' : ''}${pause ? ` +${pause}ms` : ''}`;
}
