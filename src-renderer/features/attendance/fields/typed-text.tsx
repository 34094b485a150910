import Box from '@mui/material/Box';
import type { SxProps, Theme } from '@mui/material/styles';
import { type KeyboardEvent, type Ref, useRef } from 'react';
import type { Finding } from '#shared/domain/language/check-language.ts';
import { applySuggestion, findingAt } from './suggestion.ts';

export interface TypedTextProps {
  id: string;
  value: string;
  onChange(text: string): void;
  /** Grows with its text; Enter makes a new line. */
  long?: boolean;
  /** Lines it is tall when empty. */
  rows?: number;
  placeholder?: string;
  readOnly?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  labelledBy?: string;
  /** Words to be marked where they stand. */
  findings?: readonly Finding[];
  /** The internal lane is tinted, so that it is never taken for the customer's. */
  lane?: 'plain' | 'internal';
  onKeyDown?(event: KeyboardEvent<HTMLTextAreaElement>): void;
  inputRef?: Ref<HTMLTextAreaElement>;
  sx?: SxProps<Theme>;
}

const LINE = 21;

/** One or more lines of text that grow as one types, with words marked in place. Nothing typed is ever cut off. */
export function TypedText({
  id,
  value,
  onChange,
  long = false,
  rows = long ? 3 : 1,
  placeholder,
  readOnly = false,
  invalid = false,
  describedBy,
  labelledBy,
  findings = [],
  lane = 'plain',
  onKeyDown,
  inputRef,
  sx,
}: TypedTextProps) {
  const area = useRef<HTMLTextAreaElement | null>(null);
  const attach = (element: HTMLTextAreaElement | null) => {
    area.current = element;
    if (typeof inputRef === 'function') inputRef(element);
    else if (inputRef) inputRef.current = element;
  };
  const keyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    const bare = !event.ctrlKey && !event.altKey && !event.metaKey && !event.nativeEvent.isComposing;
    if (event.key === 'Enter' && !long && bare) event.preventDefault();
    if (event.key === 'Enter' && event.altKey) {
      const finding = findingAt(findings, event.currentTarget.selectionStart);
      if (!finding) return;
      event.preventDefault();
      applySuggestion(event.currentTarget, finding);
    }
  };
  return (
    <Box
      sx={[
        (theme) => ({
          display: 'grid',
          borderRadius: 1,
          border: `1px solid ${invalid ? theme.vars.palette.error.main : lane === 'internal' ? theme.vars.palette.internal.border : theme.vars.palette.field}`,
          backgroundColor:
            lane === 'internal' ? theme.vars.palette.internal.surface : theme.vars.palette.background.paper,
          '&:focus-within': {
            borderColor: invalid ? theme.vars.palette.error.main : theme.vars.palette.primary.main,
            boxShadow: `0 0 0 1px ${invalid ? theme.vars.palette.error.main : theme.vars.palette.primary.main}`,
          },
          '& > *': {
            gridArea: '1 / 1',
            minWidth: 0,
            m: 0,
            p: '6px 10px',
            minHeight: rows * LINE + 12,
            font: 'inherit',
            fontSize: '0.875rem',
            lineHeight: `${LINE}px`,
            letterSpacing: 'inherit',
            // With kerning, a long run without spaces takes seconds to be broken into lines.
            fontKerning: 'none',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
            border: 0,
          },
        }),
        ...(Array.isArray(sx) ? sx : [sx]),
      ]}
    >
      <Marks value={value} findings={findings} />
      <Box
        component="textarea"
        ref={attach}
        id={id}
        rows={1}
        lang="pt-BR"
        value={value}
        readOnly={readOnly}
        placeholder={placeholder}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        aria-labelledby={labelledBy}
        onKeyDown={keyDown}
        onChange={(event) => {
          const { value: text } = event.target as HTMLTextAreaElement;
          onChange(long ? text : text.replaceAll(/[\r\n]+/g, ' '));
        }}
        sx={(theme) => ({
          resize: 'none',
          overflow: 'hidden',
          color: theme.vars.palette.text.primary,
          backgroundColor: 'transparent',
          outline: 'none',
          '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 },
        })}
      />
    </Box>
  );
}

/** The same text once more, unseen, under the marks: it also gives the field its height. */
function Marks({ value, findings }: { value: string; findings: readonly Finding[] }) {
  const pieces = [];
  let from = 0;
  for (const { start, end, severity } of findings) {
    pieces.push(value.slice(from, start));
    pieces.push(
      <Box
        key={start}
        component="span"
        data-marked={severity}
        sx={(theme) => {
          const tone = theme.vars.palette.tone[severity === 'block' ? 'error' : 'warning'];
          const line = theme.vars.palette[severity === 'block' ? 'error' : 'warning'].main;
          return {
            backgroundColor: tone.surface,
            borderRadius: '3px',
            textDecoration: `underline ${severity === 'block' ? 'wavy' : 'dotted'} ${line}`,
            textDecorationSkipInk: 'none',
            textUnderlineOffset: '3px',
          };
        }}
      >
        {value.slice(start, end)}
      </Box>,
    );
    from = end;
  }
  return (
    <Box aria-hidden sx={{ color: 'transparent', pointerEvents: 'none', userSelect: 'none' }}>
      {pieces}
      {value.slice(from)}
      {'\u200B'}
    </Box>
  );
}
