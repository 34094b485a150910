import Box from '@mui/material/Box';
import Button, { type ButtonProps } from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useRef, useState } from 'react';

export interface ConfirmInlineProps {
  /** On the first button: what will be done. */
  label: ReactNode;
  /** Asked in place of the button: "Descartar este rascunho?" */
  question: string;
  /** On the button that does it: a verb. */
  confirm: string;
  onConfirm: () => void;
  disabled?: boolean;
  color?: ButtonProps['color'];
}

/** Asks where it was asked for, never in a dialog: the rest of the screen stays usable. Esc takes it back. */
export function ConfirmInline({ label, question, confirm, onConfirm, disabled, color = 'error' }: ConfirmInlineProps) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);
  const withdraw = () => {
    setAsking(false);
    requestAnimationFrame(() => first.current?.focus());
  };
  if (!asking)
    return (
      <Button ref={first} disabled={disabled} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  return (
    <Box
      role="group"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        withdraw();
      }}
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}
    >
      <Typography component="span">{question}</Typography>
      <Button
        ref={yes}
        variant="contained"
        color={color}
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {confirm}
      </Button>
      <Button variant="text" onClick={withdraw}>
        Não
      </Button>
    </Box>
  );
}
