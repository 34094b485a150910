import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useState } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { refusalHelp } from '../refusal-text.tsx';
import type { Verdict } from './verdict.ts';

export type JudgedFieldProps = Omit<TextFieldProps, 'value' | 'onChange' | 'error' | 'helperText'> & {
  value: string;
  onChange: (value: string) => void;
  /** Writes what is typed as it should look; called only while the caret stands at the end, so that it never jumps. */
  write: (typed: string, before: string) => string;
  /** How it looks once the field is left. */
  finish?: (typed: string) => string;
  verdict: Verdict | null;
  /** What the station said of it. */
  refusals: readonly Refusal[];
  hint?: string;
  /** Never an error here: the station keeps what it cannot read. */
  lenient?: boolean;
};

/** A field that writes itself as one types and says in words what the text is. */
export function JudgedField(props: JudgedFieldProps) {
  const { value, onChange, write, finish, verdict, refusals, hint, lenient = false, onBlur, ...rest } = props;
  const [left, setLeft] = useState(false);
  const wrong = verdict !== null && !verdict.good && left;
  const words = verdict ? (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, '& svg': { fontSize: 14 } }}>
      {verdict.good ? <CheckIcon aria-hidden /> : null}
      {verdict.words}
    </Box>
  ) : (
    hint
  );
  return (
    <TextField
      {...rest}
      value={value}
      onChange={(event) => {
        const { value: typed, selectionEnd } = event.target as HTMLInputElement;
        onChange(selectionEnd === null || selectionEnd === typed.length ? write(typed, value) : typed);
      }}
      onFocus={() => setLeft(false)}
      onBlur={(event) => {
        setLeft(true);
        const written = finish ? finish(value) : write(value, '');
        if (written !== value) onChange(written);
        onBlur?.(event);
      }}
      error={refusals.length > 0 || (wrong && !lenient)}
      helperText={refusalHelp(refusals, words)}
    />
  );
}
