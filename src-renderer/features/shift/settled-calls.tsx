import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ShiftView } from '#shared/contract/views.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import { usePack } from '../../bridge/use-pack.ts';
import { formatTime } from '../../ui/format.ts';
import { Section } from '../../ui/page-header.tsx';
import { TABULAR } from '../../ui/theme/theme.ts';
import { settledWords, sourceWords } from './shift-words.ts';

/** Calls noted without a ticket that were settled since, and how. */
export function SettledCalls({ book }: { book: Pick<ShiftView, 'loose' | 'tickets'> }) {
  const pack = usePack();
  const protocolOf = (ticketId: string) => {
    const protocol = book.tickets.find((call) => call.ticketId === ticketId)?.protocol;
    return protocol && formatProtocol(protocol);
  };
  const settled = book.loose.flatMap((call) => {
    const how = settledWords(call, { pack, protocolOf });
    return how === null ? [] : [{ call, how }];
  });
  if (settled.length === 0) return null;
  return (
    <Section title="Ligações resolvidas" hint="Anotadas sem registro e acertadas depois.">
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexDirection: 'column', gap: 0.5 }}>
        {settled.map(({ call, how }) => (
          <Typography key={call.id} component="li">
            <Box component="time" dateTime={call.at} sx={{ ...TABULAR, mr: 1.5 }}>
              {formatTime(call.at)}
            </Box>
            {how}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {' '}
              · {sourceWords(call).toLocaleLowerCase('pt-BR')}
              {call.note ? ` · ${call.note}` : ''}
            </Box>
          </Typography>
        ))}
      </Box>
    </Section>
  );
}
