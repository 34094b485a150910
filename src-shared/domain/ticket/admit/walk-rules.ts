import type { JsonValue } from '../../../procedures/schema/condition.ts';
import type { Step } from '../../../procedures/schema/flow.ts';
import type { Pack } from '../../../procedures/schema/pack.ts';
import { isEmpty } from '../../flow/answers.ts';
import { findStep } from '../../flow/moment.ts';
import { sameJson } from '../../merge/same-json.ts';
import type { Refusal } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { TEXT_LIMIT } from '../../text/limits.ts';
import { ticketRegisters } from '../decide/classify.ts';
import { attendanceRefusal } from '../decide/closed.ts';
import { type Departing, decideMove } from '../decide/move.ts';
import { stepPatch } from '../decide/patches.ts';
import { answerRefusal, cleaned, isAnswered, STEP_UNKNOWN } from '../decide/step.ts';
import type { EntryOf } from '../entry.ts';
import { momentOf } from '../moment-of.ts';
import { parseAnswerRegister } from '../registers.ts';
import type { Ticket } from '../ticket.ts';
import { type Case, type Rules, wordCheck } from './context.ts';
import { crafted, found, patchRefusals } from './crafted.ts';
import { isJudgeable, judgedPack } from './judged-step.ts';

/** Walking through the flow: what is saved of a step, and leaving it. */
export const WALK_RULES: Pick<Rules, 'step-saved' | 'step-left'> = {
  'step-saved': stepSaved,
  'step-left': stepLeft,
};

function stepSaved({ entry, ticket, context: { pack } }: Case<'step-saved'>): Refusal[] {
  const ended = attendanceRefusal(ticket);
  if (ended) return [ended];
  if (!pack) return [];
  const { stepId, stepTitle, answers, notes } = entry.data;
  const step = stepOf(pack, ticket, stepId);
  if (!step) return [STEP_UNKNOWN];
  const refusals = Object.entries(answers).flatMap(([fieldId, value]) =>
    answerRefusals(pack, step, { fieldId, value }),
  );
  if (notes !== null && (notes !== cleanText(notes) || notes.length > TEXT_LIMIT))
    refusals.push(crafted('notes-malformed', 'A anotação tem caracteres que não podem ser guardados.', 'notes'));
  if (stepTitle !== step.title) refusals.push(crafted('title-wrong', 'O passo tem outro nome.', 'stepTitle'));
  return refusals.length > 0 ? refusals : patchRefusals(entry, stepPatch(step, answers, notes));
}

function answerRefusals(pack: Pack, step: Step, { fieldId, value }: { fieldId: string; value: JsonValue }): Refusal[] {
  const field = step.fields.find(({ id }) => id === fieldId);
  if (!field || !isAnswered(field))
    return [crafted('field-unknown', 'O registro responde a um campo que o passo não tem.', `answers.${fieldId}`)];
  if (!sameJson(cleaned(value), value) || (isEmpty(value) && value !== null))
    return [crafted('answer-malformed', 'A resposta não está como a estação a guarda.', `answers.${fieldId}`)];
  return found(answerRefusal(pack, step, { field, value }));
}

function stepLeft({ entry, ticket, context }: Case<'step-left'>): Refusal[] {
  const ended = attendanceRefusal(ticket);
  if (ended) return [ended];
  const { pack } = context;
  if (!pack) return [];
  const { data } = entry;
  const step = stepOf(pack, ticket, ticket.attendance!.stepId);
  if (!step) return [STEP_UNKNOWN];
  if (data.from !== step.id)
    return [
      {
        code: 'step-not-present',
        rule: step.rules[0],
        message: `O atendimento estava em “${step.title}” e não em “${data.fromTitle}”.`,
        way: 'Abra o atendimento e siga de onde ele está.',
      },
    ];
  const departing = departingOf(pack, data);
  if (!departing) return [crafted('departure-unknown', 'O registro não diz como o passo foi deixado.', 'data')];

  const settled = settledElsewhere(pack, step, entry);
  const refusals = Object.entries(settled).flatMap(([fieldId, value]) =>
    answerRefusals(pack, step, { fieldId, value }),
  );
  if (refusals.length > 0) return refusals;
  const judged = judgedPack(pack, { flowId: ticket.attendance!.flowId, stepId: step.id });
  const typed = withAnswers(ticket, step, settled);
  const moment = momentOf(pack, typed, {
    company: '',
    agent: { name: entry.actor.name, role: pack.roles.find(({ id }) => id === entry.actor.role)?.label ?? '' },
    customer: null,
    workOrder: null,
    openTickets: 0,
    now: entry.at,
    timeZone: 'UTC',
    publicText: wordCheck(context, pack),
  });
  const decided = decideMove(typed, departing, { pack: judged, moment });
  if (!decided.ok) return decided.refusals;
  const [departure] = decided.value;
  if (!departure || !sameJson(departure.data, data))
    return [crafted('departure-unfounded', 'O passo não é deixado assim.', 'data')];
  return patchRefusals(entry, { ...departure.patch, ...stepPatch(step, settled, null) });
}

function stepOf(pack: Pack, ticket: Ticket, stepId: string | null): Step | undefined {
  const flow = pack.flows.find(({ id }) => id === ticket.attendance?.flowId);
  return flow && findStep(flow, stepId);
}

function departingOf(pack: Pack, { how, exitId, reason }: EntryOf<'step-left'>['data']): Departing | null {
  switch (how) {
    case 'exit':
      return exitId === null ? null : { by: 'exit', exitId };
    case 'automatic':
      return { by: 'time-box' };
    case 'back':
      return { by: 'back' };
    case 'skipped': {
      const said = reason ?? '';
      const [chosen] = pack.skipReasons
        .filter(({ label }) => said === label || said.startsWith(`${label}: `))
        .sort((a, b) => b.label.length - a.label.length);
      // Without a reason of the pack the move itself says what is missing.
      return { by: 'skip', reasonId: chosen?.id ?? '', text: chosen ? said.slice(chosen.label.length + 2) : '' };
    }
  }
}

/** Values that the author's station worked out from what is not known here, settled as the step was left. */
function settledElsewhere(pack: Pack, step: Step, entry: EntryOf<'step-left'>): Record<string, JsonValue> {
  const settled: Record<string, JsonValue> = {};
  for (const [register, value] of Object.entries(entry.patch)) {
    const answer = parseAnswerRegister(register);
    const field = answer?.stepId === step.id ? step.fields.find(({ id }) => id === answer.fieldId) : undefined;
    const derivable = field?.derive !== undefined && (!isJudgeable(field.derive) || !isJudgeable(field.when));
    if (field && derivable && pack) settled[field.id] = value;
  }
  return settled;
}

function withAnswers(ticket: Ticket, step: Step, answers: Record<string, JsonValue>): Ticket {
  const attendance = ticket.attendance!;
  const ofStep = { ...attendance.answers[step.id], ...answers };
  return {
    ...ticket,
    ...ticketRegisters(step, answers),
    attendance: { ...attendance, answers: { ...attendance.answers, [step.id]: ofStep } },
  } as Ticket;
}
