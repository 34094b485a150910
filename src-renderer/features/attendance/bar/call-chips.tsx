import PauseIcon from '@mui/icons-material/PauseCircleOutlined';
import ReplayIcon from '@mui/icons-material/PhoneCallbackOutlined';
import PhoneInTalkIcon from '@mui/icons-material/PhoneInTalkOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AttendanceSummary } from '#shared/contract/views.ts';
import { Elapsed } from '../../../ui/elapsed.tsx';
import { formatRecent } from '../../../ui/format.ts';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { useParams } from '../../../ui/router/router.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { callWords } from '../engine/call-words.ts';
import { grouped, groupOf, protocolTail } from '../engine/calls.ts';
import { useCallNotice } from '../keys/call-notice.ts';
import { useCalls, useTakeCall } from '../keys/use-calls.ts';
import { Hidden } from '../screen/visually-hidden.tsx';

/** Least room a chip is readable in, in pixels. */
const CHIP = 172;

/** The calls of mine in the top bar: a press takes one up where it was. */
export function CallChips() {
  const all = useCalls();
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const calls = useMemo(() => grouped(all, minute).flatMap(([, found]) => found), [all, minute]);
  const take = useTakeCall();
  const here = useParams('attendance-ticket')?.ticketId;
  const { room, box } = useRoom();
  const { refusals, tell } = useCallNotice();
  const shown = calls.slice(0, Math.max(1, Math.floor(room / CHIP)));
  const more = calls.length - shown.length;
  return (
    <Box ref={box} sx={{ flex: 1, minWidth: 0, display: 'flex', alignItems: 'center', gap: 0.75 }}>
      {refusals[0] ? (
        <Box
          role="alert"
          title={refusals[0].way}
          sx={(theme) => ({
            display: 'flex',
            alignItems: 'center',
            fontSize: '0.75rem',
            pl: 1,
            borderRadius: 1,
            color: theme.vars.palette.tone.error.text,
            backgroundColor: theme.vars.palette.tone.error.surface,
          })}
        >
          {refusals[0].message}
          <Button variant="text" color="error" onClick={() => tell([])} sx={{ minHeight: 24, fontSize: '0.75rem' }}>
            Entendi
          </Button>
        </Box>
      ) : null}
      {shown.map((call) => (
        <CallChip key={call.ticketId} call={call} here={call.ticketId === here} onTake={() => void take(call)} />
      ))}
      {more > 0 ? (
        <RouteLink to="attendance" sx={{ fontSize: '0.75rem', whiteSpace: 'nowrap' }}>
          mais {more}
        </RouteLink>
      ) : null}
    </Box>
  );
}

function useRoom() {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { room, box };
}

function CallChip({ call, here, onTake }: { call: AttendanceSummary; here: boolean; onTake(): void }) {
  const active = call.status === 'active';
  const now = useNow(!active && call.callbackAt !== null);
  const due = groupOf(call, now) === 'due';
  const Icon = active ? PhoneInTalkIcon : due ? ReplayIcon : PauseIcon;
  const who = call.customerName || 'sem cliente';
  return (
    <ButtonBase
      onClick={onTake}
      aria-current={here ? 'page' : undefined}
      title={`${who} · ${callWords(call, now)}`}
      data-call={call.status}
      sx={(theme) => {
        const { palette } = theme.vars;
        const look = due ? palette.tone.warning : null;
        return {
          flex: '0 1 230px',
          minWidth: 0,
          height: 34,
          px: 1,
          gap: 0.75,
          justifyContent: 'flex-start',
          fontFamily: 'inherit',
          textAlign: 'start',
          borderRadius: 1,
          border: `1px solid ${here ? palette.primary.main : (look?.border ?? palette.divider)}`,
          color: look?.text ?? (active ? palette.text.primary : palette.text.secondary),
          backgroundColor: look?.surface ?? (active ? palette.background.chosen : palette.background.paper),
          '& svg': { fontSize: 18, color: active ? palette.primary.main : 'inherit' },
          '&:hover': { borderColor: palette.field },
          '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 1 },
        };
      }}
    >
      <Icon aria-hidden />
      <Box sx={{ flex: 1, minWidth: 0, lineHeight: 1.25, fontSize: '0.75rem' }}>
        <Box sx={{ fontWeight: 600, ...ELLIPSIS }}>
          <Hidden>{active ? 'Ligação na linha: ' : 'Retomar: '}</Hidden>
          {who}
        </Box>
        <Box sx={{ display: 'flex', gap: 0.75, fontVariantNumeric: 'tabular-nums' }}>
          <Box component="span">{protocolTail(call.protocol)}</Box>
          <Box component="span" sx={{ flex: 1, minWidth: 0, ...ELLIPSIS }}>
            {call.callbackAt ? formatRecent(call.callbackAt, now) : `· ${call.stepNumber}`}
          </Box>
          {call.callbackAt ? null : (
            <Elapsed base={call.activeMs} since={call.countedAt} running={active} label="Tempo da ligação" />
          )}
        </Box>
      </Box>
    </ButtonBase>
  );
}

const ELLIPSIS = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
