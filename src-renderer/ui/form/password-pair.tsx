import CheckIcon from '@mui/icons-material/Check';
import RadioButtonUncheckedIcon from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { MIN_PASSWORD_LENGTH } from '#shared/domain/staff/staff.ts';
import { refusalHelp } from '../refusal-text.tsx';
import { VISUALLY_HIDDEN } from '../visually-hidden.ts';

export interface PasswordPair {
  password: string;
  again: string;
}

export const NO_PASSWORD: PasswordPair = { password: '', again: '' };

/** What a new password must keep, each with whether it does. */
export function passwordRules({ password, again }: PasswordPair): { text: string; kept: boolean }[] {
  return [
    { text: `Tem pelo menos ${MIN_PASSWORD_LENGTH} caracteres`, kept: password.length >= MIN_PASSWORD_LENGTH },
    { text: 'As duas digitações são iguais', kept: password !== '' && password === again },
  ];
}

export function passwordPairHolds(pair: PasswordPair): boolean {
  return passwordRules(pair).every(({ kept }) => kept);
}

export interface PasswordPairFieldsProps {
  value: PasswordPair;
  onChange: (next: PasswordPair) => void;
  refusals: readonly Refusal[];
  autoFocus?: boolean;
}

/** A new password, twice, with what is missing said as it is typed. */
export function PasswordPairFields({ value, onChange, refusals, autoFocus }: PasswordPairFieldsProps) {
  const [shown, setShown] = useState(false);
  const rulesId = useId();
  const type = shown ? 'text' : 'password';
  return (
    <>
      <TextField
        label="Senha"
        type={type}
        autoComplete="new-password"
        autoFocus={autoFocus}
        value={value.password}
        error={refusals.length > 0}
        helperText={refusalHelp(refusals)}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
        slotProps={{ htmlInput: { 'aria-describedby': rulesId, maxLength: 200 } }}
      />
      <TextField
        label="Senha, outra vez"
        type={type}
        autoComplete="new-password"
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.target.value })}
        slotProps={{ htmlInput: { 'aria-describedby': rulesId, maxLength: 200 } }}
      />
      <FormControlLabel
        sx={{ my: -0.5 }}
        control={<Checkbox size="small" checked={shown} onChange={(event) => setShown(event.target.checked)} />}
        label="Mostrar a senha"
      />
      <Box component="ul" id={rulesId} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
        {passwordRules(value).map(({ text, kept }) => (
          <Box
            component="li"
            key={text}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              color: kept ? 'success.main' : 'text.secondary',
              '& svg': { fontSize: 16 },
            }}
          >
            {kept ? <CheckIcon aria-hidden /> : <RadioButtonUncheckedIcon aria-hidden />}
            <span>
              {text}
              <Box component="span" sx={VISUALLY_HIDDEN}>
                {kept ? ': sim' : ': ainda não'}
              </Box>
            </span>
          </Box>
        ))}
      </Box>
    </>
  );
}
