import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { usePlace } from '../../ui/router/router.tsx';

/** No shift is open: offers to open one, once per sign-in, without standing in the way. */
export function ShiftOffer() {
  const { data: book } = useLive('shift.watch');
  const open = useCommand('shift.open');
  const { match } = usePlace();
  const [later, setLater] = useState(false);
  if (!book || book.shift !== null || later || match?.route === 'shift') return null;
  return (
    <Box
      component="section"
      aria-label="Turno"
      sx={(theme) => ({
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 0.5,
        borderBottom: `1px solid ${theme.vars.palette.tone.info.border}`,
        backgroundColor: theme.vars.palette.tone.info.surface,
        color: theme.vars.palette.tone.info.text,
      })}
    >
      <Typography sx={{ mr: 'auto' }}>Nenhum turno aberto: o livro só conta as ligações depois da abertura.</Typography>
      <RefusalText refusals={open.refusals} />
      <Button variant="contained" color="primary" onClick={() => open.run()} disabled={open.busy}>
        Abrir turno
      </Button>
      <Button variant="text" onClick={() => setLater(true)} sx={{ color: 'inherit' }}>
        Agora não
      </Button>
    </Box>
  );
}
