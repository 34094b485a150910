import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import { useId, useState } from 'react';
import type { KeyId } from '../../ui/keys/key-table.ts';
import { KeyLayer, useBoundKeys, useKeys, useRunKey } from '../../ui/keys/keys-context.tsx';
import { useGo } from '../../ui/router/router.tsx';
import { VISUALLY_HIDDEN } from '../../ui/visually-hidden.ts';
import type { Found } from './found.ts';
import { PaletteBody } from './palette-body.tsx';

/** Ctrl+K or `/`: one box over everything recorded and everything that can be done here. */
export function Palette() {
  const bound = useBoundKeys();
  const [commands, setCommands] = useState<readonly KeyId[] | null>(null);
  const titleId = useId();
  const go = useGo();
  const runKey = useRunKey();
  const open = () => setCommands((before) => before ?? bound);
  const close = () => setCommands(null);
  useKeys({ 'palette.open': open, 'search.open': open });

  const choose = (found: Found) => {
    close();
    if (found.kind === 'ticket' || found.kind === 'older') go('ticket', { ticketId: found.ticket.id });
    else if (found.kind === 'customer') go('customer', { customerId: found.customer.id });
    else if (found.kind === 'command') requestAnimationFrame(() => runKey(found.key));
  };

  return (
    <Dialog
      open={commands !== null}
      onClose={close}
      fullWidth
      transitionDuration={{ exit: 0 }}
      maxWidth="sm"
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { position: 'absolute', top: 56, m: 0, maxHeight: 'calc(100% - 80px)' } } }}
    >
      <Box component="h2" id={titleId} sx={VISUALLY_HIDDEN}>
        Buscar ou comandar
      </Box>
      <KeyLayer>{commands ? <PaletteBody commands={commands} onChoose={choose} /> : null}</KeyLayer>
    </Dialog>
  );
}
