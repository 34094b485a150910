import CheckCircleOutlinedIcon from '@mui/icons-material/CheckCircleOutlined';
import ErrorOutlinedIcon from '@mui/icons-material/ErrorOutlined';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatCount } from '../../ui/format.ts';
import { TABULAR } from '../../ui/theme/theme.ts';

export interface BookTotalsProps {
  totals: readonly (readonly [label: string, count: number])[];
  /** What the numbers mean together. */
  sentence: string;
  settled: boolean;
}

/** The book in numbers, and what they say. */
export function BookTotals({ totals, sentence, settled }: BookTotalsProps) {
  return (
    <Box
      component="section"
      aria-label="Totais do turno"
      sx={(theme) => {
        const tone = theme.vars.palette.tone[settled ? 'success' : 'warning'];
        return {
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 5,
          rowGap: 1,
          px: 2.5,
          py: 1.5,
          borderRadius: 1,
          border: `1px solid ${settled ? theme.vars.palette.divider : tone.border}`,
          backgroundColor: settled ? theme.vars.palette.background.paper : tone.surface,
        };
      }}
    >
      <Box component="dl" sx={{ m: 0, display: 'flex', gap: 5 }}>
        {totals.map(([label, count]) => (
          <Box key={label} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
            <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
              {label}
            </Typography>
            <Typography component="dd" variant="h1" sx={{ m: 0, ...TABULAR }}>
              {formatCount(count)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography
        role="status"
        sx={(theme) => ({
          ml: 'auto',
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          fontWeight: 550,
          color: theme.vars.palette.tone[settled ? 'success' : 'warning'].text,
        })}
      >
        {settled ? <CheckCircleOutlinedIcon fontSize="small" /> : <ErrorOutlinedIcon fontSize="small" />}
        {sentence}
      </Typography>
    </Box>
  );
}
