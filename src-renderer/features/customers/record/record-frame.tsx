import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A record and, beside it, what belongs to it: each scrolls by itself. */
export function RecordFrame({ children, aside }: { children: ReactNode; aside?: ReactNode }) {
  return (
    <Box
      sx={{
        height: '100%',
        display: 'grid',
        gridTemplateColumns: aside ? 'minmax(0, 1fr) minmax(320px, 30%)' : 'minmax(0, 1fr)',
      }}
    >
      <Box
        role="region"
        aria-label="Cadastro"
        tabIndex={0}
        sx={{
          overflowY: 'auto',
          px: 3,
          pt: 2,
          display: 'flex',
          flexDirection: 'column',
          gap: 3,
          outlineOffset: '-2px',
        }}
      >
        {children}
      </Box>
      {aside}
    </Box>
  );
}
