import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** For screen readers alone; what changes in it is told when they have a moment. */
export function Announced({ children }: { children: ReactNode }) {
  return (
    <Box
      role="status"
      aria-live="polite"
      sx={{
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clipPath: 'inset(50%)',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
