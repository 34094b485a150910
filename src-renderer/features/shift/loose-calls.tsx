import Box from '@mui/material/Box';
import type { ShiftView } from '#shared/contract/views.ts';
import { Section } from '../../ui/page-header.tsx';
import { LooseCallRow } from './loose-call-row.tsx';

/** Calls that were received and have neither ticket nor explanation: one after the other, until none is left. */
export function LooseCalls({ book }: { book: ShiftView }) {
  return (
    <Section
      title="Ligações por resolver"
      hint="Cada uma precisa de uma OC ou de uma explicação antes de o turno encerrar."
    >
      <Box
        component="ul"
        sx={(theme) => ({
          listStyle: 'none',
          m: 0,
          p: 0,
          borderRadius: 1,
          border: `1px solid ${theme.vars.palette.divider}`,
          backgroundColor: theme.vars.palette.background.paper,
          '& > li + li': { borderTop: `1px solid ${theme.vars.palette.divider}` },
        })}
      >
        {book.unexplained.map((call, index) => (
          <LooseCallRow key={call.id} call={call} book={book} first={index === 0} />
        ))}
      </Box>
    </Section>
  );
}
