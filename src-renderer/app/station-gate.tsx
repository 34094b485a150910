import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useBridge, useConnectionStatus } from '../bridge/bridge-context.tsx';
import { StationProvider } from '../bridge/station-context.tsx';
import { useLive } from '../bridge/use-live.ts';
import type { DraftsDatabase } from '../drafts/drafts-database.ts';
import { FirstRunScreen } from '../features/first-run/first-run-screen.tsx';
import { RecoveryScreen } from '../features/recovery/recovery-screen.tsx';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { usePlace } from '../ui/router/router.tsx';
import { WITHOUT_SIGN_IN } from '../ui/router/routes.ts';
import { TickerProvider } from '../ui/ticker.tsx';
import { ReconnectingStrip, WaitingForStation } from './connection-words.tsx';
import { DataStrips } from './data-strips.tsx';
import { SignedIn } from './signed-in.tsx';

/** Which of the faces of the station is shown: first run, sign-in, the desk, or recovery where nobody can sign in. */
export function StationGate({ drafts }: { drafts: DraftsDatabase }) {
  const { data: station, late, status } = useLive('station.watch');
  const { match, query } = usePlace();
  const recovering = match?.route === 'recovery' && query.has(WITHOUT_SIGN_IN);
  useForgetBetweenAgents(station?.agent?.id ?? null, station !== undefined);
  if (!station) return <WaitingForStation late={late} failed={status === 'failed'} />;
  return (
    <StationProvider station={station}>
      <TickerProvider stationNow={station.now}>
        {station.agent === null && recovering ? (
          <WithStrip>
            <Box component="main" sx={{ height: '100%' }}>
              <RecoveryScreen />
            </Box>
          </WithStrip>
        ) : station.phase === 'first-run' ? (
          <WithStrip>
            <FirstRunScreen />
          </WithStrip>
        ) : station.agent === null ? (
          <WithStrip>
            <SignInScreen />
          </WithStrip>
        ) : (
          <SignedIn key={station.agent.id} database={drafts} agent={station.agent} />
        )}
      </TickerProvider>
    </StationProvider>
  );
}

function WithStrip({ children }: { children: React.ReactNode }) {
  const lost = useConnectionStatus() !== 'open';
  return (
    <>
      {lost ? <ReconnectingStrip floating /> : null}
      <DataStrips signedIn={false} />
      {children}
    </>
  );
}

/** What one agent saw is not there for the next. */
function useForgetBetweenAgents(agentId: string | null, known: boolean): void {
  const { live } = useBridge();
  const queries = useQueryClient();
  useEffect(() => {
    if (!known) return;
    return () => {
      queries.clear();
      if (agentId !== null) live.forgetAllBut('station.watch');
    };
  }, [agentId, known, live, queries]);
}
