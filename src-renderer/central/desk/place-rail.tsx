import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useRouter } from '../../ui/router/router.tsx';
import { SIZES } from '../../ui/theme/theme.ts';
import { CENTRAL_PLACES } from '../places.tsx';

/** The way from place to place. */
export function PlaceRail({ here }: { here: string }) {
  const router = useRouter();
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
      {CENTRAL_PLACES.map(({ path, label, icon }) => (
        <ButtonBase
          key={path}
          component="a"
          href={path}
          aria-current={path === here ? 'page' : undefined}
          onClick={(event: React.MouseEvent) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            router.go(path);
          }}
          sx={(theme) => ({
            flexDirection: 'column',
            gap: '2px',
            py: 1,
            borderRadius: 1,
            fontSize: '0.75rem',
            fontWeight: path === here ? 600 : 500,
            color: path === here ? theme.vars.palette.primary.main : theme.vars.palette.text.secondary,
            backgroundColor: path === here ? theme.vars.palette.background.chosen : 'transparent',
            '&:hover': { color: theme.vars.palette.text.primary, backgroundColor: theme.vars.palette.action.hover },
            '& svg': { fontSize: 20 },
          })}
        >
          {icon}
          {label}
        </ButtonBase>
      ))}
    </Box>
  );
}
