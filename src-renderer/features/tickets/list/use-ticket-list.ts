import type { TicketRow } from '#shared/contract/views.ts';
import { useConnectionStatus, useRpc } from '../../../bridge/bridge-context.tsx';
import { useLate } from '../../../bridge/use-late.ts';
import { useLive } from '../../../bridge/use-live.ts';
import { useToday } from '../../../ui/calendar-day.ts';
import { usePagedRows } from '../../../ui/list/use-paged-rows.ts';
import { useSettled } from '../../../ui/list/use-settled.ts';
import { type ListFilters, toTicketFilters } from './list-filters.ts';

const PAGE = 200;
const idOf = (row: TicketRow) => row.id;

/** The tickets that the filters find, newest first, however many; live, and still under the cursor. */
export function useTicketList(filters: ListFilters) {
  const rpc = useRpc();
  const connection = useConnectionStatus();
  const { data: changes } = useLive('tickets.revision');
  const text = useSettled(filters.text);
  const asked = toTicketFilters({ ...filters, text }, useToday());
  const list = usePagedRows<TicketRow>({
    listKey: JSON.stringify(asked),
    fetchPage: (after, signal) => rpc.tickets.page({ filters: asked, after, limit: PAGE }, { signal }),
    idOf,
    revision: `${connection} ${changes?.revision ?? 0}`,
  });
  return { ...list, late: useLate(list.waiting) };
}
