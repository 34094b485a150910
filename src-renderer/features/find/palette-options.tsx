import TravelExploreOutlinedIcon from '@mui/icons-material/TravelExploreOutlined';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { KIND_LABELS } from '#shared/domain/customer/customer.ts';
import { formatRecent } from '../../ui/format.ts';
import { KeyHint } from '../../ui/keys/key-hint.tsx';
import { Protocol } from '../../ui/protocol.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { TICKET_STATUS_WORDS } from '../../ui/ticket-words.ts';
import { FOUND_GROUPS, type Found, type FoundGroup, groupOf } from './found.ts';
import { Snippet } from './snippet.tsx';

export interface PaletteOptionsProps {
  listId: string;
  found: readonly Found[];
  chosen: Found | undefined;
  onChoose: (found: Found) => void;
  /** The ticket that is on its way from the centre. */
  bringing: string | null;
}

/** What was found, by group. The focus is in the box, which points here. */
export function PaletteOptions({ listId, found, chosen, onChoose, bringing }: PaletteOptionsProps) {
  return (
    <Box role="listbox" id={listId} aria-label="Resultados" sx={{ overflowY: 'auto', py: found.length > 0 ? 1 : 0 }}>
      {(Object.keys(FOUND_GROUPS) as FoundGroup[]).map((kind) => {
        const group = found.filter((each) => groupOf(each) === kind);
        if (group.length === 0) return null;
        const headingId = `${listId}${kind}`;
        return (
          <Box key={kind} role="group" aria-labelledby={headingId} sx={{ pb: 1 }}>
            <Typography
              id={headingId}
              variant="overline"
              component="div"
              sx={{ px: 2, py: 0.5, color: 'text.secondary' }}
            >
              {FOUND_GROUPS[kind]}
            </Typography>
            {group.map((each) => (
              <Option
                key={each.id}
                id={`${listId}${each.id}`}
                chosen={each.id === chosen?.id}
                onChoose={() => onChoose(each)}
              >
                <FoundLine found={each} bringing={each.kind === 'older' && each.ticket.id === bringing} />
              </Option>
            ))}
          </Box>
        );
      })}
    </Box>
  );
}

function Option({
  id,
  chosen,
  onChoose,
  children,
}: {
  id: string;
  chosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <Box
      id={id}
      role="option"
      aria-selected={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        minHeight: 36,
        mx: 1,
        px: 1,
        py: 0.5,
        borderRadius: '6px',
        cursor: 'pointer',
        backgroundColor: chosen ? theme.vars.palette.background.chosen : 'transparent',
        '&:hover': { backgroundColor: chosen ? undefined : theme.vars.palette.action.hover },
      })}
    >
      {children}
    </Box>
  );
}

function FoundLine({ found, bringing }: { found: Found; bringing: boolean }) {
  if (found.kind === 'ask')
    return (
      <>
        <TravelExploreOutlinedIcon aria-hidden fontSize="small" sx={{ color: 'text.secondary' }} />
        <Box sx={{ flex: 1 }}>Buscar na central</Box>
        <Typography variant="caption" sx={{ color: 'text.secondary' }}>
          chamados que não estão nesta estação
        </Typography>
        <Box sx={{ color: 'text.secondary' }}>
          <KeyHint id="centre.search" />
        </Box>
      </>
    );
  if (found.kind === 'command')
    return (
      <>
        <Box sx={{ flex: 1 }}>{found.label}</Box>
        <Box sx={{ color: 'text.secondary' }}>
          <KeyHint id={found.key} />
        </Box>
      </>
    );
  if (found.kind === 'customer') {
    const { code, name, tradeName, kind } = found.customer;
    return (
      <>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography noWrap>
            {name}
            {tradeName ? (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {' '}
                · {tradeName}
              </Box>
            ) : null}
          </Typography>
        </Box>
        <Typography variant="caption" sx={{ ...TABULAR, color: 'text.secondary' }}>
          {KIND_LABELS[kind]} · {code}
        </Typography>
      </>
    );
  }
  const { protocol, customerName, subject, status, openedAt } = found.ticket;
  const snippet = found.kind === 'ticket' ? found.ticket.snippet : '';
  const words = TICKET_STATUS_WORDS[status];
  return (
    <>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography noWrap>
          <Protocol value={protocol} strong /> {customerName ? `· ${customerName}` : ''} {subject ? `· ${subject}` : ''}
        </Typography>
        {snippet ? (
          <Typography noWrap variant="caption" component="p" sx={{ color: 'text.secondary' }}>
            <Snippet text={snippet} />
          </Typography>
        ) : null}
      </Box>
      {bringing ? <CircularProgress size={14} aria-label="Trazendo o chamado da central" /> : null}
      <Typography variant="caption" sx={{ ...TABULAR, color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {formatRecent(openedAt)}
      </Typography>
      <StatusPill tone={words.tone}>{words.label}</StatusPill>
    </>
  );
}
