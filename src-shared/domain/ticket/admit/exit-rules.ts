import type { Effect, Step } from '../../../procedures/schema/flow.ts';
import type { CannedText, Pack } from '../../../procedures/schema/pack.ts';
import { closingText } from '../../flow/answers.ts';
import type { FlowFacts } from '../../flow/facts.ts';
import { sameJson } from '../../merge/same-json.ts';
import type { Refusal } from '../../refusal.ts';
import { complementaryClosing } from '../decide/call.ts';
import { attendanceRefusal, closedRefusal } from '../decide/closed.ts';
import { unclassifiedRefusal } from '../decide/move.ts';
import { articleClosing } from '../decide/move-effects.ts';
import { callbackPatch, closePatch, forwardPatch, parkPatch, transferPatch } from '../decide/patches.ts';
import type { Ticket } from '../ticket.ts';
import { type Case, packsOf, type Rules, wordCheck } from './context.ts';
import { crafted, found, patchRefusals } from './crafted.ts';
import { isJudgeable } from './judged-step.ts';
import { closedByHand, forwardedByHand } from './service-rules.ts';

/** What the exit of a step does besides moving on: only right after an exit that does it. */
export const EXIT_RULES: Pick<
  Rules,
  'transferred' | 'callback-scheduled' | 'parked' | 'forwarded' | 'help-asked' | 'closed'
> = {
  transferred: ({ entry, ticket, context: { pack } }) => {
    const { queueId, queueLabel } = entry.data;
    const queue = pack?.queues.find(({ id }) => id === queueId);
    const known = !pack || (queue?.label === queueLabel && taken(pack, ticket, 'transfer').length > 0);
    return [...found(closedRefusal(ticket)), ...unfounded(known), ...patchRefusals(entry, transferPatch(entry.data))];
  },
  'callback-scheduled': ({ entry, ticket, context: { pack } }) => {
    const known =
      !pack ||
      taken(pack, ticket, 'schedule-callback').some(
        ({ step, effect }) =>
          ticket.attendance?.answers[step.id]?.[effect.field] === entry.data.at && entry.data.note === '',
      );
    return [...found(closedRefusal(ticket)), ...unfounded(known), ...patchRefusals(entry, callbackPatch(entry.data))];
  },
  parked: ({ entry, ticket, context: { pack } }) => {
    const waiting = entry.patch.status === 'waiting';
    const known =
      !waiting || !pack || taken(pack, ticket, 'park').some(({ effect }) => effect.reason === entry.data.reason);
    const ended = waiting ? closedRefusal(ticket) : attendanceRefusal(ticket);
    return [...found(ended), ...unfounded(known), ...patchRefusals(entry, parkPatch({ waiting }))];
  },
  forwarded: (at) => {
    const { entry, ticket } = at;
    const { pack } = at.context;
    if (entry.data.to) return forwardedByHand(at);
    const { boardId, boardLabel, reason } = entry.data;
    const label = pack?.boards.find(({ id }) => id === boardId)?.label ?? boardId;
    const known =
      !pack ||
      (taken(pack, ticket, 'board').some(({ effect }) => effect.board === boardId) &&
        boardLabel === label &&
        reason === '');
    return [
      ...found(closedRefusal(ticket), unclassifiedRefusal(ticket)),
      ...unfounded(known),
      ...patchRefusals(entry, forwardPatch(entry.data)),
    ];
  },
  'help-asked': ({ entry, ticket, context: { pack } }) => {
    const { role, reason } = entry.data;
    const known =
      !pack || taken(pack, ticket, 'ask-help').some(({ effect }) => effect.role === role && effect.reason === reason);
    return [...found(closedRefusal(ticket)), ...unfounded(known), ...patchRefusals(entry, {})];
  },
  closed: (at) => {
    const { entry, ticket, context } = at;
    if (entry.data.cause !== undefined) return closedByHand(at);
    const before = found(closedRefusal(ticket), unclassifiedRefusal(ticket));
    if (before.length > 0) return before;
    const complemented = ticket.links.find(({ relation }) => relation === 'complements');
    const packs = packsOf(context);
    const complementary =
      complemented !== undefined &&
      packs.some(({ complementaryCall: { article } }) => {
        const text = complementaryClosing(article, complemented.protocol);
        return sameJson(entry.data, { article, cannedText: null, asked: {}, text }) && entry.visibility === 'private';
      });
    const { pack } = context;
    const refusals = complementary || !pack ? [] : exitClosing(at, pack);
    return refusals.length > 0 ? refusals : patchRefusals(entry, closePatch());
  },
};

