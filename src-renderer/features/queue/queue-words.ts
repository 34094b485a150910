import type { QueueState, QueueView, SyncView } from '#shared/contract/sync.ts';
import { formatCounted } from '../../ui/format.ts';
import type { Tone } from '../../ui/status-pill.tsx';

export const QUEUE_WORDS: Record<QueueState, { label: string; tone: Tone; why: string }> = {
  refused: { label: 'Recusado', tone: 'error', why: '' },
  later: { label: 'Em espera', tone: 'warning', why: 'Espera outro registro do mesmo chamado chegar antes à central.' },
  unsent: {
    label: 'Não enviado',
    tone: 'neutral',
    why: 'Está gravado nesta estação e segue sozinho assim que houver rede.',
  },
};

/** The screen's one line on what there is. */
export function queueSummary({ totals }: Pick<QueueView, 'totals'>): string {
  const waiting = totals.unsent + totals.later;
  const parts = [
    totals.refused > 0 ? formatCounted(totals.refused, 'recusado', 'recusados') : null,
    waiting > 0 ? formatCounted(waiting, 'registro por enviar', 'registros por enviar') : null,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : 'Nada espera para ser enviado';
}

/** Why nothing is in the queue. */
export function emptyWords(view: Pick<SyncView, 'state'>): { title: string; text: string } {
  if (view.state === 'alone')
    return {
      title: 'Esta estação trabalha sozinha',
      text: 'Tudo fica gravado neste computador. Ligada a uma central, o que você escreve segue para os colegas, e aqui se vê o que ainda não seguiu.',
    };
  return {
    title: 'Tudo o que está aqui está na central',
    text: 'O que for escrito sem rede, ou que a central recusar, aparece aqui com o motivo.',
  };
}
