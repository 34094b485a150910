import AddIcCallOutlinedIcon from '@mui/icons-material/AddIcCallOutlined';
import ArrowForwardIcon from '@mui/icons-material/ArrowForward';
import CheckIcon from '@mui/icons-material/Check';
import ContentCopyOutlinedIcon from '@mui/icons-material/ContentCopyOutlined';
import DriveFileMoveOutlinedIcon from '@mui/icons-material/DriveFileMoveOutlined';
import EventOutlinedIcon from '@mui/icons-material/EventOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { isClassified, type Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useAgent } from '../../../bridge/station-context.tsx';
import { useLive } from '../../../bridge/use-live.ts';
import { RelativeTime } from '../../../ui/elapsed.tsx';
import { formatMoment } from '../../../ui/format.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';
import { classificationWords } from '../ticket-words.ts';
import { ComplementaryForm } from './complementary-form.tsx';
import { MoveUnitForm } from './move-unit-form.tsx';
import { FollowButton, unitsToMoveTo } from './together.tsx';

/** Who and what, and what can be done next. */
export function TicketHeader({ ticket, pack }: { ticket: Ticket; pack: Pack | undefined }) {
  const [adding, setAdding] = useState(false);
  const open = ticket.status !== 'closed';
  const [moving, setMoving] = useState(false);
  const { data: sync } = useLive('sync.watch');
  const units = open ? unitsToMoveTo(ticket, sync) : [];
  useKey('call.complementary', () => setAdding(true), { enabled: open });
  useKey('ticket.move-unit', () => setMoving(true), { enabled: units.length > 0 });
  return (
    <Box
      component="header"
      sx={(theme) => ({
        flex: 'none',
        px: 3,
        py: 1.5,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, flexWrap: 'wrap' }}>
        <Box sx={{ minWidth: 0, flex: '1 1 360px' }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
            <Protocol value={ticket.protocol} strong sx={{ fontSize: '1rem' }} />
            <CopyProtocol key={ticket.id} protocol={ticket.protocol} />
          </Box>
          <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 1.5, rowGap: 0.5, flexWrap: 'wrap' }}>
            <Typography variant="h2" component="h1" sx={{ overflowWrap: 'anywhere' }}>
              {ticket.subject || 'Sem assunto'}
            </Typography>
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              <Pills ticket={ticket} pack={pack} />
            </Box>
          </Box>
          <Typography sx={{ color: 'text.secondary' }}>
            {ticket.customer ? ticket.customer.name : 'Cliente ainda não identificado'} · aberto{' '}
            <RelativeTime at={ticket.openedAt} /> por {ticket.openedBy.name}
          </Typography>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          {sync && sync.state !== 'alone' ? <FollowButton ticket={ticket} /> : null}
          {units.length > 0 ? (
            <KeyTip id="ticket.move-unit">
              <Button
                startIcon={<DriveFileMoveOutlinedIcon />}
                aria-expanded={moving}
                onClick={() => setMoving((before) => !before)}
              >
                Mover
              </Button>
            </KeyTip>
          ) : null}
          {open ? (
            <KeyTip id="call.complementary">
              <Button
                startIcon={<AddIcCallOutlinedIcon />}
                aria-expanded={adding}
                onClick={() => setAdding((before) => !before)}
              >
                Ligação complementar
              </Button>
            </KeyTip>
          ) : null}
          <Continue ticket={ticket} />
        </Box>
      </Box>
      {adding && open ? <ComplementaryForm key={ticket.id} ticket={ticket} onClose={() => setAdding(false)} /> : null}
      {moving && units.length > 0 ? (
        <MoveUnitForm key={ticket.id} ticket={ticket} units={units} onClose={() => setMoving(false)} />
      ) : null}
    </Box>
  );
}

function Pills({ ticket, pack }: { ticket: Ticket; pack: Pack | undefined }) {
  const words = classificationWords(pack, ticket);
  const { label, tone } = TICKET_STATUS_WORDS[ticket.status];
  return (
    <>
      <StatusPill tone={tone}>{label}</StatusPill>
      {isClassified(ticket) ? (
        <StatusPill tone={words.priorityTone}>
          {words.type} · {words.priority}
        </StatusPill>
      ) : (
        <StatusPill tone="warning">Sem classificação</StatusPill>
      )}
      {ticket.callback ? (
        <StatusPill tone="info" icon={<EventOutlinedIcon />}>
          retorno {formatMoment(ticket.callback.at)}
        </StatusPill>
      ) : null}
    </>
  );
}

/** Only for whoever attends it, and while the attendance is not over. */
function Continue({ ticket }: { ticket: Ticket }) {
  const agent = useAgent();
  const link = useRouteHref('attendance-ticket', { ticketId: ticket.id });
  const { attendance } = ticket;
  if (!attendance || attendance.status === 'ended' || attendance.agent.id !== agent.id) return null;
  return (
    <Button component="a" {...link} variant="contained" color="primary" endIcon={<ArrowForwardIcon />}>
      Continuar atendimento
    </Button>
  );
}

function CopyProtocol({ protocol }: { protocol: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(protocol);
    setCopied(true);
  };
  return (
    <Button
      variant="text"
      onClick={copy}
      onBlur={() => setCopied(false)}
      startIcon={copied ? <CheckIcon /> : <ContentCopyOutlinedIcon />}
      sx={{ minHeight: 28, py: 0 }}
    >
      <span role="status">{copied ? 'Copiado' : 'Copiar'}</span>
    </Button>
  );
}
