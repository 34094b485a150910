import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { FieldOf } from '#shared/procedures/schema/flow.ts';
import type { FieldProps } from './field-types.ts';

type Cells = { [key: string]: JsonValue };

/**
 * A grid of tests (S5.7). Arrows go from cell to cell; space or Enter takes the next result, a digit the one
 * of that number, Delete none.
 */
export function TestMatrixField({
  field,
  view,
  inputId,
  labelId,
  describedBy,
  invalid,
  readOnly,
  onChange,
}: FieldProps<'test-matrix'>) {
  const { value } = view;
  const cells: Cells = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);

  const put = (key: string, result: string | null) => {
    if (readOnly) return;
    const { [key]: _, ...others } = cells;
    onChange(result === null ? others : { ...others, [key]: result });
  };
  const next = (key: string) => {
    const now = field.results.findIndex((result) => result.value === cells[key]);
    put(key, field.results[now + 1]?.value ?? null);
  };
  const move = (row: number, column: number) => {
    const to = {
      row: Math.max(0, Math.min(field.rows.length - 1, row)),
      column: Math.max(0, Math.min(field.columns.length - 1, column)),
    };
    setPlace(to);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.row}:${to.column}"]`)?.focus();
  };
  const keyDown = (event: KeyboardEvent, at: { row: number; column: number; key: string }) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const byDigit = field.results[Number(event.key) - 1];
    const way = WAYS[event.key];
    if (way) move(at.row + way[0], at.column + way[1]);
    else if (event.key === ' ' || event.key === 'Enter') next(at.key);
    else if (event.key === 'Delete' || event.key === 'Backspace') put(at.key, null);
    else if (byDigit) put(at.key, byDigit.value);
    else return;
    event.preventDefault();
  };

  return (
    <Box>
      <Box sx={{ overflowX: 'auto' }}>
        <Box
          component="table"
          ref={grid}
          role="grid"
          aria-labelledby={labelId}
          aria-describedby={describedBy}
          sx={(theme) => ({
            borderCollapse: 'separate',
            borderSpacing: 4,
            width: '100%',
            maxWidth: 760,
            fontSize: '0.875rem',
            '& th': {
              fontWeight: 550,
              fontSize: '0.75rem',
              textAlign: 'start',
              color: theme.vars.palette.text.secondary,
            },
          })}
        >
          <thead>
            <tr>
              <td />
              {field.columns.map((column) => (
                <th key={column.id} scope="col">
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {field.rows.map((row, r) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                {field.columns.map((column, c) => {
                  const key = `${row.id}:${column.id}`;
                  const here = place.row === r && place.column === c;
                  const result = field.results.find((one) => one.value === cells[key]);
                  return (
                    <Box
                      component="td"
                      key={column.id}
                      role="gridcell"
                      id={r === 0 && c === 0 ? inputId : undefined}
                      data-cell={`${r}:${c}`}
                      tabIndex={here ? 0 : -1}
                      aria-label={`${row.label}, ${column.label}: ${result?.label ?? 'não testado'}`}
                      onClick={() => {
                        move(r, c);
                        next(key);
                      }}
                      onKeyDown={(event) => keyDown(event, { row: r, column: c, key })}
                      sx={cellLook(field, result?.value, invalid)}
                    >
                      {result?.label ?? '—'}
                    </Box>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </Box>
      </Box>
      <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', mt: 0.5 }}>
        {field.results.map((result, index) => `${index + 1} ${result.label}`).join(' · ')} · setas mudam de teste,
        Delete limpa
      </Box>
    </Box>
  );
}

const WAYS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The tones only help: the words say it. First result: the trouble shows; second: it does not. */
function cellLook(field: FieldOf<'test-matrix'>, value: string | undefined, invalid: boolean) {
  const order = field.results.findIndex((result) => result.value === value);
  const tone = (['error', 'success'] as const)[order];
  return (theme: Theme) => {
    const { palette } = theme.vars;
    const none = { surface: palette.background.paper, border: palette.field, text: palette.text.secondary };
    const look = tone ? palette.tone[tone] : none;
    return {
      cursor: 'pointer',
      height: 34,
      px: 1,
      borderRadius: '6px',
      border: `1px solid ${invalid && order < 0 ? palette.error.main : look.border}`,
      backgroundColor: order < 0 ? palette.background.paper : look.surface,
      color: order < 0 ? palette.text.secondary : order > 1 ? palette.text.primary : look.text,
      fontWeight: order < 0 ? 400 : 550,
      '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
    };
  };
}
