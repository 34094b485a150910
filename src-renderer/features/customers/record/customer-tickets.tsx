import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { TicketRow } from '#shared/contract/views.ts';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useLate } from '../../../bridge/use-late.ts';
import { useRefreshOn } from '../../../bridge/use-live.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatCounted, formatRecent } from '../../../ui/format.ts';
import { useListCursor } from '../../../ui/list/use-list-cursor.ts';
import { Protocol } from '../../../ui/protocol.tsx';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';

const SHOWN = 200;

/** The customer's tickets, open ones first, then newest first; j, k and Enter go through them. */
export function CustomerTickets({ customerId }: { customerId: string }) {
  const api = useApi();
  const go = useGo();
  const { data, isPending } = useQuery(api.tickets.historyOf.queryOptions({ input: { customerId, limit: SHOWN } }));
  useRefreshOn('tickets.revision', api.tickets.historyOf.key());
  const late = useLate(isPending);
  const rows = (data?.rows ?? []).toSorted((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed'));
  const cursor = useListCursor({
    ids: rows.map(({ id }) => id),
    onOpen: (ticketId) => go('ticket', { ticketId }),
  });
  const open = rows.filter(({ status }) => status !== 'closed').length;
  return (
    <Box
      component="aside"
      aria-label="Chamados do cliente"
      tabIndex={0}
      sx={(theme) => ({
        overflowY: 'auto',
        outlineOffset: '-2px',
        borderLeft: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ px: 2, pt: 2, pb: 1, display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <Typography variant="h3" component="h2">
          Chamados
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>
          {data && data.total > 0
            ? `${formatCounted(data.total, 'ao todo', 'ao todo')}${open > 0 ? `, ${formatCounted(open, 'em aberto', 'em aberto')}` : ''}`
            : ''}
        </Typography>
      </Box>
      {late ? (
        <Box sx={{ px: 2 }}>
          <SkeletonRows rows={6} height={56} />
        </Box>
      ) : null}
      {data && rows.length === 0 ? (
        <EmptyState title="Nenhum chamado ainda">As ligações deste cliente aparecem aqui.</EmptyState>
      ) : null}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row, index) => (
          <li key={row.id}>
            <TicketLine row={row} active={index === cursor.index} />
          </li>
        ))}
      </Box>
      {data && data.total > rows.length ? (
        <Typography variant="caption" component="p" sx={{ p: 2, color: 'text.secondary' }}>
          São mostrados os {SHOWN} mais novos.
        </Typography>
      ) : null}
    </Box>
  );
}

function TicketLine({ row, active }: { row: TicketRow; active: boolean }) {
  const link = useRouteHref('ticket', { ticketId: row.id });
  const isOpen = row.status !== 'closed';
  return (
    <ButtonBase
      component="a"
      {...link}
      sx={(theme) => ({
        display: 'block',
        width: '100%',
        px: 2,
        py: 1,
        textAlign: 'start',
        fontSize: '0.875rem',
        lineHeight: 1.5,
        outlineOffset: '-2px',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: active ? theme.vars.palette.action.selected : 'transparent',
        boxShadow: active ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none',
        '&:hover': { backgroundColor: theme.vars.palette.background.sunken },
      })}
    >
      <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Protocol value={row.protocol} />
        <Box component="span" sx={{ ...TABULAR, color: 'text.secondary' }}>
          {formatRecent(row.openedAt)}
        </Box>
      </Box>
      <Box component="span" sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
          {row.subject || 'Sem assunto'}
        </Box>
        <Box
          component="span"
          sx={{ flex: 'none', color: isOpen ? 'text.primary' : 'text.secondary', fontWeight: isOpen ? 600 : 400 }}
        >
          {TICKET_STATUS_WORDS[row.status].label}
        </Box>
      </Box>
    </ButtonBase>
  );
}
