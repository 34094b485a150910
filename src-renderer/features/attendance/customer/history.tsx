import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useRefreshOn } from '../../../bridge/use-live.ts';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { ColumnSection } from './column-section.tsx';
import { TicketLine } from './ticket-line.tsx';

const SHOWN = 15;

/** What the customer called about before, newest first (B5). */
export function History({ customerId, besides }: { customerId: string; besides: readonly string[] }) {
  const api = useApi();
  const query = useQuery(api.tickets.historyOf.queryOptions({ input: { customerId, limit: SHOWN + besides.length } }));
  useRefreshOn('tickets.revision', api.tickets.historyOf.key());
  const rows = (query.data?.rows ?? []).filter(({ id }) => !besides.includes(id)).slice(0, SHOWN);
  const total = (query.data?.total ?? 0) - besides.length;
  return (
    <ColumnSection title="Histórico">
      {rows.length === 0 && query.isSuccess ? (
        <Box sx={{ color: 'text.secondary' }}>Primeiro contato registrado deste cliente.</Box>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 0.75 }}>
        {rows.map((row) => (
          <Box component="li" key={row.id}>
            <TicketLine row={row} />
          </Box>
        ))}
      </Box>
      {total > rows.length ? (
        <RouteLink to="customer" params={{ customerId }} sx={{ fontSize: '0.75rem' }}>
          ver todos os {total} na ficha
        </RouteLink>
      ) : null}
    </ColumnSection>
  );
}
