import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A pane that keeps its place (scroll, cursor, what is loaded) while another lies over it: the list behind a record. */
export function KeptPane({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <Box
      sx={{ position: 'absolute', inset: 0 }}
      style={shown ? undefined : { visibility: 'hidden' }}
      aria-hidden={shown ? undefined : true}
      inert={!shown}
    >
      {children}
    </Box>
  );
}
