import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type ComponentType, useEffect, useRef } from 'react';
import type { AdminSession } from '#shared/sync/administration.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SIZES } from '../../ui/theme/theme.ts';
import { Wordmark } from '../../ui/wordmark.tsx';
import { HealthPage } from '../health/health-page.tsx';
import { PacksPage } from '../packs/packs-page.tsx';
import { PeoplePage } from '../people/people-page.tsx';
import { CENTRAL_PLACES, usePath } from '../places.tsx';
import { RecordPage } from '../record/record-page.tsx';
import { StationsPage } from '../stations/stations-page.tsx';
import { UnitsPage } from '../units/units-page.tsx';
import { AccountMenu } from './account-menu.tsx';
import { CentralRail } from './central-rail.tsx';
import { RouterButton } from './router-button.tsx';
import { SessionContext } from './session-context.ts';

const PAGES: Record<string, ComponentType> = {
  '/': StationsPage,
  '/estacoes': StationsPage,
  '/unidades': UnitsPage,
  '/equipe': PeoplePage,
  '/procedimentos': PacksPage,
  '/saude': HealthPage,
  '/registro': RecordPage,
};

/** Bar, rail, and the page of the address. */
export function Desk({ session }: { session: AdminSession }) {
  const path = usePath();
  const Page = PAGES[path] ?? Nowhere;
  const label = CENTRAL_PLACES.find((place) => place.path === path)?.label ?? 'Estações';
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    document.title = `${label} · ${session.organisation} · Prumo`;
    // Screen readers begin at the page that was asked for, not at the link that led there.
    if (before.current !== path) main.current?.focus();
    before.current = path;
  }, [label, path, session.organisation]);
  return (
    <SessionContext value={session}>
      <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
        <Box
          component="header"
          sx={(theme) => ({
            height: SIZES.bar,
            flex: 'none',
            px: 2,
            display: 'flex',
            alignItems: 'center',
            gap: 2,
            borderBottom: `1px solid ${theme.vars.palette.divider}`,
            backgroundColor: theme.vars.palette.background.paper,
          })}
        >
          <Wordmark size={18} />
          <Typography sx={{ color: 'text.secondary', flex: 1, minWidth: 0 }} noWrap>
            {session.organisation}
          </Typography>
          <AccountMenu />
        </Box>
        <Box sx={{ flex: 1, minHeight: 0, display: 'flex' }}>
          <CentralRail here={path === '/' ? '/estacoes' : path} />
          <Box component="main" ref={main} tabIndex={-1} sx={{ flex: 1, minWidth: 0, height: '100%' }}>
            <Page />
          </Box>
        </Box>
      </Box>
    </SessionContext>
  );
}

function Nowhere() {
  return (
    <EmptyState
      heading="h1"
      title="Não há nada neste endereço"
      actions={<RouterButton path="/">Ir para Estações</RouterButton>}
    />
  );
}
