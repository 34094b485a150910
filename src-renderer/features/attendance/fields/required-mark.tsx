import Box from '@mui/material/Box';

/** The field is asked for before the step can be left; said in a word to who does not see the sign. */
export function RequiredMark() {
  return (
    <>
      <Box component="span" aria-hidden sx={(theme) => ({ color: theme.vars.palette.error.main, ml: '2px' })}>
        *
      </Box>
      <Box
        component="span"
        sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {' '}
        (obrigatório)
      </Box>
    </>
  );
}
