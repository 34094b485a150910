import ErrorOutlinedIcon from '@mui/icons-material/ErrorOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';

export interface RefusalTextProps {
  refusals: readonly Refusal[];
  /** What leads on from each ("Abrir validação ▸"): a link or button. */
  wayAction?: (refusal: Refusal) => ReactNode;
  /** Names it for the field's `aria-describedby`. */
  id?: string;
}

/**
 * Why something was not done, in words, with the way on; beside the field or the button, and it stays until
 * the next try. Nothing is drawn for no refusals, but the place announces the ones to come.
 */
export function RefusalText({ refusals, wayAction, id }: RefusalTextProps) {
  return (
    <Box id={id} role="alert" sx={{ '&:empty': { display: 'none' } }}>
      {refusals.map((refusal) => (
        <Box
          key={`${refusal.code} ${refusal.field ?? ''} ${refusal.message}`}
          data-refusal={refusal.code}
          sx={(theme) => ({
            display: 'flex',
            gap: 1,
            mt: 1,
            px: 1.5,
            py: 1,
            borderRadius: 1,
            border: `1px solid ${theme.vars.palette.tone.error.border}`,
            backgroundColor: theme.vars.palette.tone.error.surface,
            color: theme.vars.palette.tone.error.text,
          })}
        >
          <ErrorOutlinedIcon fontSize="small" aria-hidden sx={{ mt: '1px' }} />
          <Box sx={{ minWidth: 0 }}>
            <Typography component="p" sx={{ fontWeight: 550 }}>
              {refusal.message}
            </Typography>
            {refusal.way ? <Typography component="p">{refusal.way}</Typography> : null}
            {wayAction?.(refusal)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** For the `helperText` of a field: the refusals in one text, or `fallback`. */
export function refusalHelp(refusals: readonly Refusal[], fallback?: ReactNode): ReactNode {
  if (refusals.length === 0) return fallback;
  return refusals.map((refusal) => [refusal.message, refusal.way].filter(Boolean).join(' ')).join(' ');
}
