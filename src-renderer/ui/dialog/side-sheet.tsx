import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';
import { KeyLayer } from '../keys/keys-context.tsx';

export interface SheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Pixels. */
  width?: number;
  actions?: ReactNode;
}

/** A sheet from the right over the screen. Esc closes it; it has the keys while it is open. Not for use during a step: nothing modal while a call runs. */
export function SideSheet({ open, title, onClose, children, width = 440, actions }: SheetProps) {
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      slotProps={{
        paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': id, sx: { width, maxWidth: '100vw' } },
      }}
    >
      <KeyLayer>
        <Box sx={{ display: 'flex', alignItems: 'center', px: 3, pt: 2, pb: 1, gap: 1 }}>
          <Typography id={id} variant="h2" sx={{ flex: 1 }}>
            {title}
          </Typography>
          <IconButton aria-label="Fechar" onClick={onClose}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
        <Box sx={{ px: 3, pb: 3, overflowY: 'auto', flex: 1 }}>{children}</Box>
        {actions ? (
          <Box
            sx={(theme) => ({
              display: 'flex',
              gap: 1,
              justifyContent: 'flex-end',
              p: 2,
              borderTop: `1px solid ${theme.vars.palette.divider}`,
            })}
          >
            {actions}
          </Box>
        ) : null}
      </KeyLayer>
    </Drawer>
  );
}
