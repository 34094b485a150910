import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A bordered block on paper. */
export function Panel({ children, flush = false }: { children: ReactNode; flush?: boolean }) {
  return (
    <Box
      sx={(theme) => ({
        border: `1px solid ${theme.vars.palette.divider}`,
        borderRadius: 1,
        backgroundColor: theme.vars.palette.background.paper,
        p: flush ? 0 : 2.5,
        overflow: 'hidden',
      })}
    >
      {children}
    </Box>
  );
}
