import CalendarIcon from '@mui/icons-material/CalendarTodayOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { formatRelative } from '../../../ui/format.ts';
import {
  type QuickMoment,
  quickDays,
  quickMoments,
  readDay,
  readMoment,
  writeDay,
  writeMoment,
} from '../engine/when-words.ts';
import type { FieldProps } from './field-types.ts';

interface WhenProps {
  inputId: string;
  label: string;
  value: string;
  /** Read what was typed; null while it is no date. */
  read(typed: string): string | null;
  /** As it can be typed back. */
  write(value: string): string;
  /** Whether the value is a date already, or text on its way to one. */
  isRead: boolean;
  picker: 'date' | 'datetime-local';
  quick: QuickMoment[];
  placeholder: string;
  invalid: boolean;
  readOnly: boolean;
  describedBy: string | undefined;
  onChange(value: string | null): void;
  /** Said beside it: "em 1 h 20". */
  said: string;
}

function WhenField(props: WhenProps) {
  const { inputId, value, read, write, isRead, quick, readOnly, onChange } = props;
  const [typing, setTyping] = useState<string | null>(null);
  const shown = isRead ? write(value) : value;
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <MuiTextField
          id={inputId}
          value={typing ?? shown}
          error={props.invalid}
          placeholder={props.placeholder}
          onChange={(event) => {
            setTyping(event.target.value);
            onChange(event.target.value.trim() === '' ? null : (read(event.target.value) ?? event.target.value));
          }}
          onBlur={() => setTyping(null)}
          sx={{ maxWidth: 240 }}
          slotProps={{
            htmlInput: { readOnly, 'aria-describedby': props.describedBy, autoComplete: 'off' },
            input: { endAdornment: <Picker {...props} /> },
          }}
        />
        {props.said ? <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>{props.said}</Box> : null}
      </Box>
      {value === '' && !readOnly ? (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5, mt: 0.5 }}>
          {quick.map(({ label, value: moment }) => (
            <Button
              key={label}
              onClick={() => {
                setTyping(null);
                onChange(moment);
              }}
              sx={{ minHeight: 24, py: 0, fontSize: '0.75rem' }}
            >
              {label}
            </Button>
          ))}
        </Box>
      ) : null}
    </>
  );
}

/** The system's calendar, for who would rather point. */
function Picker({ picker, label, value, isRead, read, write, onChange, readOnly }: WhenProps) {
  const native = useRef<HTMLInputElement>(null);
  const forPicker = () => {
    if (!isRead) return '';
    if (picker === 'date') return value;
    const [day = '', time = ''] = write(value).split(' ');
    return `${day.split('/').reverse().join('-')}T${time}`;
  };
  const pick = (picked: string) => {
    const [day = '', time = ''] = picked.split('T');
    const next = read(`${writeDay(day)} ${time}`.trim());
    if (next) onChange(next);
  };
  return (
    <InputAdornment position="end">
      <Box
        component="input"
        ref={native}
        type={picker}
        tabIndex={-1}
        aria-hidden
        value={forPicker()}
        onChange={(event) => pick((event.target as HTMLInputElement).value)}
        sx={{ width: 0, height: 0, p: 0, border: 0, opacity: 0, position: 'absolute', bottom: 0 }}
      />
      <IconButton
        aria-label={`Abrir calendário: ${label}`}
        disabled={readOnly}
        onClick={() => native.current?.showPicker()}
        edge="end"
      >
        <CalendarIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </InputAdornment>
  );
}

/** A day and a time: typed as people say it, picked, or one of the usual ones. */
export function DateTimeField({
  field,
  view,
  scene,
  inputId,
  describedBy,
  invalid,
  readOnly,
  onChange,
}: FieldProps<'date-time'>) {
  const value = typeof view.value === 'string' ? view.value : '';
  const isRead = /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
  const now = new Date(scene.moment.now);
  return (
    <WhenField
      inputId={inputId}
      label={field.label}
      value={value}
      isRead={isRead}
      read={(typed) => readMoment(typed, now)}
      write={writeMoment}
      picker="datetime-local"
      quick={quickMoments(now)}
      placeholder="21/11 14:30, amanhã 9h"
      invalid={invalid}
      readOnly={readOnly}
      describedBy={describedBy}
      onChange={onChange}
      said={isRead ? formatRelative(value, now) : ''}
    />
  );
}

export function DateField({
  field,
  view,
  scene,
  inputId,
  describedBy,
  invalid,
  readOnly,
  onChange,
}: FieldProps<'date'>) {
  const value = typeof view.value === 'string' ? view.value : '';
  const isRead = /^\d{4}-\d\d-\d\d$/.test(value);
  return (
    <WhenField
      inputId={inputId}
      label={field.label}
      value={value}
      isRead={isRead}
      read={(typed) => readDay(typed, new Date(scene.moment.now))}
      write={writeDay}
      picker="date"
      quick={quickDays(new Date(scene.moment.now))}
      placeholder="dd/mm/aaaa"
      invalid={invalid}
      readOnly={readOnly}
      describedBy={describedBy}
      onChange={onChange}
      said=""
    />
  );
}