/** S1.9: the closing data that the exit asked for, in the words of the type's closing text. */
function exitClosing({ entry, ticket, context }: Case<'closed'>, pack: Pack): Refusal[] {
  const { article, cannedText, asked, text } = entry.data;
  const [close] = taken(pack, ticket, 'close');
  if (!close || (close.effect.article ?? null) !== article) return unfounded(false);
  const { field } = close.effect;
  if (field === undefined) {
    const expected = { article, cannedText: null, asked: {}, text: articleClosing(article) };
    return unfounded(sameJson(entry.data, expected) && entry.visibility === 'private');
  }
  const answer = ticket.attendance?.answers[close.step.id]?.[field];
  const canned = closingTexts(pack, ticket).find(({ id }) => id === cannedText);
  if (!canned || !sameJson(answer ?? {}, asked) || entry.visibility !== 'public')
    return [
      {
        code: 'closing-incomplete',
        rule: 'S1.9',
        field: 'asked',
        message: 'O encerramento não traz os dados que o tipo do chamado pede.',
        way: 'Abra o atendimento e encerre de novo pelo passo Finalização.',
      },
    ];
  const check = wordCheck(context, pack);
  const around = [canned.body, ticket.customer?.name, ticket.subject, ticket.contact].filter(Boolean).join('\n');
  const given = new Set(check(around, 'text').map(({ message }) => message));
  return check(text, 'text').filter(({ message }) => !given.has(message));
}

/** S1.9: what the ticket may close with. Where a field that classifies rests on what is not known here, any type's text. */
function closingTexts(pack: Pack, ticket: Ticket): CannedText[] {
  const { attendance, type, category, priority, subject, protocol } = ticket;
  const flow = pack.flows.find(({ id }) => id === attendance?.flowId);
  const typing = flow?.steps.flatMap(({ fields }) => fields.filter(({ register }) => register === 'type')) ?? [];
  if (!flow || !typing.every(({ when }) => isJudgeable(when)))
    return pack.cannedTexts.filter(({ id }) => pack.ticketTypes.some(({ closingText }) => closingText === id));
  const facts = { answers: attendance?.answers ?? {}, ticket: { type, category, priority, subject, protocol } };
  const text = closingText(pack, flow, facts as FlowFacts);
  return text ? [text] : [];
}

function unfounded(known: boolean): Refusal[] {
  return known ? [] : [crafted('effect-unfounded', 'Nenhuma saída do roteiro faz isto neste ponto.', 'data')];
}

type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>;

/** The effects of this kind that the exit last taken has. */
function taken<K extends Effect['kind']>(
  pack: Pack,
  { attendance }: Ticket,
  kind: K,
): { step: Step; effect: EffectOf<K> }[] {
  const left = attendance?.visits.findLast(({ leftAt }) => leftAt !== null);
  const step = pack.flows.find(({ id }) => id === attendance?.flowId)?.steps.find(({ id }) => id === left?.stepId);
  const exit = step?.exits.find(({ id }) => id === left?.exitId);
  if (!step || !exit) return [];
  return exit.effects
    .filter((effect): effect is EffectOf<K> => effect.kind === kind)
    .map((effect) => ({ step, effect }));
}
