import type { RecoveryView } from '#shared/contract/recovery.ts';
import { formatBytes, formatCount } from './format.ts';
import { Panel } from './panel.tsx';
import { ProgressWithTotals } from './progress-with-totals.tsx';

type Opening = NonNullable<RecoveryView['opening']>;
type Caring = NonNullable<RecoveryView['caring']>;

const OPENING: Record<Opening['what'], string> = {
  key: 'Pondo os dados sob a chave nova',
  backup: 'Conferindo a cópia que vai para o lugar dos dados',
  migration: 'Convertendo os dados para esta versão',
  rebuild: 'Refazendo os índices',
  'black-box': 'Trazendo de volta da caixa-preta',
  salvage: 'Procurando no arquivo danificado o que não está em outro lugar',
};

const CARING: Record<Caring['what'], string> = {
  follow: 'Pondo as cópias e a caixa-preta sob a chave nova',
  check: 'Conferindo a caixa-preta',
};

/** How far the station is with its data: while they are closed for it, or beside the work. Nothing when nothing is done. */
export function DataProgress({ view: { opening, caring } }: { view: Pick<RecoveryView, 'opening' | 'caring'> }) {
  if (opening)
    return (
      <Panel>
        <ProgressWithTotals
          label={OPENING[opening.what]}
          done={opening.done}
          total={opening.total}
          words={
            opening.total > 0
              ? `${formatCount(opening.done)} de ${formatCount(opening.total)} · continue digitando: nada se perde`
              : 'continue digitando: nada se perde'
          }
        />
      </Panel>
    );
  if (!caring) return null;
  const { what, done, total } = caring;
  const words =
    what === 'follow'
      ? `${formatBytes(done)} de ${formatBytes(total)}`
      : `${formatCount(done)} de ${formatCount(total)} arquivos`;
  return (
    <Panel>
      <ProgressWithTotals
        label={CARING[what]}
        done={done}
        total={total}
        words={`${words} · pode continuar atendendo`}
      />
    </Panel>
  );
}
