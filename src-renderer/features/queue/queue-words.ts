import type { QueueItem, QueueState, QueueView, SyncView } from '#shared/contract/sync.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { formatBytes, formatCounted } from '../../ui/format.ts';
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

/** Asked before an item is given up: what becomes of it. */
export function giveUpWords({ id, kept }: Pick<QueueItem, 'id' | 'kept'>): string {
  if (kept !== null) return 'Desistir? O texto não está em outro lugar, e será apagado.';
  if (id.startsWith('file/')) return 'Desistir? O arquivo fica só nesta estação, e os colegas não o veem.';
  return 'Desistir? Fica no histórico como recusado, só nesta estação.';
}

/** The screen's one line on what there is. */
export function queueSummary({ totals, files }: Pick<QueueView, 'totals' | 'files'>): string {
  const waiting = totals.unsent + totals.later;
  const parts = [
    totals.refused > 0 ? formatCounted(totals.refused, 'recusado', 'recusados') : null,
    waiting > 0 ? formatCounted(waiting, 'registro por enviar', 'registros por enviar') : null,
    files > 0 ? formatCounted(files, 'arquivo por enviar', 'arquivos por enviar') : null,
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : 'Nada espera para ser enviado';
}

/** How far a file is; `null` for anything else. */
export function progressWords({ progress }: Pick<QueueItem, 'progress'>): string | null {
  if (!progress) return null;
  const total = formatBytes(progress.total);
  return progress.done > 0 ? `${formatBytes(progress.done)} de ${total} já na central` : total;
}

/** What came from the centre and this station cannot take in; `null` when there is nothing of the kind. */
export function parkedRefusal({ parked }: Pick<QueueView, 'parked'>): Refusal | null {
  if (parked === 0) return null;
  return {
    code: 'rows-parked',
    message: formatCounted(
      parked,
      'registro da central não pôde entrar nesta estação e ficou guardado à parte.',
      'registros da central não puderam entrar nesta estação e ficaram guardados à parte.',
    ),
    way: 'Atualize o Prumo neste computador. A estação tenta de novo a cada conexão; se o aviso continuar depois da atualização, mostre-o a quem administra a central.',
  };
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
