import PauseIcon from '@mui/icons-material/PauseCircleOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import type { Refusal } from '#shared/domain/refusal.ts';
import { formatMoment, formatRelative } from '../../../ui/format.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { groupOf, nextCall, protocolTail } from '../engine/calls.ts';
import type { Scene } from '../engine/engine.ts';
import { useCalls, useTakeCall } from '../keys/use-calls.ts';

/** In place of the exits while the call is set aside: why, since when, and which call to take up now. */
export function ParkedPanel({
  scene,
  refusals,
  onResume,
}: {
  scene: Scene;
  refusals: readonly Refusal[];
  onResume(): void;
}) {
  const { attendance, ticket } = scene;
  const now = useNow();
  const calls = useCalls();
  const take = useTakeCall();
  const next = nextCall(calls, ticket.id, now);
  const others = calls.filter((call) => call.ticketId !== ticket.id);
  const atHand = others
    .filter((call) => ['active', 'due', 'parked'].includes(groupOf(call, now)) || call.ticketId === next?.ticketId)
    .slice(0, 4);
  const since = attendance.parked.at(-1)?.from;
  const toNext = next !== null && next.ticketId !== ticket.id;
  const toAll = useRouteHref('attendance');
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);
  const f4 = (
    <Box component="span" sx={{ ml: 1, display: 'inline-flex' }}>
      <KeyHint id="call.park" />
    </Box>
  );
  return (
    <Box
      component="section"
      aria-label="Ligação estacionada"
      ref={panel}
      sx={(theme) => ({
        flex: 'none',
        px: 3,
        py: 1.5,
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      <Box sx={{ maxWidth: 1192, mx: 'auto', display: 'flex', flexDirection: 'column', gap: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <PauseIcon aria-hidden fontSize="small" />
          <Box sx={{ fontWeight: 600 }}>
            {attendance.parkedBecause && attendance.parkedBecause !== 'Estacionada'
              ? `Estacionada: ${attendance.parkedBecause.toLocaleLowerCase('pt-BR')}`
              : 'Ligação estacionada'}
          </Box>
          {since ? <Box sx={{ color: 'text.secondary' }}>{formatRelative(since, now)}</Box> : null}
          {ticket.callback ? (
            <Box sx={{ fontWeight: 600 }}>· retorno combinado para {formatMoment(ticket.callback.at, now)}</Box>
          ) : null}
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          <Button
            variant={toNext ? 'outlined' : 'contained'}
            color={toNext ? 'secondary' : 'primary'}
            data-first={toNext ? undefined : true}
            onClick={onResume}
          >
            Retomar esta ligação
            {toNext ? null : f4}
          </Button>
          {atHand.map((call) => {
            const chosen = toNext && call.ticketId === next.ticketId;
            return (
              <Button
                key={call.ticketId}
                variant={chosen ? 'contained' : 'outlined'}
                color={chosen ? 'primary' : 'secondary'}
                data-first={chosen || undefined}
                onClick={() => void take(call)}
              >
                {call.status === 'parked' ? 'Retomar' : 'Ir para'} {protocolTail(call.protocol)} ·{' '}
                {call.customerName || 'sem cliente'}
                {chosen ? f4 : null}
              </Button>
            );
          })}
          {others.length > atHand.length ? (
            <Button variant="text" component="a" {...toAll}>
              Ver todas ({others.length + 1})
            </Button>
          ) : null}
        </Box>
        <RefusalText refusals={refusals} />
      </Box>
    </Box>
  );
}
