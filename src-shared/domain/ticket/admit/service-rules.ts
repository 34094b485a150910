import type { Refusal } from '../../refusal.ts';
import { cleanLine, cleanText } from '../../text/clean.ts';
import { closeRefusals } from '../decide/close-by-hand.ts';
import { closedRefusal } from '../decide/closed.ts';
import { forwardByHandPatch, forwardRefusals } from '../decide/forward.ts';
import { closePatch } from '../decide/patches.ts';
import { planningRefusals, planPatch } from '../decide/plan.ts';
import { unlinkRefusals } from '../decide/relate.ts';
import { openRefusal, reopenPatch } from '../decide/reopen.ts';
import { roundRefusal } from '../decide/round.ts';
import { resumptionPatch, resumptionRefusals, suspendPatch, suspendRefusals } from '../decide/suspend.ts';
import { discardRefusals, startPatch, startRefusals } from '../decide/timers.ts';
import { correctionPatch, correctionRefusals, logRefusals } from '../decide/work-log.ts';
import type { Entry } from '../entry.ts';
import { byAnyPack, type Case, packsOf, type Rules, wordCheck } from './context.ts';
import { crafted, found, patchRefusals } from './crafted.ts';

/*
 * The life after the call, as whoever judges it later can: over the head that the author saw. What lies on other tickets (a
 * timer, a time of work, the other side of a link) and what only a clock and a calendar tell is the author's word.
 */
export const SERVICE_RULES: Rules = {
  'work-started': ({ entry, ticket, context }) => [
    ...byAnyPack(context, ({ service }) => startRefusals(ticket, entry.actor, service)),
    ...patchRefusals(entry, startPatch(entry.actor)),
  ],
  'work-logged': ({ entry, ticket }) => [
    ...untidy(entry),
    ...logRefusals(ticket, entry.data, { actor: entry.actor, now: entry.at, elsewhere: [] }),
    ...patchRefusals(entry, {}),
  ],
  'work-corrected': ({ entry, ticket }) => [
    ...untidy(entry),
    ...correctionRefusals(ticket, entry.data, { actor: entry.actor, now: entry.at, elsewhere: [] }),
    ...patchRefusals(entry, correctionPatch(entry.data)),
  ],
  'timer-discarded': ({ entry, ticket }) => [
    ...untidy(entry),
    ...discardRefusals(ticket, entry.actor, entry.data),
    ...patchRefusals(entry, {}),
  ],
  'contact-tried': ({ entry }) => [...untidy(entry), ...patchRefusals(entry, {})],
  suspended: ({ entry, ticket, context }) => [
    ...untidy(entry),
    ...byAnyPack(context, ({ service }) =>
      suspendRefusals(ticket, entry.data, { service, now: entry.at, pack: context.pack, workOrder: null }),
    ),
    ...patchRefusals(entry, suspendPatch()),
  ],
  'suspension-ended': ({ entry, ticket }) => [
    ...untidy(entry),
    ...resumptionRefusals(ticket, entry.data, entry.at),
    ...patchRefusals(entry, resumptionPatch(ticket, entry.actor, entry.data.how)),
  ],
  reopened: ({ entry, ticket }) => [
    ...untidy(entry),
    ...found(openRefusal(ticket)),
    ...patchRefusals(entry, reopenPatch()),
  ],
  unlinked: ({ entry, ticket }) => [
    ...untidy(entry),
    ...unlinkRefusals(ticket, entry.data),
    ...patchRefusals(entry, {}),
  ],
  'change-planned': ({ entry, ticket, context }) => [
    ...untidy(entry),
    ...byAnyPack(context, ({ service }) => planningRefusals(ticket, entry.data, service)),
    ...patchRefusals(entry, planPatch(entry.data)),
  ],
  'breach-explained': ({ entry }) => [
    ...untidy(entry),
    ...(Date.parse(entry.data.dueAt) > Date.parse(entry.at)
      ? [{ ...crafted('breach-ahead', 'O prazo que se explica ainda não passou.', 'dueAt'), rule: 'S2.3' }]
      : []),
    ...patchRefusals(entry, {}),
  ],
  'followed-up': ({ entry, ticket }) => [...untidy(entry), ...found(roundRefusal(ticket)), ...patchRefusals(entry, {})],
};

/** S3.6, S1.10: a forwarding with its form. */
export function forwardedByHand({ entry, ticket, context }: Case<'forwarded'>): Refusal[] {
  const { data } = entry;
  if (!data.to) return [];
  const told = { ...data, to: data.to };
  const unsaid =
    data.reason === '' ? [{ ...crafted('forward-unsaid', 'Falta dizer por quê.', 'reason'), rule: 'S3.6' }] : [];
  const known = byAnyPack(context, ({ boards, roles, ticketTypes }) =>
    boards.some(({ id }) => id === data.boardId) &&
    roles.some(({ id }) => id === told.to.role.id) &&
    ticketTypes.some(({ id }) => id === told.to.type)
      ? []
      : [crafted('forward-unknown', 'O chamado iria para onde não há ninguém.', 'data')],
  );
  return [
    ...untidy(entry),
    ...unsaid,
    ...known,
    ...forwardRefusals(ticket, told, { actor: entry.actor }),
    ...patchRefusals(entry, forwardByHandPatch(ticket, told)),
  ];
}

/** S1.9: a closing at the desk, with the closing data of the type, or for the parent's cause. */
export function closedByHand({ entry, ticket, context }: Case<'closed'>): Refusal[] {
  const { actor, data, visibility } = entry;
  const inner =
    visibility === 'public' ? [] : [crafted('closing-private', 'O cliente lê o encerramento.', 'visibility')];
  const refusals = byAnyPack(context, (pack) =>
    closeRefusals(ticket, data, { pack, actor, publicText: wordCheck(context, pack) }),
  );
  const unjudged = found(packsOf(context).length === 0 ? closedRefusal(ticket) : null);
  return [...untidy(entry), ...inner, ...unjudged, ...refusals, ...patchRefusals(entry, closePatch())];
}

/** Fields of one line; all other texts may have several. */
const LINES = new Set(['reason', 'contact', 'who', 'label', 'person', 'id']);

/** That texts are as a station stores them: clean, without blanks around them. */
function untidy({ data }: Entry): Refusal[] {
  const refusals: Refusal[] = [];
  const look = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      const tidy = LINES.has(key) ? cleanLine(value) : cleanText(value).trim();
      if (value !== tidy) refusals.push(crafted('text-untidy', 'O texto não está como a estação o guarda.', key));
    } else if (typeof value === 'object' && value !== null)
      for (const [inside, inner] of Object.entries(value)) look(inner, inside);
  };
  look(data, '');
  return refusals;
}
