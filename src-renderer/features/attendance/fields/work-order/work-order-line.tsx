import Box from '@mui/material/Box';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import { formatDate } from '../../../../ui/format.ts';
import { StatusPill } from '../../../../ui/status-pill.tsx';

/** A work order with where it stands: released in which executable, or expected when. */
export function WorkOrderLine({ workOrder }: { workOrder: WorkOrder }) {
  const { number, title, status, release, expectedAt } = workOrder;
  const released = status === 'liberada';
  const expected = expectedAt === '' ? 'sem previsão' : `previsão ${formatDate(expectedAt)}`;
  return (
    <Box sx={{ flex: 1, minWidth: 0, display: 'flex', alignItems: 'center', gap: 1.5, py: 0.5 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>O.S. {number}</Box>
        <Box
          sx={{
            fontSize: '0.75rem',
            color: 'text.secondary',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          {title}
        </Box>
      </Box>
      <StatusPill tone={released ? 'success' : 'info'}>
        {released ? `Liberada${release ? ` no ${release}` : ''}` : `Aberta · ${expected}`}
      </StatusPill>
    </Box>
  );
}
