import type { SyncView } from '#shared/contract/sync.ts';
import { ProgressWithTotals } from '../progress-with-totals.tsx';
import { firstSyncWords } from './sync-words.ts';

/** What the centre has is coming to a new station: how much of it is here. It can be used meanwhile. */
export function FirstSyncProgress({ view }: { view: Pick<SyncView, 'first' | 'state'> }) {
  if (!view.first) return null;
  const { done, total, words } = firstSyncWords(view.first);
  return (
    <ProgressWithTotals
      label={
        view.state === 'offline' ? 'Dados da central: continua quando a rede voltar' : 'Trazendo os dados da central'
      }
      done={done}
      total={total}
      words={words}
    />
  );
}
