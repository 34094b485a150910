import AddIcCallIcon from '@mui/icons-material/AddIcCallOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo } from 'react';
import { useLive } from '../../../bridge/use-live.ts';
import { KeyHint } from '../../../ui/keys/key-hint.tsx';
import { useKeys, useRunKey } from '../../../ui/keys/keys-context.tsx';
import { useListCursor } from '../../../ui/list/use-list-cursor.ts';
import { Page, PageHeader, Section } from '../../../ui/page-header.tsx';
import { useQueryValue } from '../../../ui/router/router.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useNow } from '../../../ui/ticker.tsx';
import { GROUP_LABELS, grouped } from '../engine/calls.ts';
import { useTakeCall } from '../keys/use-calls.ts';
import { CallRow } from './call-row.tsx';
import { ComplementSearch } from './complement-search.tsx';

/** Where calls begin, and where those of mine wait: `/atender`. */
export function AttendanceHome() {
  const { data: calls, late } = useLive('attendance.watch');
  const now = useNow();
  const runKey = useRunKey();
  const take = useTakeCall();
  const [complementing, setComplementing] = useQueryValue('complementar');
  const groups = useMemo(() => grouped(calls ?? [], now), [calls, now]);
  const order = useMemo(() => groups.flatMap(([, found]) => found), [groups]);
  const ids = useMemo(() => order.map(({ ticketId }) => ticketId), [order]);
  const open = (ticketId: string) => {
    const call = order.find((one) => one.ticketId === ticketId);
    if (call) void take(call);
  };
  const cursor = useListCursor({ ids, onOpen: open, enabled: complementing === '' });
  useKeys({ 'call.complementary': () => setComplementing('1') });
  return (
    <Page>
      <PageHeader
        title="Atender"
        subtitle="Cada ligação recebida abre um chamado, com protocolo na hora."
        actions={
          <Button onClick={() => setComplementing('1')}>
            Ligação complementar
            <Box component="span" sx={{ ml: 1, display: 'inline-flex' }}>
              <KeyHint id="call.complementary" />
            </Box>
          </Button>
        }
      />
      <Box>
        <Button
          size="large"
          variant="contained"
          color="primary"
          startIcon={<AddIcCallIcon />}
          onClick={() => runKey('call.new')}
          sx={{ minHeight: 64, px: 4, fontSize: '1.25rem' }}
        >
          Nova ligação
          <Box component="span" sx={{ ml: 2, display: 'inline-flex' }}>
            <KeyHint id="call.new" />
          </Box>
        </Button>
      </Box>
      {complementing ? <ComplementSearch onCancel={() => setComplementing('')} /> : null}
      {late ? <SkeletonRows rows={3} /> : null}
      {calls && calls.length === 0 ? (
        <Box sx={{ color: 'text.secondary', maxWidth: '75ch' }}>
          Nenhuma ligação sua em andamento. As que você estacionar, as que ficarem em análise e os retornos combinados
          aparecem aqui, cada um com o seu passo e o que já foi digitado.
        </Box>
      ) : null}
      {groups.map(([group, found]) => (
        <Section key={group} title={GROUP_LABELS[group]}>
          <Box
            component="ul"
            sx={(theme) => ({
              listStyle: 'none',
              m: 0,
              p: 0,
              borderRadius: 1,
              border: `1px solid ${theme.vars.palette.divider}`,
              backgroundColor: theme.vars.palette.background.paper,
              overflow: 'hidden',
            })}
          >
            {found.map((call) => (
              <CallRow
                key={call.ticketId}
                call={call}
                now={now}
                active={call.ticketId === cursor.activeId}
                onTake={() => void take(call)}
              />
            ))}
          </Box>
        </Section>
      ))}
    </Page>
  );
}
