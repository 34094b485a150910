import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A titled part of the customer's column. */
export function ColumnSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ p: 2 }}>
      <Box component="h2" sx={{ m: 0, mb: 0.75, fontSize: '0.8125rem', fontWeight: 600 }}>
        {title}
      </Box>
      {children}
    </Box>
  );
}
