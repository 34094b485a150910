import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Wordmark } from './wordmark.tsx';

export interface EntryLayoutProps {
  /** Left of the work: where one is, what this is. */
  aside: ReactNode;
  /** What `aside` is about, for screen readers. */
  about?: string;
  children: ReactNode;
}

/** What is seen before the desk: a quiet panel on the left, the one thing to do on the right. */
export function EntryLayout({ aside, about = 'Sobre esta estação', children }: EntryLayoutProps) {
  return (
    <Box
      sx={{ height: '100%', overflowY: 'auto', display: 'grid', gridTemplateColumns: { xs: '1fr', md: '380px 1fr' } }}
    >
      <Box
        component="aside"
        aria-label={about}
        sx={(theme) => ({
          p: 5,
          display: 'flex',
          flexDirection: 'column',
          gap: 5,
          backgroundColor: theme.vars.palette.background.sunken,
          borderRight: `1px solid ${theme.vars.palette.divider}`,
        })}
      >
        <Wordmark size={26} />
        {aside}
      </Box>
      <Box component="main" sx={{ p: 5, display: 'grid', alignContent: 'center', justifyItems: 'start' }}>
        <Box sx={{ width: '100%', maxWidth: 520, ml: { md: 'clamp(0px, 8vw, 160px)' } }}>{children}</Box>
      </Box>
    </Box>
  );
}
