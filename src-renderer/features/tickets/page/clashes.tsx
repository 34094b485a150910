import CallSplitOutlinedIcon from '@mui/icons-material/CallSplitOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { TicketView } from '#shared/contract/views.ts';
import type { Clash } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatMoment } from '../../../ui/format.ts';
import { registerLabel, registerWords } from '../journal/register-changes.ts';
import { stationWords } from '../ticket-words.ts';

/** Two people changed the same thing without knowing of each other: what stands, and what the other wrote (B3). */
export function Clashes({ view, pack }: { view: TicketView; pack: Pack | undefined }) {
  const { clashes } = view.ticket;
  if (clashes.length === 0) return null;
  return (
    <Box
      component="section"
      aria-label="Registros que divergem"
      sx={(theme) => ({
        mx: 3,
        mt: 2,
        px: 2,
        py: 1.5,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.tone.warning.border}`,
        backgroundColor: theme.vars.palette.tone.warning.surface,
        color: theme.vars.palette.tone.warning.text,
      })}
    >
      <Typography component="h2" variant="h4" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <CallSplitOutlinedIcon fontSize="small" aria-hidden />
        Duas estações mudaram o mesmo campo sem saber uma da outra
      </Typography>
      <Typography sx={{ mb: 0.5 }}>O registro mais recente vale; o outro continua no histórico.</Typography>
      <Box component="dl" sx={{ m: 0 }}>
        {clashes.map((clash) => (
          <ClashRow key={clash.register} clash={clash} view={view} pack={pack} />
        ))}
      </Box>
    </Box>
  );
}

function ClashRow({ clash, view, pack }: { clash: Clash; view: TicketView; pack: Pack | undefined }) {
  const words = (value: JsonValue) => registerWords(clash.register, value, pack) ?? 'vazio';
  return (
    <Box sx={{ mt: 0.5 }}>
      <Typography component="dt" sx={{ fontWeight: 600 }}>
        {registerLabel(clash.register, pack)}
      </Typography>
      <Typography component="dd" sx={{ m: 0 }}>
        Vale <strong>{words(clash.won.value)}</strong>
        {authorOf(view, clash.won.entryId)}
      </Typography>
      <Typography component="dd" sx={{ m: 0 }}>
        Ficou de fora <strong>{words(clash.lost.value)}</strong>
        {authorOf(view, clash.lost.entryId)}
      </Typography>
    </Box>
  );
}

function authorOf(view: TicketView, entryId: string): string {
  const entry = view.entries.find(({ id }) => id === entryId);
  return entry ? `, de ${entry.actor.name} (${stationWords(entry.station)}), ${formatMoment(entry.at)}` : '';
}
