import SearchIcon from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type ReactNode, useRef } from 'react';
import { TICKET_STATUS, type TicketStatus } from '#shared/domain/ticket/ticket.ts';
import { useStation } from '../../../bridge/station-context.tsx';
import { usePack } from '../../../bridge/use-pack.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';
import { isNarrowed, type ListFilters, NO_FILTERS } from './list-filters.ts';
import { PERIODS, type Period, periodProblem } from './period.ts';

export interface TicketFiltersProps {
  filters: ListFilters;
  onChange: (change: Partial<ListFilters>) => void;
  /** The list has the keys. */
  active: boolean;
}

/** What the list is narrowed to; kept in the address by the screen. */
export function TicketFiltersBar({ filters, onChange, active }: TicketFiltersProps) {
  const { agents } = useStation();
  const pack = usePack();
  return (
    <Box role="search" aria-label="Filtrar chamados" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <SearchField text={filters.text} onChange={(text) => onChange({ text })} active={active} />
      <StatusToggles status={filters.status} onChange={(status) => onChange({ status })} />
      <Choice
        label="Aba"
        all="Todas as abas"
        value={filters.board}
        options={pack?.boards.map(({ id, label }) => [id, label]) ?? []}
        onChange={(board) => onChange({ board })}
      />
      <Choice
        label="Responsável"
        all="Todos os responsáveis"
        value={filters.assigneeId}
        options={agents.map(({ id, name }) => [id, name])}
        onChange={(assigneeId) => onChange({ assigneeId })}
      />
      <Choice
        label="Data"
        all="Qualquer data"
        value={filters.period}
        options={Object.entries(PERIODS)}
        onChange={(period) => onChange({ period: period as Period })}
      />
      {filters.period === 'datas' ? <Between filters={filters} onChange={onChange} /> : null}
      {isNarrowed(filters) ? (
        <Button variant="text" onClick={() => onChange(NO_FILTERS)}>
          Limpar filtros
        </Button>
      ) : null}
    </Box>
  );
}

function SearchField({ text, onChange, active }: { text: string; onChange: (text: string) => void; active: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  useKey('list.filter', () => field.current?.focus(), { enabled: active });
  return (
    <TextField
      sx={{ flex: '1 1 232px', maxWidth: { xs: 232, xl: 400 } }}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        if (text === '') field.current?.blur();
        else onChange('');
      }}
      placeholder="Protocolo, cliente…"
      inputRef={field}
      slotProps={{
        htmlInput: { 'aria-label': 'Buscar nos chamados', 'aria-keyshortcuts': 'f', maxLength: 500, type: 'search' },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: text ? null : (
            <InputAdornment position="end">
              <KeyHint id="list.filter" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}

function StatusToggles({
  status,
  onChange,
}: {
  status: TicketStatus[];
  onChange: (status: TicketStatus[]) => void;
}): ReactNode {
  return (
    <ToggleButtonGroup
      aria-label="Situação"
      size="small"
      value={status}
      onChange={(_, next: TicketStatus[]) => onChange(TICKET_STATUS.filter((one) => next.includes(one)))}
      sx={{ '& .MuiToggleButton-root': { px: 1.25, py: 0.5, textTransform: 'none', whiteSpace: 'nowrap' } }}
    >
      {TICKET_STATUS.map((one) => (
        <ToggleButton key={one} value={one}>
          {TICKET_STATUS_WORDS[one].label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface ChoiceProps {
  label: string;
  /** The first option: nothing chosen. */
  all: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  const words = (id: string) => options.find(([one]) => one === id)?.[1] ?? id;
  const known = value === '' || options.some(([one]) => one === value);
  return (
    <TextField
      select
      sx={{ width: 'auto', minWidth: 0, maxWidth: 208 }}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        select: {
          displayEmpty: true,
          SelectDisplayProps: { 'aria-label': label },
          renderValue: (chosen) => (chosen === '' ? label : words(String(chosen))),
        },
      }}
    >
      <MenuItem value="">{all}</MenuItem>
      {options.map(([one, label]) => (
        <MenuItem key={one} value={one}>
          {label}
        </MenuItem>
      ))}
      {known ? null : <MenuItem value={value}>{value}</MenuItem>}
    </TextField>
  );
}

function Between({ filters, onChange }: Pick<TicketFiltersProps, 'filters' | 'onChange'>) {
  const problem = periodProblem(filters);
  const day = (name: 'from' | 'until', label: string) => (
    <TextField
      type="date"
      label={label}
      value={filters[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
      error={name === 'until' && problem !== null}
      helperText={name === 'until' ? problem : null}
      sx={{ width: 152 }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <>
      {day('from', 'De')}
      {day('until', 'Até')}
    </>
  );
}
