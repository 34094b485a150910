import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Effect, Exit, Step } from '../../procedures/schema/flow.ts';
import type { CannedText, Pack, Queue } from '../../procedures/schema/pack.ts';
import { ok, type Refusal, type Result, refuse } from '../refusal.ts';
import { isEmpty } from './answers.ts';
import { evaluate, holds } from './condition.ts';
import type { FlowFacts, Walk } from './facts.ts';
import { type FieldView, factsNow, fieldRefusals, fieldViews, publicTexts } from './fields.ts';
import { currentStep, type Moment, target } from './moment.ts';
import { timeBoxStatus } from './time-box.ts';
import { type Departure, trail } from './walk.ts';

/** What taking an exit does besides moving on, with everything the pack left open now decided. */
export type ResolvedEffect =
  | { kind: 'transfer'; queue: Queue }
  | { kind: 'schedule-callback'; at: string }
  | { kind: 'board'; boardId: string }
  | { kind: 'park'; reason: string }
  | { kind: 'ask-help'; role: string; reason: string }
  /** `article` closes with its number alone; otherwise `text` with what it asked for in `asked`. */
  | { kind: 'close'; article: number | null; text: CannedText | null; asked: Record<string, string> };

/** A move that may be made; `applyMove` makes it, the caller carries the effects out in the same entry. */
export interface Move extends Departure {
  effects: ResolvedEffect[];
}

/** Everything that refusing or taking an exit of the present step rests on, worked out once. */
export interface Present {
  pack: Pack;
  walk: Walk;
  moment: Moment;
  step: Step;
  facts: FlowFacts;
  fields: FieldView[];
  /** What the language check refuses in the step's public texts; worked out when first asked for. */
  blockedTexts: () => Refusal[];
}

/** The present step of a walk, or null when the flow has ended. */
export function present(pack: Pack, walk: Walk, moment: Moment): Present | null {
  const step = currentStep(pack, walk);
  if (!step) return null;
  const fields = fieldViews(pack, walk, moment);
  let blocked: Refusal[] | undefined;
  const blockedTexts = () => {
    blocked ??= publicTexts(step, fields).flatMap(({ field, text }) => moment.publicText(text, field));
    return blocked;
  };
  return { pack, walk, moment, step, facts: factsNow(pack, walk, moment), fields, blockedTexts };
}

const ENDED: Refusal = {
  code: 'flow-ended',
  rule: 'S5.11',
  message: 'Este atendimento já terminou.',
  way: 'Abra o chamado para registrar mais alguma coisa.',
};

/** Takes an exit of the present step; refuses with every reason why it is closed. */
export function chooseExit(pack: Pack, walk: Walk, input: { moment: Moment; exitId: string }): Result<Move> {
  const here = present(pack, walk, input.moment);
  if (!here) return refuse(ENDED);
  const exit = here.step.exits.find(({ id }) => id === input.exitId);
  if (!exit) {
    return refuse({
      code: 'exit-unknown',
      rule: here.step.rules[0],
      message: `O passo “${here.step.title}” não tem a saída pedida.`,
      way: `Use uma destas: ${here.step.exits.map(({ label }) => `“${label}”`).join(', ')}.`,
    });
  }
  const [first, ...others] = exitRefusals(here, exit);
  if (first) return refuse(first, ...others);
  return resolved(here, exit, 'exit');
}

/** Why an exit of the present step is closed; empty when it is open. */
export function exitRefusals(here: Present, exit: Exit): Refusal[] {
  const { step, facts, fields } = here;
  const refusals: Refusal[] = [];
  if (!holds(exit.when, facts)) {
    const message = exit.closedBecause ?? `“${exit.label}” não se aplica ao que foi respondido até aqui.`;
    refusals.push({ code: 'exit-closed', rule: step.rules[0], message });
  }
  if (exit.needs === 'fields') {
    refusals.push(...fieldRefusals(step, fields));
    refusals.push(...here.blockedTexts());
  }
  for (const effect of exit.effects) {
    const outcome = resolveEffect(here, effect);
    if (!outcome.ok) refusals.push(...outcome.refusals);
  }
  return refusals.filter((one, i) => refusals.findIndex((other) => other.message === one.message) === i);
}

/**
 * S5.7: the station takes the time box's automatic exit itself once the limit is reached. Fields are not
 * asked for: the matter passes on as it stands, and whoever takes it over sees what is missing.
 */
export function takeAutomaticExit(pack: Pack, walk: Walk, moment: Moment): Result<Move> {
  const here = present(pack, walk, moment);
  if (!here) return refuse(ENDED);
  const exit = here.step.exits.find(({ id }) => id === here.step.timeBox?.automaticExit);
  const status = timeBoxStatus(here.step, walk.visits, moment);
  if (!exit || status?.phase !== 'over') {
    return refuse({
      code: 'time-box-not-over',
      rule: here.step.rules[0],
      message: `O prazo do passo “${here.step.title}” ainda não se esgotou.`,
    });
  }
  return resolved(here, exit, 'automatic');
}

