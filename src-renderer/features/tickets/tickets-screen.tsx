import Box from '@mui/material/Box';
import { useRef } from 'react';
import { KeptPane } from '../../ui/kept-pane.tsx';
import { useParams, usePlace } from '../../ui/router/router.tsx';
import { type ListFilters, NO_FILTERS, readFilters } from './list/list-filters.ts';
import { TicketList } from './list/ticket-list.tsx';
import { TicketPage } from './page/ticket-page.tsx';

/** The list, and over it the ticket that is open: the list stays where it was for whoever comes back. */
export function TicketsScreen() {
  const { match, query } = usePlace();
  const ticketId = useParams('ticket')?.ticketId;
  const listShown = match?.route === 'tickets';
  const filters = useRef<ListFilters>(NO_FILTERS);
  if (listShown) filters.current = readFilters(query);
  return (
    <Box sx={{ position: 'relative', height: '100%', overflow: 'hidden' }}>
      <KeptPane shown={listShown}>
        <TicketList filters={filters.current} active={listShown} />
      </KeptPane>
      {ticketId === undefined ? null : (
        <Box sx={{ position: 'absolute', inset: 0 }}>
          <TicketPage key={ticketId} ticketId={ticketId} />
        </Box>
      )}
    </Box>
  );
}
