import Box from '@mui/material/Box';
import { STANDING_LABELS, type Standing } from '#shared/domain/customer/customer.ts';
import { formatDate } from '../../../ui/format.ts';
import { StatusPill, type Tone } from '../../../ui/status-pill.tsx';
import type { FieldProps } from './field-types.ts';
import { standingAge } from './standing-age.ts';

/** Older than this and the standing says so. Days. */
const OLD = 7;

export const STANDING_TONES: Record<Standing['status'], Tone> = {
  'em-dia': 'success',
  'em-debito': 'error',
  desconhecida: 'warning',
};

/** The customer's financial standing: never without its date (S5.3). */
export function StandingField({ scene, inputId }: FieldProps<'standing'>) {
  const { customer } = scene;
  if (!customer) {
    return (
      <Box id={inputId} sx={{ color: 'text.secondary' }}>
        Sem cliente identificado não há situação a mostrar.
      </Box>
    );
  }
  return (
    <Box id={inputId}>
      <StandingLine standing={customer.standing} now={scene.moment.now} />
      {customer.standing.note ? <Box sx={{ mt: 0.5 }}>{customer.standing.note}</Box> : null}
    </Box>
  );
}

const money = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });

export function StandingLine({ standing, now }: { standing: Standing; now: string }) {
  const { status, asOf, amountCents } = standing;
  const age = standingAge(asOf, now);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
      <StatusPill tone={STANDING_TONES[status]}>{STANDING_LABELS[status]}</StatusPill>
      {amountCents ? <Box component="span">{money.format(amountCents / 100)}</Box> : null}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        em {formatDate(asOf)}
        {age === 0 ? ' (hoje)' : ''}
      </Box>
      {age > OLD ? (
        <Box component="span" sx={(theme) => ({ color: theme.vars.palette.tone.warning.text, fontWeight: 550 })}>
          informação de {age} dias atrás: confirme antes de falar
        </Box>
      ) : null}
    </Box>
  );
}
