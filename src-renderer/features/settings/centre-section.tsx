import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { SyncView } from '#shared/contract/sync.ts';
import { useLive } from '../../bridge/use-live.ts';
import { EnrolForm } from '../../ui/centre/enrol-form.tsx';
import { FirstSyncProgress } from '../../ui/centre/first-sync-progress.tsx';
import { syncWords } from '../../ui/centre/sync-words.ts';
import { Section } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RefusalText } from '../../ui/refusal-text.tsx';
import { RouteLink } from '../../ui/router/route-link.tsx';
import { StatusPill } from '../../ui/status-pill.tsx';
import { MEASURE } from '../../ui/theme/theme.ts';
import { useNow } from '../../ui/ticker.tsx';

/** Whether this station is one of an organisation's, and how it becomes one. */
export function CentreSection() {
  const { data: view } = useLive('sync.watch');
  const [joined, setJoined] = useState('');
  if (!view) return null;
  return (
    <Section title="Central">
      <Panel>
        {view.state === 'alone' ? (
          <>
            <Typography sx={{ color: 'text.secondary', maxWidth: MEASURE, mb: 2 }}>
              Esta estação trabalha sozinha. Ligada à central da organização, ela recebe os chamados da sua unidade, os
              clientes e os procedimentos, e envia o que você escreve; sem rede continua como agora.
            </Typography>
            <EnrolForm onDone={setJoined} />
          </>
        ) : (
          <Enrolled view={view} />
        )}
        <Typography role="status" sx={{ color: 'success.main', mt: 1, '&:empty': { display: 'none' } }}>
          {joined ? `Esta estação agora é de ${joined}.` : ''}
        </Typography>
      </Panel>
    </Section>
  );
}

function Enrolled({ view }: { view: SyncView }) {
  const words = syncWords(view, useNow(false));
  const facts: [string, string | null][] = [
    ['Organização', view.organisation],
    ['Unidade', view.unit?.name ?? null],
    ['Esta estação', view.stationName],
    ['Endereço', view.address],
  ];
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '140px minmax(0, 1fr)', rowGap: 0.5 }}>
        {facts.map(([name, value]) =>
          value ? (
            <Box key={name} sx={{ display: 'contents' }}>
              <Typography component="dt" sx={{ color: 'text.secondary' }}>
                {name}
              </Typography>
              <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                {value}
              </Typography>
            </Box>
          ) : null,
        )}
        <Typography component="dt" sx={{ color: 'text.secondary' }}>
          Agora
        </Typography>
        <Box component="dd" sx={{ m: 0, display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
          {words ? <StatusPill tone={words.tone}>{words.state}</StatusPill> : null}
          {words?.details.map(({ id, words: said, tone }) => (
            <StatusPill key={id} tone={tone}>
              {said}
            </StatusPill>
          ))}
        </Box>
      </Box>
      <FirstSyncProgress view={view} />
      {view.problem ? <RefusalText refusals={[view.problem]} /> : null}
      <RouteLink to="queue">Abrir a fila de envio</RouteLink>
    </Box>
  );
}
