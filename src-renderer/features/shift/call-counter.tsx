import MenuBookOutlinedIcon from '@mui/icons-material/MenuBookOutlined';
import Button from '@mui/material/Button';
import { useCallback, useRef, useState } from 'react';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { useKey } from '../../ui/keys/keys-context.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { CounterNotice } from './counter-notice.tsx';
import { balanceWords, counterWords } from './shift-words.ts';

/** S4.2: calls received against tickets recorded, always in sight; a click opens the book. */
export function CallCounter() {
  const { data: book } = useLive('shift.watch');
  const { href, onClick } = useRouteHref('shift');
  const open = useCommand('shift.open');
  const note = useCommand('shift.noteCall');
  const anchor = useRef<HTMLAnchorElement>(null);
  const [noted, setNoted] = useState<string | null>(null);

  /* "Ligação sem registro" from anywhere; opens the book first when it is closed. */
  useKey('call.note', async () => {
    if (!book?.shift && !(await open.run()).ok) return;
    const done = await note.run({ note: '' });
    if (done.ok) setNoted(done.value.callId);
  });

  const { forget: forgetOpen } = open;
  const { forget: forgetNote } = note;
  const close = useCallback(() => {
    setNoted(null);
    forgetOpen();
    forgetNote();
  }, [forgetOpen, forgetNote]);

  if (!book) return null;
  const differs = book.unexplained.length > 0;
  const refusals = [...open.refusals, ...note.refusals];
  return (
    <>
      <Button
        ref={anchor}
        component="a"
        href={href}
        onClick={onClick}
        variant={differs || !book.shift ? 'outlined' : 'text'}
        startIcon={<MenuBookOutlinedIcon />}
        title={book.shift ? balanceWords({ ...book, unexplained: book.unexplained.length }) : 'Nenhum turno aberto'}
        sx={(theme) => {
          const { warning } = theme.vars.palette.tone;
          return {
            ...TABULAR,
            flex: 'none',
            ...(differs ? { color: warning.text, backgroundColor: warning.surface, borderColor: warning.border } : {}),
          };
        }}
      >
        {book.shift ? counterWords(book) : 'Turno fechado'}
      </Button>
      <CounterNotice
        anchor={anchor}
        notedCallId={book.loose.some(({ id }) => id === noted) ? noted : null}
        refusals={refusals}
        onClose={close}
      />
    </>
  );
}
