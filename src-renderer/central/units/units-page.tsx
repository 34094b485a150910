import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import type { UnitView } from '#shared/sync/administration.ts';
import { refusalsAt } from '../../ui/form/check.ts';
import { useTyped } from '../../ui/form/use-typed.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { useAct, useView } from '../api/use-view.ts';
import { PlainTable } from '../desk/plain-table.tsx';
import { useSession } from '../desk/session-context.ts';
import { ViewState } from '../desk/view-state.tsx';

/** The units of the house. They are renamed, never deleted: tickets say where they were born. */
export function UnitsPage() {
  const view = useView<UnitView[]>('/units');
  const open = useTyped<string | null>(`${useSession().staff.id} units`, null, 'place');
  const renaming = open.value;
  return (
    <Page>
      <PageHeader
        title="Unidades"
        subtitle="Uma estação vê os chamados e clientes da sua unidade; a equipe e os procedimentos são de todas."
      />
      <NewUnit />
      <ViewState view={view}>
        {(units) => (
          <PlainTable label="Unidades" columns={['Nome', 'Estações', 'Pessoas', 'Ações']}>
            {units.map((unit) =>
              renaming === unit.id ? (
                <TableRow key={unit.id}>
                  <TableCell colSpan={4}>
                    <Rename unit={unit} onDone={open.clear} />
                  </TableCell>
                </TableRow>
              ) : (
                <TableRow key={unit.id}>
                  <TableCell sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{unit.name}</TableCell>
                  <TableCell sx={TABULAR}>{formatCount(unit.stations)}</TableCell>
                  <TableCell sx={TABULAR}>{formatCount(unit.people)}</TableCell>
                  <TableCell>
                    <Button aria-label={`Renomear ${unit.name}`} onClick={() => open.set(unit.id)}>
                      Renomear
                    </Button>
                  </TableCell>
                </TableRow>
              ),
            )}
          </PlainTable>
        )}
      </ViewState>
    </Page>
  );
}

function NewUnit() {
  const add = useAct<{ name: string }, { id: string }>('/units');
  const typed = useTyped(`${useSession().staff.id} unit new`, '');
  const name = typed.value;
  const [said, setSaid] = useState('');
  const wrong = refusalsAt(add.refusals, 'name');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await add.run({ name });
    setSaid(done.ok ? `${name.trim()} acrescentada.` : '');
    if (done.ok) typed.clear();
  };
  return (
    <Box
      component="form"
      noValidate
      aria-label="Acrescentar unidade"
      onSubmit={submit}
      sx={{ display: 'grid', gap: 1 }}
    >
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', maxWidth: 520 }}>
        <TextField
          label="Nova unidade"
          value={name}
          error={wrong.length > 0}
          helperText={refusalHelp(wrong)}
          onChange={(event) => typed.set(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 80 }, formHelperText: { role: 'alert' } }}
        />
        <Button type="submit" loading={add.busy} sx={{ minHeight: 40 }}>
          Acrescentar
        </Button>
      </Box>
      <Box role="status" sx={{ color: 'success.main', '&:empty': { display: 'none' } }}>
        {said}
      </Box>
      <RefusalText refusals={refusalsAt(add.refusals, '')} />
    </Box>
  );
}

function Rename({ unit, onDone }: { unit: UnitView; onDone: () => void }) {
  const rename = useAct<{ unitId: string; name: string }>('/units/rename');
  const typed = useTyped(`${useSession().staff.id} unit ${unit.id}`, unit.name);
  const name = typed.value;
  const close = () => {
    typed.clear();
    onDone();
  };
  const wrong = refusalsAt(rename.refusals, 'name');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === unit.name) return close();
    if ((await rename.run({ unitId: unit.id, name })).ok) close();
  };
  return (
    <Box
      component="form"
      noValidate
      aria-label={`Renomear ${unit.name}`}
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', py: 0.5, maxWidth: 560 }}
    >
      <TextField
        label="Nome"
        autoFocus
        value={name}
        error={wrong.length > 0}
        helperText={refusalHelp(
          wrong,
          `Vale para ${formatCounted(unit.stations, 'estação', 'estações')}, assim que cada uma alcançar a central.`,
        )}
        onChange={(event) => typed.set(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 80 } }}
      />
      <Button type="submit" variant="contained" color="primary" loading={rename.busy} sx={{ minHeight: 40 }}>
        Guardar
      </Button>
      <Button variant="text" onClick={close} sx={{ minHeight: 40 }}>
        Cancelar
      </Button>
    </Box>
  );
}
