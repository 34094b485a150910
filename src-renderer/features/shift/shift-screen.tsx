import MenuBookOutlinedIcon from '@mui/icons-material/MenuBookOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ShiftView } from '#shared/contract/views.ts';
import type { Shift } from '#shared/domain/shift/shift.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useLive } from '../../bridge/use-live.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { KeyTip } from '../../ui/keys/key-hint.tsx';
import { useRunKey } from '../../ui/keys/keys-context.tsx';
import { Page, PageHeader, Section } from '../../ui/page-header.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { BookTotals } from './book-totals.tsx';
import { CloseShift } from './close-shift.tsx';
import { ClosedShiftSummary } from './closed-shift.tsx';
import { LooseCalls } from './loose-calls.tsx';
import { RecordedCalls } from './recorded-calls.tsx';
import { SettledCalls } from './settled-calls.tsx';
import { balanceWords, shiftSpan } from './shift-words.ts';

/** "Livro de ligações" (S4.2). */
export function ShiftScreen() {
  const { data: book, late } = useLive('shift.watch');
  if (!book)
    return (
      <Page>
        <PageHeader title="Livro de ligações" />
        {late ? <SkeletonRows rows={8} /> : null}
      </Page>
    );
  return book.shift ? <OpenBook book={book} shift={book.shift} /> : <NoShift book={book} />;
}

function OpenBook({ book, shift }: { book: ShiftView; shift: Shift }) {
  const runKey = useRunKey();
  const [closing, setClosing] = useState(false);
  return (
    <Page wide>
      <PageHeader
        title="Livro de ligações"
        subtitle={`Turno de ${shift.agent.name}, ${shiftSpan({ shift })}`}
        actions={
          <>
            <KeyTip id="call.note">
              <Button onClick={() => runKey('call.note')}>Ligação sem registro</Button>
            </KeyTip>
            <Button aria-expanded={closing} onClick={() => setClosing((before) => !before)}>
              Encerrar turno
            </Button>
          </>
        }
      />
      <BookTotals
        sentence={balanceWords({ ...book, unexplained: book.unexplained.length })}
        settled={book.unexplained.length === 0}
        totals={[
          ['recebidas', book.received],
          ['com OC', book.recorded],
          ['explicadas', book.explained],
          ['por resolver', book.unexplained.length],
        ]}
      />
      {closing ? <CloseShift book={book} shift={shift} onClose={() => setClosing(false)} /> : null}
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
        {book.unexplained.length > 0 ? <LooseCalls book={book} /> : null}
        <Section
          title="OCs deste turno"
          hint={book.tickets.length > 0 ? `${formatCount(book.tickets.length)}, da mais nova à mais antiga` : null}
        >
          <RecordedCalls calls={book.tickets} loose={book.loose} />
        </Section>
        <SettledCalls book={book} />
      </Box>
    </Page>
  );
}

function NoShift({ book }: { book: ShiftView }) {
  const open = useCommand('shift.open');
  return (
    <Page wide>
      <PageHeader title="Livro de ligações" subtitle="Ligações recebidas contra OCs registradas, por turno" />
      <EmptyState
        title="Nenhum turno aberto"
        icon={<MenuBookOutlinedIcon />}
        actions={
          <Button
            variant="contained"
            color="primary"
            size="medium"
            autoFocus
            disabled={open.busy}
            onClick={() => open.run()}
          >
            Abrir turno
          </Button>
        }
      >
        Com o turno aberto, cada “Nova ligação” entra no livro com a sua OC, e o que faltar registrar aparece antes de
        você encerrar.
      </EmptyState>
      <RefusalText refusals={open.refusals} />
      {book.lastClosed ? <ClosedShiftSummary closed={book.lastClosed} /> : null}
    </Page>
  );
}
