import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** What a step asks, and why. */
export function StepHeading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="h1">{title}</Typography>
      <Typography sx={{ color: 'text.secondary', mt: 1 }}>{children}</Typography>
    </Box>
  );
}
