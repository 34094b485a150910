import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import { enrolSchema } from '#shared/contract/sync.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { centreAddress, enrolmentCode, parseEnrolmentLink } from '#shared/sync/enrolment-link.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { checkWith, refusalsAt } from '../form/check.ts';
import { useTyped } from '../form/use-typed.tsx';
import { RefusalText, refusalHelp } from '../refusal-text.tsx';

const ADDRESS: Refusal = {
  code: 'address-malformed',
  field: 'address',
  message: 'Isto não é um endereço.',
  way: 'Copie-o como a administração o deu, por exemplo https://central.exemplo.com.br.',
};
const CODE: Refusal = {
  code: 'code-malformed',
  field: 'code',
  message: 'O código tem doze letras e algarismos, em três grupos de quatro.',
};

/** Address and one-use code, or both at once as a link: makes this station one of the organisation's. */
export function EnrolForm({
  onDone,
  size = 'small',
}: {
  onDone: (organisation: string) => void;
  size?: 'small' | 'medium';
}) {
  const enrol = useCommand('sync.enrol');
  /* The code is for one use and for this moment: it is not kept. */
  const kept = useTyped('enrol', { address: '', stationName: '' }, 'tab');
  const { address, stationName } = kept.value;
  const setAddress = (text: string) => kept.set({ ...kept.value, address: text });
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const refusals = problems.length > 0 ? problems : enrol.refusals;

  /** A link fills in both fields, in whichever it is pasted. */
  const typed = (text: string, set: (text: string) => void) => {
    setProblems([]);
    enrol.forget();
    const link = parseEnrolmentLink(text);
    if (!link) return set(text);
    setAddress(link.address);
    setCode(link.code);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const origin = centreAddress(address);
    const plain = enrolmentCode(code);
    const found = [
      ...checkWith(enrolSchema, { address, code, stationName }),
      ...(address.trim() !== '' && origin === null ? [ADDRESS] : []),
      ...(code.trim() !== '' && plain === null ? [CODE] : []),
    ];
    setProblems(found);
    if (found.length > 0 || origin === null || plain === null) return;
    const done = await enrol.run({ address: origin, code: plain, stationName });
    if (!done.ok) return;
    kept.clear();
    onDone(done.value.organisation);
  };
  const field = (name: string) => refusalsAt(refusals, name);
  const maxWidth = size === 'small' ? 420 : undefined;
  return (
    <Box component="form" noValidate onSubmit={submit} aria-label="Ligar à central" sx={{ display: 'grid', gap: 2 }}>
      <TextField
        label="Endereço da central, ou o link inteiro"
        size={size}
        value={address}
        error={field('address').length > 0}
        helperText={refusalHelp(field('address'), 'O link de inscrição já traz o código: cole-o aqui.')}
        onChange={(event) => typed(event.target.value, setAddress)}
        slotProps={{ htmlInput: { maxLength: 300, inputMode: 'url', autoComplete: 'off', spellCheck: false } }}
        sx={{ maxWidth }}
      />
      <TextField
        label="Código de inscrição"
        size={size}
        value={code}
        error={field('code').length > 0}
        helperText={refusalHelp(field('code'), 'Vale uma vez. Quem administra a central o cria.')}
        onChange={(event) => typed(event.target.value, setCode)}
        slotProps={{
          htmlInput: { maxLength: 340, autoComplete: 'off', spellCheck: false, style: { letterSpacing: '0.06em' } },
        }}
        sx={{ maxWidth }}
      />
      <TextField
        label="Nome desta estação"
        size={size}
        value={stationName}
        error={field('stationName').length > 0}
        helperText={refusalHelp(field('stationName'), 'Como as pessoas chamam este posto: “Recepção”, “Mesa 4”.')}
        onChange={(event) => {
          setProblems([]);
          kept.set({ ...kept.value, stationName: event.target.value });
        }}
        slotProps={{ htmlInput: { maxLength: 80 } }}
        sx={{ maxWidth }}
      />
      <RefusalText refusals={refusals.filter(({ field: at }) => !at)} />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          size={size === 'medium' ? 'large' : 'medium'}
          loading={enrol.busy}
        >
          Ligar à central
        </Button>
        <Typography role="status" sx={{ color: 'text.secondary' }}>
          {enrol.busy ? 'Falando com a central…' : ''}
        </Typography>
      </Box>
    </Box>
  );
}
