import Box from '@mui/material/Box';
import { Hidden } from '../screen/visually-hidden.tsx';

/** The field is asked for before the step can be left; said in a word to who does not see the sign. */
export function RequiredMark() {
  return (
    <>
      <Box component="span" aria-hidden sx={(theme) => ({ color: theme.vars.palette.error.main, ml: '2px' })}>
        {/* Never on a line of its own. */}
        {'\u2060*'}
      </Box>
      <Hidden> (obrigatório)</Hidden>
    </>
  );
}
