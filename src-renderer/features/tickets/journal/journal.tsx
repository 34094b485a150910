import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import type { TicketView } from '#shared/contract/views.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useToday } from '../../../ui/calendar-day.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDay } from '../../../ui/format.ts';
import { useQueryValue } from '../../../ui/router/router.tsx';
import { JournalEntry } from './journal-entry.tsx';
import { JOURNAL_FILTERS, type JournalFilter, journalDays, journalFilterOf } from './journal-view.ts';
import { changesByEntry } from './register-changes.ts';

/** Everything that happened to a ticket: who, where, when, what (B3). */
export function Journal({ view, pack }: { view: TicketView; pack: Pack | undefined }) {
  const [slug, setSlug] = useQueryValue('historico');
  const [order, setOrder] = useQueryValue('ordem');
  const filter = journalFilterOf(slug);
  const newestFirst = order !== 'antigos';
  /* What the centre refused stands in the history and changed nothing. */
  const counted = useMemo(
    () => view.entries.filter(({ id }) => view.delivery[id]?.state !== 'refused'),
    [view.entries, view.delivery],
  );
  const changes = useMemo(() => changesByEntry(counted, pack), [counted, pack]);
  const days = journalDays(view.entries, { filter, newestFirst, changed: (id) => changes.has(id) });
  const flowId = view.ticket.attendance?.flowId ?? '';
  const workOrders = useMemo(() => workOrderNames(view.entries), [view.entries]);
  return (
    <Box component="section" aria-label="Histórico">
      <Box
        sx={(theme) => ({
          position: 'sticky',
          top: 0,
          zIndex: 1,
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 3,
          py: 1,
          maxWidth: 1080,
          backgroundColor: theme.vars.palette.background.default,
        })}
      >
        <Typography variant="h3" component="h2" sx={{ mr: 'auto' }}>
          Histórico
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="O que mostrar do histórico"
          value={filter}
          onChange={(_, next: JournalFilter | null) => next && setSlug(JOURNAL_FILTERS[next].slug)}
        >
          {Object.entries(JOURNAL_FILTERS).map(([id, { label }]) => (
            <ToggleButton key={id} value={id} sx={{ px: 1.25, py: 0.25 }}>
              {label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Ordem do histórico"
          value={newestFirst ? 'novos' : 'antigos'}
          onChange={(_, next: string | null) => next && setOrder(next === 'novos' ? '' : next)}
        >
          <ToggleButton value="novos" sx={{ px: 1.25, py: 0.25 }}>
            Novos antes
          </ToggleButton>
          <ToggleButton value="antigos" sx={{ px: 1.25, py: 0.25 }}>
            Antigos antes
          </ToggleButton>
        </ToggleButtonGroup>
      </Box>
      {days.length === 0 ? <NothingHere filter={filter} /> : null}
      {days.map(({ day, entries }) => (
        <Box
          key={`${day} ${entries[0]?.id}`}
          component="section"
          aria-label={formatDay(day)}
          sx={{ px: 3, pb: 1, maxWidth: 1080 }}
        >
          <DayHeading day={day} />
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {entries.map((entry) => (
              <JournalEntry
                key={entry.id}
                entry={entry}
                pack={pack}
                flowId={flowId}
                delivery={view.delivery[entry.id]}
                changes={entry.kind === 'step-saved' && filter !== 'changes' ? [] : (changes.get(entry.id) ?? [])}
                nameOf={(id) => workOrders.get(id)}
              />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function DayHeading({ day }: { day: string }) {
  const today = useToday();
  return (
    <Typography
      component="h3"
      variant="caption"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        py: 0.5,
        fontWeight: 600,
        color: 'text.secondary',
        '&::after': { content: '""', flex: 1, height: '1px', backgroundColor: theme.vars.palette.divider },
      })}
    >
      {day === today ? `Hoje, ${formatDay(day)}` : formatDay(day)}
    </Typography>
  );
}

const NOTHING: Record<JournalFilter, [title: string, how: string]> = {
  all: ['O histórico está vazio', 'Tudo o que acontece com o chamado aparece aqui, com quem, onde e quando.'],
  public: ['Nada foi escrito ao cliente ainda', 'O que você registrar em “Texto ao cliente” aparece aqui.'],
  private: ['Nenhum registro interno ainda', 'Notas técnicas e passos do atendimento aparecem aqui.'],
  changes: ['Nada mudou ainda', 'Mudanças de situação, classificação, aba e responsável aparecem aqui.'],
};

function NothingHere({ filter }: { filter: JournalFilter }) {
  const [title, how] = NOTHING[filter];
  return <EmptyState title={title}>{how}</EmptyState>;
}

function workOrderNames(entries: readonly Entry[]): Map<string, string> {
  return new Map(
    entries.flatMap((entry) => {
      if (entry.kind !== 'work-order-linked') return [];
      const { id, number, title } = entry.data.workOrder;
      return [[id, `O.S. ${number} · ${title}`] as const];
    }),
  );
}
