import NotificationsActiveOutlinedIcon from '@mui/icons-material/NotificationsActiveOutlined';
import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import Button from '@mui/material/Button';
import type { SyncView, Unit } from '#shared/contract/sync.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { useAgent } from '../../../bridge/station-context.tsx';
import { useCommand } from '../../../bridge/use-command.ts';
import { KeyTip } from '../../../ui/keys/key-hint.tsx';
import { useKey } from '../../../ui/keys/keys-context.tsx';

/** The ticket comes to whoever follows it, wherever they work. */
export function FollowButton({ ticket }: { ticket: Ticket }) {
  const agent = useAgent();
  const follow = useCommand('tickets.follow');
  const follows = ticket.followers.includes(agent.id);
  const turn = () => void follow.run({ ticketId: ticket.id, on: !follows });
  useKey('ticket.follow', turn, { enabled: !follow.busy });
  return (
    <KeyTip id="ticket.follow" label={follows ? 'Deixar de acompanhar' : 'Acompanhar o chamado'}>
      <Button
        aria-pressed={follows}
        startIcon={follows ? <NotificationsActiveOutlinedIcon /> : <NotificationsNoneOutlinedIcon />}
        disabled={follow.busy}
        onClick={turn}
      >
        {follows ? 'Acompanhando' : 'Acompanhar'}
      </Button>
    </KeyTip>
  );
}

/** Units that a ticket can be moved to: all but the one it is of. */
export function unitsToMoveTo(ticket: Ticket, sync: SyncView | undefined): readonly Unit[] {
  if (!sync) return [];
  const present = ticket.unit ?? sync.unit?.id;
  return sync.units.filter(({ id }) => id !== present);
}
