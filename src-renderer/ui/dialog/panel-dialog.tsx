import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Dialog, { type DialogProps } from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import { type ReactNode, useId } from 'react';
import { KeyLayer } from '../keys/keys-context.tsx';

export interface PanelDialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  maxWidth?: DialogProps['maxWidth'];
  fullWidth?: boolean;
  /** Fills the window's height: for the flow map. */
  tall?: boolean;
  actions?: ReactNode;
}

/** A dialog with a title and a way out. Esc closes it; it has the keys while it is open. */
export function PanelDialog({
  open,
  title,
  onClose,
  children,
  maxWidth = 'sm',
  fullWidth = true,
  tall = false,
  actions,
}: PanelDialogProps) {
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth={maxWidth}
      fullWidth={fullWidth}
      aria-labelledby={id}
      slotProps={{ paper: { sx: tall ? { height: 'calc(100% - 64px)' } : {} } }}
    >
      <KeyLayer>
        <Box sx={{ display: 'flex', alignItems: 'center', pr: 2 }}>
          <DialogTitle id={id} variant="h2" sx={{ flex: 1 }}>
            {title}
          </DialogTitle>
          <IconButton aria-label="Fechar" onClick={onClose}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
        <DialogContent sx={{ pt: 0 }}>{children}</DialogContent>
        {actions ? <DialogActions sx={{ px: 3, pb: 2 }}>{actions}</DialogActions> : null}
      </KeyLayer>
    </Dialog>
  );
}
