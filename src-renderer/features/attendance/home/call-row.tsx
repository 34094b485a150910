import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useEffect, useRef } from 'react';
import type { AttendanceSummary } from '#shared/contract/views.ts';
import { Elapsed } from '../../../ui/elapsed.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { callWords } from '../engine/call-words.ts';
import { groupOf } from '../engine/calls.ts';

export interface CallRowProps {
  call: AttendanceSummary;
  now: number;
  /** The list's cursor is on it. */
  active: boolean;
  onTake(): void;
}

/** One of my calls: who, where it stands, why it waits, how long it has taken. */
export function CallRow({ call, now, active, onTake }: CallRowProps) {
  const row = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) row.current?.focus();
  }, [active]);
  const due = groupOf(call, now) === 'due';
  const onLine = call.status === 'active';
  return (
    <Box component="li" sx={(theme) => ({ '& + &': { borderTop: `1px solid ${theme.vars.palette.divider}` } })}>
      <ButtonBase
        ref={row}
        onClick={onTake}
        data-call-row={call.ticketId}
        sx={(theme) => ({
          width: '100%',
          minHeight: 56,
          px: 2,
          gap: 2,
          justifyContent: 'flex-start',
          fontFamily: 'inherit',
          textAlign: 'start',
          backgroundColor: active ? theme.vars.palette.background.chosen : 'transparent',
          '&:hover': { backgroundColor: theme.vars.palette.action.hover },
          '&:focus-visible': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: -2 },
        })}
      >
        <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
          <Box sx={{ fontWeight: 600, ...ELLIPSIS }}>{call.customerName || 'Cliente ainda não identificado'}</Box>
          <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', ...ELLIPSIS }}>
            <Protocol value={call.protocol} />
            {call.subject ? ` · ${call.subject}` : ''}
          </Box>
        </Box>
        <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
          <Box sx={ELLIPSIS}>
            {call.stepNumber} · {call.stepTitle}
          </Box>
          {onLine ? null : (
            <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', ...ELLIPSIS }}>{callWords(call, now)}</Box>
          )}
        </Box>
        {due ? <StatusPill tone="warning">ligar agora</StatusPill> : null}
        <Elapsed base={call.activeMs} since={call.countedAt} running={onLine} label="Tempo da ligação" />
        <Box component="span" sx={{ width: 72, color: 'primary.main', fontWeight: 550, textAlign: 'end' }}>
          {onLine ? 'Continuar' : 'Retomar'}
        </Box>
      </ButtonBase>
    </Box>
  );
}

const ELLIPSIS = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
