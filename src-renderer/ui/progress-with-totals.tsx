import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { TABULAR } from './theme/theme.ts';

export interface ProgressWithTotalsProps {
  /** What is going on: "Importando clientes". */
  label: string;
  done: number;
  /** Same unit as `done`; 0 when it cannot be known yet. */
  total: number;
  /** The totals in words: "12.400 de 50.000 linhas". */
  words: ReactNode;
  /** Cancel, or leave it running. */
  actions?: ReactNode;
}

/** A bar with real totals for what takes longer than a second. */
export function ProgressWithTotals({ label, done, total, words, actions }: ProgressWithTotalsProps) {
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : 0;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
        <Typography sx={{ fontWeight: 550 }}>{label}</Typography>
        <Typography sx={{ ...TABULAR, color: 'text.secondary' }}>{words}</Typography>
      </Box>
      <LinearProgress
        aria-label={label}
        variant={total > 0 ? 'determinate' : 'indeterminate'}
        value={total > 0 ? percent : undefined}
      />
      {actions ? <Box sx={{ display: 'flex', gap: 1 }}>{actions}</Box> : null}
    </Box>
  );
}