/** Leaves the present step undone, for one of the pack's reasons. */
export function chooseSkip(pack: Pack, walk: Walk, input: { moment: Moment; reasonId: string }): Result<Move> {
  const here = present(pack, walk, input.moment);
  if (!here) return refuse(ENDED);
  const { skip } = here.step;
  const rule = here.step.rules[0];
  if ('never' in skip) return refuse({ code: 'step-not-skippable', rule, message: skip.never });
  if (!pack.skipReasons.some(({ id }) => id === input.reasonId)) {
    return refuse({
      code: 'skip-reason-missing',
      rule,
      field: 'reason',
      message: 'Pular um passo pede um motivo da lista.',
      way: `Escolha: ${pack.skipReasons.map(({ label }) => `“${label}”`).join(', ')}.`,
    });
  }
  return ok({ ...departure(here, target(skip.to)), how: 'skipped', skipReason: input.reasonId });
}

/** Goes back to the step before; its answers are still there. */
export function chooseBack(pack: Pack, walk: Walk, moment: Moment): Result<Move> {
  const here = present(pack, walk, moment);
  if (!here) return refuse(ENDED);
  const to = trail(walk).at(-1);
  if (to === undefined) return refuse({ code: 'no-step-before', rule: here.step.rules[0], message: FIRST_STEP });
  return ok({ ...departure(here, to), how: 'back' });
}

export const FIRST_STEP = 'Este é o primeiro passo do atendimento.';

function departure({ step, moment }: Present, to: string | null): Move {
  return {
    how: 'exit',
    from: step.id,
    to,
    at: moment.now,
    exitId: null,
    skipReason: null,
    answers: {},
    effects: [],
  };
}

function resolved(here: Present, exit: Exit, how: 'exit' | 'automatic'): Result<Move> {
  const effects: ResolvedEffect[] = [];
  for (const effect of exit.effects) {
    const outcome = resolveEffect(here, effect);
    if (outcome.ok) effects.push(outcome.value);
    // A validated pack's automatic exit has no effect that can be refused.
    else return outcome;
  }
  const derived = here.fields
    .filter((view) => view.derived && !view.problem)
    .map(({ field, value }) => [field.id, value] as const);
  const answers: Record<string, JsonValue> = Object.fromEntries(derived);
  return ok({ ...departure(here, target(exit.to)), how, exitId: exit.id, answers, effects });
}

function resolveEffect(here: Present, effect: Effect): Result<ResolvedEffect> {
  switch (effect.kind) {
    case 'transfer':
      return resolveTransfer(here, effect);
    case 'schedule-callback':
      return resolveCallback(here, effect);
    case 'close':
      return resolveClose(here, effect);
    case 'board':
      return ok({ kind: 'board', boardId: effect.board });
    default:
      return ok(effect);
  }
}

/** S5.3: the pack's condition names the queue. */
function resolveTransfer(here: Present, effect: Extract<Effect, { kind: 'transfer' }>): Result<ResolvedEffect> {
  const queueId = evaluate(effect.queue, here.facts);
  const queue = here.pack.queues.find(({ id }) => id === queueId);
  if (queue) return ok({ kind: 'transfer', queue });
  return refuse({
    code: 'queue-undecided',
    rule: here.step.rules[0],
    message: 'Ainda não dá para saber para qual fila transferir: falta identificar o cliente.',
    way: 'Volte e identifique o cliente, ou escolha outra saída.',
  });
}

/** S5.5: the time agreed with the customer lies ahead. */
function resolveCallback(
  here: Present,
  effect: Extract<Effect, { kind: 'schedule-callback' }>,
): Result<ResolvedEffect> {
  const view = here.fields.find(({ field }) => field.id === effect.field);
  const at = view?.value;
  const field = `${here.step.id}.${effect.field}`;
  const label = here.step.fields.find(({ id }) => id === effect.field)?.label ?? effect.field;
  if (typeof at !== 'string' || isEmpty(at) || Number.isNaN(Date.parse(at))) {
    return refuse({
      code: 'callback-time-missing',
      rule: 'S5.5',
      field,
      message: `Falta “${label}”.`,
      way: 'Combine com o cliente um horário aproximado e anote-o.',
    });
  }
  if (Date.parse(at) <= Date.parse(here.moment.now)) {
    return refuse({
      code: 'callback-time-past',
      rule: 'S5.5',
      field,
      message: `“${label}” já passou.`,
      way: 'Combine com o cliente um horário à frente.',
    });
  }
  return ok({ kind: 'schedule-callback', at });
}

/** S1.9: closing takes the data of the type's closing text. */
function resolveClose(here: Present, effect: Extract<Effect, { kind: 'close' }>): Result<ResolvedEffect> {
  if (effect.field === undefined) return ok({ kind: 'close', article: effect.article ?? null, text: null, asked: {} });
  const view = here.fields.find(({ field }) => field.id === effect.field);
  if (!view?.closing || view.missing.length > 0) {
    const message = view
      ? `Para encerrar, em “${view.field.label}” falta ${view.missing.join(', ')}.`
      : 'Para encerrar, falta o texto de encerramento.';
    return refuse({ code: 'closing-incomplete', rule: 'S1.9', field: `${here.step.id}.${effect.field}`, message });
  }
  const asked = Object.fromEntries(
    Object.entries(view.value ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  return ok({ kind: 'close', article: effect.article ?? null, text: view.closing, asked });
}
