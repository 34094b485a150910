import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import type { PendingCode } from '#shared/sync/administration.ts';
import { ConfirmInline } from '../../ui/confirm-inline.tsx';
import { Moment } from '../../ui/elapsed.tsx';
import { Section } from '../../ui/page-header.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useAct } from '../api/use-view.ts';
import { PlainTable } from '../desk/plain-table.tsx';

/** Codes that nobody used yet; the codes themselves are known to nobody any more. */
export function PendingCodes({ pending }: { pending: readonly PendingCode[] }) {
  const takeBack = useAct<{ codeId: string }>('/stations/code/take-back');
  if (pending.length === 0) return null;
  return (
    <Section title="Códigos por usar" hint="Cada um inscreve uma estação.">
      <PlainTable label="Códigos por usar" columns={['Unidade', 'Feito em', 'Vale até', 'Ações']}>
        {pending.map(({ id, unit, createdAt, expiresAt }) => (
          <TableRow key={id}>
            <TableCell>{unit}</TableCell>
            <TableCell>
              <Moment at={createdAt} />
            </TableCell>
            <TableCell>
              <Moment at={expiresAt} />
            </TableCell>
            <TableCell>
              <ConfirmInline
                label="Cancelar código"
                question="Cancelar este código?"
                confirm="Cancelar código"
                onConfirm={() => void takeBack.run({ codeId: id })}
              />
            </TableCell>
          </TableRow>
        ))}
      </PlainTable>
      <RefusalText refusals={takeBack.refusals} />
    </Section>
  );
}
