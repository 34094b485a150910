import Box from '@mui/material/Box';
import type { TicketView } from '#shared/contract/views.ts';
import type { Clash } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { useCommand } from '../../../bridge/use-command.ts';
import { ClashCard, ClashFrame, ClashHeading, type ClashSide } from '../../../ui/centre/clash-card.tsx';
import { formatMoment } from '../../../ui/format.ts';
import { registerLabel, registerWords } from '../journal/register-changes.ts';
import { stationWords } from '../ticket-words.ts';

/** Two people changed the same thing without knowing of each other: both values, and one key says which stays (B3). */
export function Clashes({ view, pack }: { view: TicketView; pack: Pack | undefined }) {
  const { clashes } = view.ticket;
  if (clashes.length === 0) return null;
  return (
    <Box sx={{ mx: 3, mt: 1.5 }}>
      <ClashFrame label="Registros que divergem">
        <ClashHeading title="Duas pessoas mudaram a mesma coisa sem saber uma da outra">
          Diga qual valor fica. O que perder fica no histórico.
        </ClashHeading>
        {clashes.map((clash, index) => (
          <ClashOf key={clash.register} clash={clash} view={view} pack={pack} withKeys={index === 0} />
        ))}
      </ClashFrame>
    </Box>
  );
}

interface ClashOfProps {
  clash: Clash;
  view: TicketView;
  pack: Pack | undefined;
  withKeys: boolean;
}

function ClashOf({ clash, view, pack, withKeys }: ClashOfProps) {
  const decide = useCommand('tickets.decideClash');
  const { register, won, lost } = clash;
  const side = ({ value, entryId }: { value: JsonValue; entryId: string }): ClashSide => ({
    words: registerWords(register, value, pack) ?? 'vazio',
    by: authorOf(view, entryId),
  });
  return (
    <ClashCard
      label={registerLabel(register, pack)}
      kept={side(won)}
      lost={side(lost)}
      busy={decide.busy}
      refusals={decide.refusals}
      withKeys={withKeys}
      onKeep={(which) =>
        void decide.run({ ticketId: view.ticket.id, register, keep: which === 'kept' ? 'won' : 'lost' })
      }
    />
  );
}

function authorOf(view: TicketView, entryId: string): string {
  const entry = view.entries.find(({ id }) => id === entryId);
  return entry ? `${entry.actor.name}, ${stationWords(entry.station)}, ${formatMoment(entry.at)}` : '';
}
