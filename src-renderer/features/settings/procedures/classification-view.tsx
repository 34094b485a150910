import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { Duration } from '#shared/procedures/schema/sla.ts';
import { formatDuration } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { Entries, EntriesHeading, Entry } from './entries.tsx';

/** Types, priorities and categories (S1.7, S2.4), and how long each class of service has (S4.13). */
export function ClassificationView({ pack }: { pack: Pack }) {
  const classLabel = (id: string) => pack.slaClasses.find((each) => each.id === id)?.label ?? id;
  return (
    <>
      <EntriesHeading>Tipos</EntriesHeading>
      <Entries>
        {pack.ticketTypes.map((type) => (
          <Entry key={type.id} title={type.label}>
            {type.definition}
          </Entry>
        ))}
      </Entries>
      <EntriesHeading>Prioridades</EntriesHeading>
      <Entries>
        {pack.priorities.map((priority) => (
          <Entry key={priority.id} title={`${priority.label} · prazo ${classLabel(priority.slaClass)}`}>
            {priority.definition}
          </Entry>
        ))}
      </Entries>
      <EntriesHeading>Prazos, em tempo de expediente</EntriesHeading>
      <Panel flush>
        <Table size="small" aria-label="Prazos">
          <TableHead>
            <TableRow>
              <TableCell>Classe</TableCell>
              <TableCell align="right">Primeira resposta</TableCell>
              <TableCell align="right">Solução</TableCell>
            </TableRow>
          </TableHead>
          <TableBody sx={{ '& tr:last-child td': { borderBottom: 0 } }}>
            {pack.slaClasses.map((each) => (
              <TableRow key={each.id}>
                <TableCell>{each.label}</TableCell>
                <TableCell align="right" sx={TABULAR}>
                  {limit(each.firstAnswer)}
                </TableCell>
                <TableCell align="right" sx={TABULAR}>
                  {limit(each.solution)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Panel>
      <EntriesHeading>Categorias</EntriesHeading>
      <Entries>
        {pack.categories.map((category) => (
          <Entry key={category.id} title={category.label}>
            {category.outOfScope ? `Fora do suporte: ${category.outOfScope.addressee}.` : null}
            {category.checklist.length > 0 ? `Perguntar: ${category.checklist.join(' ')}` : null}
          </Entry>
        ))}
      </Entries>
    </>
  );
}

function limit(duration: Duration): string {
  if ('days' in duration) return duration.days === 1 ? '1 dia útil' : `${duration.days} dias úteis`;
  return duration.minutes === 0 ? 'imediata' : formatDuration(duration.minutes * 60_000);
}
