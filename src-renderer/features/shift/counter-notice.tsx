import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popper from '@mui/material/Popper';
import Typography from '@mui/material/Typography';
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { useGo, usePlace } from '../../ui/router/router.tsx';
import { ARIA_LIVE } from '../../ui/said.ts';
import { useRecordCall } from './use-record-call.ts';

/** Long enough to be read and reached by keyboard; the book says the same for as long as it matters. Milliseconds. */
const NOTED_TIME = 12_000;

export interface CounterNoticeProps {
  anchor: RefObject<HTMLElement | null>;
  /** A call noted just now. */
  notedCallId: string | null;
  refusals: readonly Refusal[];
  onClose: () => void;
}

/** What the counter has to say, beneath it: quiet, never modal, gone on request. */
export function CounterNotice({ anchor, notedCallId, refusals, onClose }: CounterNoticeProps) {
  const go = useGo();
  const { match } = usePlace();
  const record = useRecordCall();
  useEffect(() => {
    if (notedCallId === null) return;
    const timer = setTimeout(onClose, NOTED_TIME);
    return () => clearTimeout(timer);
  }, [notedCallId, onClose]);

  const inBook = match?.route === 'shift';
  if (refusals.length > 0)
    return (
      <Notice anchor={anchor} actions={<Button onClick={onClose}>Fechar</Button>}>
        <RefusalText refusals={refusals} />
      </Notice>
    );
  if (notedCallId !== null && !inBook)
    return (
      <Notice
        anchor={anchor}
        actions={
          <>
            <Button variant="contained" color="primary" onClick={() => record.run(notedCallId)}>
              Registrar OC agora
            </Button>
            <Button onClick={() => go('shift')}>Ver no livro</Button>
            <Button variant="text" onClick={onClose}>
              Depois
            </Button>
          </>
        }
      >
        Ligação anotada no livro, ainda sem OC.
        <RefusalText refusals={record.refusals} />
      </Notice>
    );
  return (
    <Box role="status" sx={ARIA_LIVE}>
      {notedCallId === null ? '' : 'Ligação anotada no livro, ainda sem OC.'}
    </Box>
  );
}

function Notice({
  anchor,
  actions,
  children,
}: {
  anchor: RefObject<HTMLElement | null>;
  actions: ReactNode;
  children: ReactNode;
}) {
  return (
    <Popper
      open
      disablePortal
      role="group"
      aria-label="Aviso do livro de ligações"
      anchorEl={() => anchor.current ?? document.body}
      placement="bottom-end"
      sx={{ zIndex: 'appBar' }}
    >
      <Box
        role="status"
        sx={(theme) => ({
          mt: 0.5,
          p: 1.5,
          maxWidth: 380,
          display: 'flex',
          flexDirection: 'column',
          gap: 1,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.field}`,
          backgroundColor: theme.vars.palette.background.paper,
          boxShadow: '0 8px 24px rgba(0, 0, 0, 0.16)',
        })}
      >
        <Typography component="div">{children}</Typography>
        <Box sx={{ display: 'flex', gap: 1 }}>{actions}</Box>
      </Box>
    </Popper>
  );
}
