import type { SyncView } from '#shared/contract/sync.ts';
import { formatRecent } from '../../ui/format.ts';

/** Until when somebody may sign in here with no network, or that they may not; `null` where there is nothing to say. */
export function leaseWords(view: SyncView | undefined, agentId: string, now: number): string | null {
  if (!view || view.state === 'alone' || agentId === '') return null;
  const until = view.leases[agentId];
  const away = view.state !== 'online';
  if (until === undefined) return away ? 'Sua primeira entrada nesta estação precisa da rede.' : null;
  if (Date.parse(until) > now) return `Entrada sem rede até ${formatRecent(until, now)}.`;
  return away
    ? `A entrada sem rede valia até ${formatRecent(until, now)}: entre quando a rede voltar.`
    : `A entrada sem rede valia até ${formatRecent(until, now)} e se renova ao entrar.`;
}
