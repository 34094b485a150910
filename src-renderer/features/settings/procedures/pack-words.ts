import type { Effect, Exit, Field, Flow, Step } from '#shared/procedures/schema/flow.ts';
import { FLOW_END } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatCounted, formatDuration } from '../../../ui/format.ts';

export const FIELD_KIND_WORDS: Record<Field['kind'], string> = {
  text: 'uma linha',
  'long-text': 'texto',
  choice: 'escolha',
  'yes-no': 'sim ou não',
  number: 'número',
  date: 'data',
  'date-time': 'data e hora',
  checklist: 'lista de conferência',
  'test-matrix': 'quadro de testes',
  customer: 'cliente',
  standing: 'situação financeira',
  'work-order': 'O.S.',
  closing: 'texto de encerramento',
};

/** What a pack holds, in one line. */
export function packSummary(pack: Pack): string {
  const steps = pack.flows.reduce((sum, flow) => sum + flow.steps.length, 0);
  return [
    formatCounted(steps, 'passo', 'passos'),
    formatCounted(pack.boards.length, 'aba', 'abas'),
    formatCounted(pack.cannedTexts.length, 'texto', 'textos'),
    formatCounted(pack.articles.length, 'artigo', 'artigos'),
  ].join(' · ');
}

/** Where an exit leads: `6 · Análise`. */
export function exitTarget(exit: Exit, flow: Flow): string {
  if (exit.to === FLOW_END) return 'fim do atendimento';
  const step = flow.steps.find(({ id }) => id === exit.to);
  return step ? stepName(step) : exit.to;
}

export function stepName(step: Pick<Step, 'number' | 'title'>): string {
  return `${step.number} · ${step.title}`;
}

/** What taking an exit does besides, in words. */
export function effectWords(effect: Effect, pack: Pack): string {
  switch (effect.kind) {
    case 'transfer':
      return 'transfere a ligação';
    case 'schedule-callback':
      return 'agenda o retorno';
    case 'board':
      return `encaminha para ${pack.boards.find(({ id }) => id === effect.board)?.label ?? effect.board}`;
    case 'park':
      return 'deixa o atendimento estacionado';
    case 'ask-help':
      return `pede ajuda: ${pack.roles.find(({ id }) => id === effect.role)?.label ?? effect.role}`;
    case 'close':
      return effect.article ? `encerra com o FAQ ${effect.article}` : 'encerra o chamado';
  }
}

/** `avisa aos 15 min, pergunta aos 20 min`. */
export function timeBoxWords({
  warnAfterMinutes,
  limitMinutes,
  clock,
  automaticExit,
}: NonNullable<Step['timeBox']>): string {
  const of = (minutes: number) => formatDuration(minutes * 60_000);
  const then = automaticExit ? 'segue sozinho' : 'pergunta';
  const counted = clock === 'live' ? 'de ligação' : 'corridos';
  return `avisa com ${of(warnAfterMinutes)} ${counted}, ${then} com ${of(limitMinutes)}`;
}
