import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import type { ShiftView } from '#shared/contract/views.ts';
import type { Shift } from '#shared/domain/shift/shift.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useDraft } from '../../drafts/use-draft.ts';
import { RefusalText, refusalHelp } from '../../ui/refusal-text.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';
import { callsWords, readPhoneCount } from './shift-words.ts';

const BLANK = { phoneCount: '', surplusExplanation: '' };

/** S4.2: the shift ends when every call received has its ticket or its explanation. */
export function CloseShift({ book, shift, onClose }: { book: ShiftView; shift: Shift; onClose: () => void }) {
  const close = useCommand('shift.close');
  const draft = useDraft(`close-shift:${shift.id}`, BLANK);
  const [unreadable, setUnreadable] = useState(false);
  const { phoneCount, surplusExplanation } = draft.value;
  const count = readPhoneCount(phoneCount);
  const fewer = typeof count === 'number' && count < book.received;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setUnreadable(count === undefined);
    if (count === undefined || close.busy) return;
    const { version } = draft;
    const done = await close.run({ phoneCount: count, surplusExplanation });
    if (done.ok) draft.settle(version);
  };
  const surplus = close.refusalsOf('surplusExplanation');
  return (
    <Box
      component="form"
      aria-label="Encerrar turno"
      onSubmit={save}
      noValidate
      sx={(theme) => ({
        display: 'flex',
        flexDirection: 'column',
        gap: 1.5,
        p: 2.5,
        borderRadius: 1,
        border: `1px solid ${theme.vars.palette.field}`,
        backgroundColor: theme.vars.palette.background.paper,
      })}
    >
      <Typography component="h2" variant="h3">
        Encerrar turno
      </Typography>
      <Typography sx={{ maxWidth: MEASURE }}>
        Se o telefone mostra quantas ligações você recebeu, informe o número: ele é comparado com o livro, que tem{' '}
        {callsWords(book.received)}. Sem contador, deixe em branco.
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <TextField
          label="Ligações no telefone (opcional)"
          value={phoneCount}
          onChange={(event) => {
            draft.set((before) => ({ ...before, phoneCount: event.target.value }));
            setUnreadable(false);
            close.forget();
          }}
          error={unreadable}
          helperText={unreadable ? 'Informe um número inteiro, de 0 a 10.000.' : null}
          autoFocus
          sx={{ width: 256 }}
          slotProps={{ htmlInput: { inputMode: 'numeric', readOnly: !draft.ready } }}
        />
        {fewer || surplus.length > 0 ? (
          <TextField
            label="Por que o telefone mostra menos"
            value={surplusExplanation}
            onChange={(event) => {
              draft.set((before) => ({ ...before, surplusExplanation: event.target.value }));
              close.forget('surplusExplanation');
            }}
            error={surplus.length > 0}
            helperText={refusalHelp(surplus, 'Por exemplo: atendimentos pelo Blip, que não passam pelo telefone.')}
            sx={{ flex: '1 1 320px' }}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
        ) : null}
      </Box>
      <RefusalText
        refusals={close.refusals.filter(({ field }) => field !== 'surplusExplanation')}
        wayAction={({ code }) =>
          code === 'calls-without-ticket' ? (
            <Button sx={{ mt: 1 }} onClick={goToFirstLooseCall}>
              Resolver a primeira
            </Button>
          ) : null
        }
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" color="primary" disabled={close.busy}>
          Encerrar turno
        </Button>
        <Button variant="text" onClick={onClose}>
          Continuar no turno
        </Button>
      </Box>
    </Box>
  );
}

/** The calls to settle stand on the same screen, below. */
function goToFirstLooseCall(): void {
  const button = document.querySelector<HTMLElement>('[data-loose-call] button');
  button?.scrollIntoView({ block: 'center' });
  button?.focus();
}
