import { SKEW_SHOWN_MS, type SyncView } from '#shared/contract/sync.ts';
import { formatCount, formatCounted, formatDuration, formatExactTime, formatRecent } from '../format.ts';
import type { Tone } from '../status-pill.tsx';

export interface SyncWords {
  /** "online", "offline desde 10:42". */
  state: string;
  tone: Tone;
  /** What else there is to say, in the order of its weight. */
  details: { id: string; words: string; tone: Tone }[];
}

/** How the station stands with its centre, in words; `null` where there is none to stand with. */
export function syncWords(view: SyncView, now: number): SyncWords | null {
  if (view.state === 'alone') return null;
  const details: SyncWords['details'] = [];
  const say = (id: string, words: string, tone: Tone = 'neutral') => details.push({ id, words, tone });
  if (view.refused > 0) say('refused', formatCounted(view.refused, 'recusado', 'recusados'), 'error');
  if (view.unsent > 0) say('unsent', formatCounted(view.unsent, 'não enviado', 'não enviados'));
  const skew = skewWords(view.skewMs);
  if (skew) say('skew', skew, 'warning');
  if (view.dataAsOf) say('as-of', `dados até ${momentWords(view.dataAsOf, now)}`);
  else if (view.state !== 'revoked') say('as-of', 'ainda sem os dados da central');
  return { state: stateWords(view, now), tone: TONES[view.state], details };
}

const TONES: Record<SyncView['state'], Tone> = {
  alone: 'neutral',
  connecting: 'neutral',
  online: 'success',
  offline: 'warning',
  revoked: 'error',
};

function stateWords({ state, offlineSince }: SyncView, now: number): string {
  switch (state) {
    case 'online':
      return 'online';
    case 'offline':
      return offlineSince ? `offline desde ${formatRecent(offlineSince, now)}` : 'offline';
    case 'revoked':
      return 'desligada pela central';
    default:
      return 'conectando com a central';
  }
}

/** "relógio adiantado 3 min"; `null` while it is near enough. */
export function skewWords(skewMs: number | null): string | null {
  if (skewMs === null || Math.abs(skewMs) <= SKEW_SHOWN_MS) return null;
  return `relógio ${skewMs > 0 ? 'adiantado' : 'atrasado'} ${formatDuration(Math.abs(skewMs))}`;
}

/** With its seconds on the same day, else the day too. */
function momentWords(at: string, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? formatExactTime(at) : formatRecent(at, now);
}

/** Whether everything the centre has is still on its way here. */
export function isFilling(view: Pick<SyncView, 'first' | 'state'> | undefined): boolean {
  return view?.first !== null && view?.first !== undefined && view.state !== 'alone';
}

/** How far the first synchronisation is. It is not over while it is told of, so its bar is never full: `total` 0 is a bar without an end. */
export function firstSyncWords({ done, total }: NonNullable<SyncView['first']>): {
  done: number;
  total: number;
  words: string;
} {
  if (total > 0 && done < total)
    return { done, total, words: `${formatCount(done)} de ${formatCount(total)} registros` };
  const words =
    done > 0
      ? `${formatCounted(done, 'registro', 'registros')}, contando o que falta…`
      : 'contando o que há na central…';
  return { done, total: 0, words };
}
