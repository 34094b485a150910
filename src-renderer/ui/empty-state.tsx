import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface EmptyStateProps {
  /** What comes here. */
  title: string;
  /** How it comes here. */
  children?: ReactNode;
  icon?: ReactNode;
  /** `h1` where the empty place is the whole screen. */
  heading?: 'h1' | 'h2' | 'p';
  actions?: ReactNode;
}

/** Where nothing is yet: says what comes here and how. */
export function EmptyState({ title, children, icon, actions, heading = 'p' }: EmptyStateProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 1,
        px: 3,
        py: 6,
        maxWidth: '60ch',
        mx: 'auto',
      }}
    >
      {icon ? (
        <Box aria-hidden sx={{ color: 'text.secondary', '& svg': { fontSize: 32 } }}>
          {icon}
        </Box>
      ) : null}
      <Typography variant="h3" component={heading}>
        {title}
      </Typography>
      {children ? (
        <Typography component="div" sx={{ color: 'text.secondary' }}>
          {children}
        </Typography>
      ) : null}
      {actions ? <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>{actions}</Box> : null}
    </Box>
  );
}
