import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Refusal } from '#shared/domain/refusal.ts';
import { formatCounted } from './format.ts';

export interface PackProblemsProps {
  fileName: string;
  refusals: readonly Refusal[];
  onClose: () => void;
}

/** Everything wrong with a pack: what, how to set it right, and the place in the file. */
export function PackProblems({ fileName, refusals, onClose }: PackProblemsProps) {
  return (
    <Box
      role="alert"
      sx={(theme) => ({
        mt: 2,
        border: `1px solid ${theme.vars.palette.tone.error.border}`,
        borderRadius: 1,
        overflow: 'hidden',
      })}
    >
      <Box
        sx={(theme) => ({
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          px: 2,
          py: 1,
          color: theme.vars.palette.tone.error.text,
          backgroundColor: theme.vars.palette.tone.error.surface,
        })}
      >
        <Typography sx={{ flex: 1, fontWeight: 600, overflowWrap: 'anywhere' }}>
          {formatCounted(refusals.length, 'problema', 'problemas')} em {fileName}. Nada foi mudado.
        </Typography>
        <Button variant="text" color="inherit" onClick={onClose}>
          Dispensar
        </Button>
      </Box>
      <Box component="ol" sx={{ m: 0, py: 1, pl: 5, pr: 2 }}>
        {refusals.map((refusal) => (
          <Box component="li" key={`${refusal.field} ${refusal.code} ${refusal.message}`} sx={{ py: 0.75 }}>
            <Typography component="p">{refusal.message}</Typography>
            {refusal.way ? <Typography sx={{ color: 'text.secondary' }}>{refusal.way}</Typography> : null}
            {refusal.field ? (
              <Typography variant="caption" component="code" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {refusal.field}
              </Typography>
            ) : null}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
