import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface ListFrameProps {
  /** Title, filters, counts. */
  head: ReactNode;
  /** The table: it scrolls by itself. */
  children: ReactNode;
  /** Stands beneath the rows. */
  foot?: ReactNode;
}

/** A screen that is one list: what stands above stays, the rows scroll. */
export function ListFrame({ head, children, foot }: ListFrameProps) {
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 'none', px: 3, pt: 2, pb: 1, display: 'flex', flexDirection: 'column', gap: 1.5 }}>{head}</Box>
      <Box
        sx={(theme) => ({
          flex: 1,
          minHeight: 0,
          position: 'relative',
          borderTop: `1px solid ${theme.vars.palette.divider}`,
        })}
      >
        {children}
      </Box>
      {foot}
    </Box>
  );
}
