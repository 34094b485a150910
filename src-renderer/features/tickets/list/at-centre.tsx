import TravelExploreOutlinedIcon from '@mui/icons-material/TravelExploreOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { TicketRow } from '#shared/contract/views.ts';
import { OFFLINE_WORDS, OLDER_WORDS, olderWords } from '../../../ui/centre/older-words.ts';
import { useBringIn } from '../../../ui/centre/use-bring-in.ts';
import { useCentreSearch } from '../../../ui/centre/use-centre-search.ts';
import { formatRecent } from '../../../ui/format.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { useKeys } from '../../../ui/keys/keys-context.tsx';
import { Protocol } from '../../../ui/protocol.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { StatusPill } from '../../../ui/status-pill.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';

/** Beneath the list: what is searched may be older than what the station holds, and the centre has it. */
export function AtCentre({ text, active }: { text: string; active: boolean }) {
  const search = useCentreSearch(text);
  const first = useRef<HTMLButtonElement>(null);
  const sought = useRef(false);
  const { reach, busy, tickets, refusals } = search;
  const may = active && reach === 'online' && !busy;
  const ask = () => {
    sought.current = true;
    search.ask();
  };
  useKeys(may ? { 'centre.search': ask } : {});
  useEffect(() => {
    if (!sought.current || tickets === null) return;
    sought.current = false;
    first.current?.focus();
  }, [tickets]);

  if (reach === 'none') return null;
  const words = olderWords(search);
  return (
    <Box
      component="section"
      aria-label="Na central"
      sx={(theme) => ({
        flex: 'none',
        maxHeight: '45%',
        display: 'flex',
        flexDirection: 'column',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        backgroundColor: theme.vars.palette.background.sunken,
      })}
    >
      {busy ? <LinearProgress aria-label="Buscando na central" sx={{ flex: 'none', height: 2 }} /> : null}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, px: 3, py: 1 }}>
        <TravelExploreOutlinedIcon aria-hidden fontSize="small" sx={{ color: 'text.secondary' }} />
        <Typography component="h2" sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>
          Na central
        </Typography>
        <Typography role="status" sx={{ flex: 1, minWidth: 0, color: 'text.secondary' }}>
          {words || (reach === 'online' ? OLDER_WORDS : OFFLINE_WORDS)}
        </Typography>
        {reach === 'online' ? (
          <Button disabled={busy} onClick={ask} endIcon={<KeyHint id="centre.search" />} sx={{ flex: 'none' }}>
            {search.asked ? 'Buscar de novo' : 'Buscar na central'}
          </Button>
        ) : null}
      </Box>
      {refusals.length > 0 ? (
        <Box sx={{ px: 3, pb: 1 }}>
          <RefusalText refusals={refusals} />
        </Box>
      ) : null}
      {tickets && tickets.length > 0 ? (
        <Rows tickets={tickets} first={first} onBrought={search.forget} onLeave={search.forget} />
      ) : null}
    </Box>
  );
}

interface RowsProps {
  tickets: readonly TicketRow[];
  first: React.RefObject<HTMLButtonElement | null>;
  onBrought: () => void;
  onLeave: () => void;
}

/** One stop for Tab each; arrows and j k move as in the list above. */
function Rows({ tickets, first, onBrought, onLeave }: RowsProps) {
  const go = useGo();
  const { bringing, refusals, bring } = useBringIn();
  const open = async (ticketId: string) => {
    if (!(await bring(ticketId))) return;
    onBrought();
    go('ticket', { ticketId });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      return onLeave();
    }
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus();
  };
  return (
    <>
      {refusals.length > 0 ? (
        <Box sx={{ px: 3, pb: 1 }}>
          <RefusalText refusals={refusals} />
        </Box>
      ) : null}
      <Box
        component="ul"
        aria-label="Chamados que só a central tem"
        onKeyDown={onKeyDown}
        sx={{ listStyle: 'none', m: 0, px: 2, pb: 1, overflowY: 'auto' }}
      >
        {tickets.map((ticket, index) => (
          <li key={ticket.id}>
            <OlderRow
              ticket={ticket}
              inputRef={index === 0 ? first : undefined}
              bringing={bringing === ticket.id}
              disabled={bringing !== null}
              onOpen={() => void open(ticket.id)}
            />
          </li>
        ))}
      </Box>
    </>
  );
}

interface OlderRowProps {
  ticket: TicketRow;
  inputRef: React.RefObject<HTMLButtonElement | null> | undefined;
  bringing: boolean;
  disabled: boolean;
  onOpen: () => void;
}

function OlderRow({ ticket, inputRef, bringing, disabled, onOpen }: OlderRowProps) {
  const words = TICKET_STATUS_WORDS[ticket.status];
  return (
    <ButtonBase
      ref={inputRef}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onOpen}
      sx={(theme) => ({
        position: 'relative',
        width: '100%',
        minHeight: 36,
        px: 1,
        gap: 2,
        justifyContent: 'flex-start',
        textAlign: 'start',
        font: 'inherit',
        borderRadius: '6px',
        '&:hover, &:focus-visible': { backgroundColor: theme.vars.palette.background.chosen },
      })}
    >
      <Protocol value={ticket.protocol} />
      <Box
        component="span"
        sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
      >
        {[ticket.customerName || 'Sem cliente', ticket.subject].filter(Boolean).join(' · ')}
      </Box>
      {bringing ? (
        <Typography component="span" role="status" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
          Trazendo da central…
        </Typography>
      ) : null}
      <StatusPill tone={words.tone}>{words.label}</StatusPill>
      <Typography component="span" variant="caption" sx={{ ...TABULAR, color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {formatRecent(ticket.openedAt)}
      </Typography>
      {bringing ? (
        <LinearProgress
          aria-label="Trazendo o chamado da central"
          sx={{ position: 'absolute', left: 8, right: 8, bottom: 0, height: 2 }}
        />
      ) : null}
    </ButtonBase>
  );
}
