import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { usePlace } from '../../ui/router/router.tsx';
import { SIZES } from '../../ui/theme/theme.ts';
import { type FramePlace, PLACES } from '../places.tsx';

/** The way from place to place. */
export function Rail() {
  const { match } = usePlace();
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
        borderRight: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      {PLACES.map((place) => (
        <RailLink key={place.route} place={place} here={match !== null && place.covers.includes(match.route)} />
      ))}
    </Box>
  );
}

function RailLink({ place, here }: { place: FramePlace; here: boolean }) {
  const { href, onClick } = useRouteHref(place.route, {});
  return (
    <KeyTip id={place.key} placement="right">
      <ButtonBase
        component="a"
        href={href}
        onClick={onClick}
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
        {place.icon}
        {place.label}
      </ButtonBase>
    </KeyTip>
  );
}
