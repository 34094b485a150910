import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { useConnectionStatus } from '../../../bridge/bridge-context.tsx';

export interface SavedMarkProps {
  /** Something typed is not in the journal yet. */
  pending: boolean;
  /** The window could not write it down. */
  failed: boolean;
  /** Something typed before a restart was brought back. */
  restored: boolean;
}

const SAID = 'prumo-notes-saved-said';
/** How long it is said that a restart lost nothing. Milliseconds. */
const SAID_FOR = 8000;

/** Where what is typed lies now, in few words. That it saves itself is said once. */
export function SavedMark({ pending, failed, restored }: SavedMarkProps) {
  const connection = useConnectionStatus();
  const [first, setFirst] = useState(() => sessionStorage.getItem(SAID) === null);
  const [back, setBack] = useState(false);
  useEffect(() => {
    if (!restored) return;
    setBack(true);
    const timer = setTimeout(() => setBack(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [restored]);
  useEffect(() => {
    if (!pending) return;
    return () => {
      sessionStorage.setItem(SAID, '1');
      setFirst(false);
    };
  }, [pending]);
  const words = failed
    ? 'não foi possível guardar nesta janela: não a feche'
    : connection !== 'open'
      ? 'guardado nesta janela; vai para o chamado quando a estação voltar'
      : pending && !back
        ? 'guardado'
        : back
          ? 'de volta ao que você digitou'
          : first
            ? 'o que você digita se salva sozinho'
            : 'no chamado';
  return (
    <Box
      component="span"
      role="status"
      data-saved={failed ? 'failed' : pending ? 'window' : 'journal'}
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        fontSize: '0.75rem',
        color: failed ? theme.vars.palette.error.main : theme.vars.palette.text.secondary,
        '& svg': { fontSize: 14 },
      })}
    >
      {failed || pending || connection !== 'open' ? null : <CheckIcon aria-hidden />}
      {words}
    </Box>
  );
}
