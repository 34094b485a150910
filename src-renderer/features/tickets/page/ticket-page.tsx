import Box from '@mui/material/Box';
import { useLive } from '../../../bridge/use-live.ts';
import { usePack } from '../../../bridge/use-pack.ts';
import { AttachmentsSection } from '../../../ui/attachments/attachments-section.tsx';
import { FileDrop } from '../../../ui/attachments/file-drop.tsx';
import { useAttaching } from '../../../ui/attachments/use-attaching.ts';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { Journal } from '../journal/journal.tsx';
import { ReportLanes } from '../report/report-lanes.tsx';
import { Clashes } from './clashes.tsx';
import { NotHere } from './not-here.tsx';
import { TicketHeader } from './ticket-header.tsx';
import { TicketProperties } from './ticket-properties.tsx';

/** A ticket: who and what above, its journal in the middle, two lanes for text beneath, properties on the right. */
export function TicketPage({ ticketId }: { ticketId: string }) {
  const { data: view, late } = useLive('tickets.watch', { ticketId });
  const pack = usePack(view?.ticket.attendance?.packVersion ?? null);
  const attaching = useAttaching(ticketId);
  if (view === undefined) return <Box sx={{ p: 3 }}>{late ? <SkeletonRows rows={12} /> : null}</Box>;
  if (view === null) return <NotHere ticketId={ticketId} />;
  return (
    <FileDrop onFiles={attaching.attach} sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <TicketHeader ticket={view.ticket} pack={pack} />
      <Box sx={{ flex: 1, minHeight: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 304px' }}>
        <Box sx={{ minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
          <Box
            sx={{ flex: 1, minHeight: 0, overflowY: 'auto', outlineOffset: '-2px' }}
            tabIndex={0}
            role="region"
            aria-label="Histórico do chamado"
          >
            <Clashes view={view} pack={pack} />
            <Journal view={view} pack={pack} />
          </Box>
          <ReportLanes ticketId={ticketId} entries={view.entries} />
        </Box>
        <TicketProperties ticket={view.ticket} pack={pack}>
          <AttachmentsSection ticketId={ticketId} attaching={attaching} preview="dialog" />
        </TicketProperties>
      </Box>
    </FileDrop>
  );
}
