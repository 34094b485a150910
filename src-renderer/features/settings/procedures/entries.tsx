import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { MEASURE } from '../../../ui/theme/theme.ts';

/** A list of titled entries of the pack, in columns where the window is wide. */
export function Entries({ children }: { children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(480px, 100%), 1fr))',
        gap: 2,
        alignItems: 'start',
      }}
    >
      {children}
    </Box>
  );
}

export function Entry({ title, mark, children }: { title: string; mark?: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="article"
      sx={(theme) => ({
        p: 2,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', mb: 0.5 }}>
        <Typography variant="h4" component="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        {mark}
      </Box>
      <Box sx={{ maxWidth: MEASURE, whiteSpace: 'pre-line', overflowWrap: 'anywhere', color: 'text.secondary' }}>
        {children}
      </Box>
    </Box>
  );
}

/** A heading between groups of entries. */
export function EntriesHeading({ children }: { children: ReactNode }) {
  return (
    <Typography variant="h3" component="h2" sx={{ mt: 3, mb: 1.5, '&:first-of-type': { mt: 0 } }}>
      {children}
    </Typography>
  );
}
