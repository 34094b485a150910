import CheckIcon from '@mui/icons-material/Check';
import Box from '@mui/material/Box';
import type { KeyboardEvent } from 'react';
import type { Option } from '#shared/domain/flow/answers.ts';

export interface OptionChipsProps {
  name: string;
  labelId: string;
  options: readonly Option[];
  value: string | null;
  onChange(value: string | null): void;
  readOnly?: boolean;
  required?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  /** A letter or digit that chooses while the group has the focus: `{ s: 'true' }`. */
  shortcuts?: Readonly<Record<string, string>>;
}

/** One of a few: native radios in the shape of chips. Arrows choose, Delete takes the answer back. */
export function OptionChips({
  name,
  labelId,
  options,
  value,
  onChange,
  readOnly = false,
  required = false,
  invalid = false,
  describedBy,
  shortcuts = {},
}: OptionChipsProps) {
  const keyDown = (event: KeyboardEvent) => {
    if (readOnly || event.ctrlKey || event.altKey || event.metaKey) return;
    const chosen = shortcuts[event.key.toLowerCase()];
    if (chosen !== undefined) onChange(chosen);
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange(null);
    else return;
    event.preventDefault();
  };
  const explained = options.find((option) => option.value === value)?.help;
  return (
    <Box>
      <Box
        role="radiogroup"
        aria-labelledby={labelId}
        aria-describedby={describedBy}
        aria-required={required || undefined}
        aria-invalid={invalid || undefined}
        onKeyDown={keyDown}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}
      >
        {options.map((option) => (
          <OptionChip
            key={option.value}
            name={name}
            option={option}
            checked={option.value === value}
            invalid={invalid}
            onChoose={() => {
              if (!readOnly) onChange(option.value);
            }}
          />
        ))}
      </Box>
      {explained ? (
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', mt: 0.5, maxWidth: '75ch' }}>{explained}</Box>
      ) : null}
    </Box>
  );
}

interface OptionChipProps {
  name: string;
  option: Option;
  checked: boolean;
  invalid: boolean;
  onChoose(): void;
}

function OptionChip({ name, option, checked, invalid, onChoose }: OptionChipProps) {
  return (
    <Box
      component="label"
      title={option.help}
      sx={(theme) => {
        const { palette } = theme.vars;
        return {
          display: 'inline-flex',
          alignItems: 'center',
          gap: 0.5,
          minHeight: 32,
          px: 1.5,
          cursor: 'pointer',
          position: 'relative',
          borderRadius: 1,
          fontSize: '0.875rem',
          fontWeight: checked ? 600 : 450,
          border: `1px solid ${checked ? palette.primary.main : invalid ? palette.error.main : palette.field}`,
          color: checked ? palette.primary.main : palette.text.primary,
          backgroundColor: checked ? palette.background.chosen : palette.background.paper,
          '&:hover': { borderColor: palette.primary.main },
          '&:has(:focus-visible)': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
        };
      }}
    >
      <Box
        component="input"
        type="radio"
        name={name}
        value={option.value}
        checked={checked}
        onChange={onChoose}
        sx={{ position: 'absolute', opacity: 0, inset: 0, m: 0, cursor: 'pointer' }}
      />
      {checked ? <CheckIcon aria-hidden sx={{ fontSize: 16 }} /> : null}
      {option.label}
    </Box>
  );
}
