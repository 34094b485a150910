import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ClosedShift } from '#shared/contract/views.ts';
import { Section } from '../../ui/page-header.tsx';
import { BookTotals } from './book-totals.tsx';
import { balanceWords, callsWords, shiftSpan } from './shift-words.ts';

/** What the book said when the last shift ended. */
export function ClosedShiftSummary({ closed }: { closed: ClosedShift }) {
  const { shift, received, recorded, explained } = closed;
  const unexplained = received - recorded - explained;
  return (
    <Section title="Último turno encerrado" hint={shiftSpan(closed)}>
      <BookTotals
        sentence={balanceWords({ received, recorded, explained, unexplained })}
        settled={unexplained === 0}
        totals={[
          ['recebidas', received],
          ['com OC', recorded],
          ['explicadas', explained],
        ]}
      />
      {shift.phoneCount === null ? null : (
        <Box sx={{ mt: 1.5 }}>
          <Typography>
            O telefone mostrava {callsWords(shift.phoneCount)}.
            {shift.surplusExplanation ? ` Diferença explicada: ${shift.surplusExplanation}` : ''}
          </Typography>
        </Box>
      )}
    </Section>
  );
}
