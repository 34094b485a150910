import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

const HIDDEN = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

/** Words for screen readers alone. */
export function Hidden({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={HIDDEN}>
      {children}
    </Box>
  );
}

/** For screen readers alone; what changes in it is told when they have a moment. */
export function Announced({ children }: { children: ReactNode }) {
  return (
    <Box role="status" aria-live="polite" sx={{ ...HIDDEN, whiteSpace: 'nowrap' }}>
      {children}
    </Box>
  );
}
