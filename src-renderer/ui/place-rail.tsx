import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ComponentProps, ReactNode } from 'react';
import { SIZES } from './theme/theme.ts';

/** The way from place to place, at the window's left edge. */
export function PlaceRail({ children }: { children: ReactNode }) {
  return (
    <Box
      component="nav"
      aria-label="Principal"
      sx={(theme) => ({
        width: SIZES.rail,
        flex: 'none',
        display: 'flex',
        flexDirection: 'column',
        gap: 0.5,
        p: 0.75,
        overflowY: 'auto',
        borderRight: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      {children}
    </Box>
  );
}

interface PlaceLinkProps extends Omit<ComponentProps<typeof ButtonBase<'a'>>, 'component'> {
  /** It is where one is. */
  here: boolean;
  icon: ReactNode;
  label: string;
}

export function PlaceLink({ here, icon, label, ...link }: PlaceLinkProps) {
  return (
    <ButtonBase
      {...link}
      component="a"
      aria-current={here ? 'page' : undefined}
      sx={(theme) => ({
        flexDirection: 'column',
        gap: '2px',
        py: 1,
        borderRadius: 1,
        fontSize: '0.75rem',
        fontWeight: here ? 600 : 500,
        color: here ? theme.vars.palette.primary.main : theme.vars.palette.text.secondary,
        backgroundColor: here ? theme.vars.palette.background.chosen : 'transparent',
        '&:hover': { color: theme.vars.palette.text.primary, backgroundColor: theme.vars.palette.action.hover },
        '& svg': { fontSize: 20 },
      })}
    >
      {icon}
      {label}
    </ButtonBase>
  );
}
