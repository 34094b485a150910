import Box from '@mui/material/Box';
import { useEffect } from 'react';
import { useConnectionStatus } from '../../bridge/bridge-context.tsx';
import { onHostEvent } from '../../bridge/host-messages.ts';
import { KeySheet } from '../../ui/keys/key-sheet.tsx';
import { useKeys, useRunKey } from '../../ui/keys/keys-context.tsx';
import { useGo, usePlace, useRouter } from '../../ui/router/router.tsx';
import { ReconnectingStrip } from '../connection-words.tsx';
import { DataStrips } from '../data-strips.tsx';
import { FEATURES } from '../features.ts';
import { PLACES } from '../places.tsx';
import { CurrentScreen } from './current-screen.tsx';
import { Rail } from './rail.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';

/** The desk: bar, rail, and the screen of the present address. */
export function Frame() {
  const connection = useConnectionStatus();
  const runKey = useRunKey();
  const go = useGo();
  const router = useRouter();
  const { path, match } = usePlace();

  useKeys(Object.fromEntries(PLACES.map((place) => [place.key, () => go(place.route)])));
  useKeys({ back: () => router.back(), 'go.queue': () => go('queue') });
  useEffect(() => onHostEvent(window, (event) => event === 'new-call' && runKey('call.new')), [runKey]);
  useEffect(() => {
    const place = PLACES.find(({ covers }) => match && covers.includes(match.route));
    document.title = place ? `${place.label} · Prumo` : 'Prumo';
  }, [match]);

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <TopBar />
      {connection === 'open' ? null : <ReconnectingStrip />}
      <DataStrips signedIn />
      {FEATURES.map(({ banner: Banner }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of features never changes.
        Banner ? <Banner key={index} /> : null,
      )}
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
        <Rail />
        <Box component="main" id="conteudo" tabIndex={-1} sx={{ flex: 1, minWidth: 0, outline: 'none' }}>
          <CurrentScreen key={match ? undefined : path} />
        </Box>
      </Box>
      <StatusLine />
      {FEATURES.map(({ background: Background }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the list of features never changes.
        Background ? <Background key={index} /> : null,
      )}
      <KeySheet />
    </Box>
  );
}

function SkipLink() {
  return (
    <Box
      component="a"
      href="#conteudo"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('conteudo')?.focus();
      }}
      sx={(theme) => ({
        position: 'fixed',
        top: 8,
        left: 8,
        zIndex: theme.zIndex.tooltip,
        px: 2,
        py: 1,
        borderRadius: 1,
        color: theme.vars.palette.primary.contrastText,
        backgroundColor: theme.vars.palette.primary.main,
        '&:not(:focus)': { clipPath: 'inset(50%)', width: '1px', height: '1px', overflow: 'hidden', p: 0 },
      })}
    >
      Ir para o conteúdo
    </Box>
  );
}
