import Box from '@mui/material/Box';
import { type ReactNode, useId } from 'react';
import { TypedText } from '../fields/typed-text.tsx';

/** The step's notes: the house's own lane, kept on every keystroke (S5.2, S5.10). */
export function Notes({
  value,
  onChange,
  readOnly,
  saved,
  rows = 2,
  placeholder = 'O que mais foi dito, feito e testado neste passo',
}: {
  value: string;
  onChange(text: string): void;
  readOnly: boolean;
  /** Whether it is kept, in words. */
  saved?: ReactNode;
  rows?: number;
  placeholder?: string;
}) {
  const id = useId();
  return (
    <Box data-step-notes>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Box component="label" htmlFor={id} sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
          Anotações
        </Box>
        <Box
          component="span"
          sx={(theme) => ({
            fontSize: '0.75rem',
            fontWeight: 550,
            px: 1,
            lineHeight: '20px',
            borderRadius: '6px',
            border: `1px solid ${theme.vars.palette.internal.border}`,
            color: theme.vars.palette.internal.text,
            backgroundColor: theme.vars.palette.internal.surface,
          })}
        >
          nota técnica
        </Box>
        <Box sx={{ ml: 'auto' }}>{saved}</Box>
      </Box>
      <TypedText
        id={id}
        long
        lane="internal"
        rows={rows}
        value={value}
        onChange={onChange}
        readOnly={readOnly}
        placeholder={placeholder}
      />
    </Box>
  );
}
