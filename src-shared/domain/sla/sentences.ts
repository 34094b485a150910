import type { SlaExplanation, SlaStretch } from './explain.ts';
import { durationWords, FACT_NAMES, instantWords, listWords, TARGET_NAMES } from './words.ts';

/** Why time did not count, as the list of stretches names it. */
export const REASON_NAMES: Readonly<Record<SlaStretch['reason'], string>> = {
  'business-hours': 'Expediente',
  'own-hours': 'Expediente especial',
  'outside-hours': 'Fora do expediente',
  'day-off': 'Dia sem expediente',
  holiday: 'Feriado',
  'own-day': 'Dia da casa',
  suspended: 'Suspenso',
  closed: 'Encerrado',
};

/** "Feriado: Natal". */
export function reasonWords({ reason, label }: Pick<SlaStretch, 'reason' | 'label'>): string {
  return label === '' ? REASON_NAMES[reason] : `${REASON_NAMES[reason]}: ${label}`;
}

/**
 * The explanation in sentences, pt-BR, for the top of the screen: what counts, what lost, what changed, what was left out,
 * and how it stands. Instants by the clocks of `timeZone`.
 */
export function slaSentences(explanation: SlaExplanation, timeZone: string): string[] {
  return [
    rule(explanation),
    ...choice(explanation, timeZone),
    ...changes(explanation, timeZone),
    ...leftOut(explanation, timeZone),
    ...standing(explanation, timeZone),
  ];
}

function rule({ clock }: SlaExplanation): string {
  const { winner, target, targetMillis } = clock;
  const time = targetMillis === 0 ? 'imediata' : `em ${durationWords(targetMillis)} de expediente`;
  const origin =
    winner.from === 'policy'
      ? `pela política “${winner.label}”`
      : `porque nenhuma política serve a este chamado e a prioridade é “${winner.label}”`;
  return `${TARGET_NAMES[target]} ${time}: classe “${winner.slaClass.label}”, ${origin}, no calendário “${winner.calendar.label}” (${winner.calendar.timeZone}).`;
}

/** Where several match, the shortest deadline wins. */
function choice({ segments }: SlaExplanation, timeZone: string): string[] {
  const ranked = segments.at(-1)?.ranked ?? [];
  const [best, ...others] = ranked;
  if (!best || others.length === 0) return [];
  const told = others.map(
    ({ candidate, due }) => `“${candidate.label}” (${due === null ? 'sem data' : instantWords(due, timeZone)})`,
  );
  return [
    `Servem ${ranked.length} políticas e vale o prazo mais curto, o de “${best.candidate.label}”; ficaram para trás ${listWords(told)}.`,
  ];
}

function changes({ segments }: SlaExplanation, timeZone: string): string[] {
  return segments.slice(1).map(({ from, changed, ranked, spentBefore }) => {
    const what = listWords(changed.map((key) => FACT_NAMES[key]));
    const verb = changed.length === 1 ? 'mudou' : 'mudaram';
    const now = ranked[0] ? `passou a valer “${ranked[0].candidate.label}”` : 'deixou de haver prazo';
    return `Em ${instantWords(from, timeZone)} ${what} ${verb} e ${now}; ${durationWords(spentBefore)} já estavam gastos e continuam contando.`;
  });
}

function leftOut({ stretches, daysOff }: SlaExplanation, timeZone: string): string[] {
  const sentences: string[] = [];
  if (daysOff.length > 0) {
    const days = daysOff.map(({ from, to, label }) => {
      const [first, last] = [from, to - 1].map((at) => instantWords(at, timeZone).slice(0, 10));
      return first === last ? `${first} (${label})` : `${first} a ${last} (${label})`;
    });
    sentences.push(`Não contam: ${listWords([...new Set(days)])}.`);
  }
  const pauses = stretches.filter(({ reason }) => reason === 'suspended');
  if (pauses.length > 0) {
    const sum = pauses.reduce((all, { from, to }) => all + to - from, 0);
    const reasons = [...new Set(pauses.map(({ label }) => label))].filter((label) => label !== '');
    const why = reasons.length > 0 ? `: ${listWords(reasons)}` : '';
    sentences.push(`Suspenso por ${durationWords(sum)} no relógio${why}; esse tempo não conta.`);
  }
  if (stretches.some(({ reason }) => reason === 'closed')) {
    sentences.push('O tempo entre o encerramento e a reabertura não conta.');
  }
  return sentences;
}

function standing({ clock }: SlaExplanation, timeZone: string): string[] {
  const { due, spentMillis, targetMillis, percent, leftMillis, breached, state } = clock;
  const spent = `Gastos ${durationWords(spentMillis)} de ${durationWords(targetMillis)} (${Math.floor(percent)}%)`;
  if (due === null) return [`${spent}; o calendário não tem horas que bastem.`];
  const at = instantWords(due, timeZone);
  if (state === 'stopped') return [`${spent}; o prazo era ${at} e ${breached ? 'não foi' : 'foi'} cumprido.`];
  if (breached) return [`${spent}; o prazo venceu em ${at}.`];
  if (state === 'paused') return [`${spent}; se fosse retomado agora, o prazo seria ${at}.`];
  return [`${spent}; restam ${durationWords(leftMillis)}, até ${at}.`];
}
