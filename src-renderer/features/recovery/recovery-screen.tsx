import Button from '@mui/material/Button';
import { useStation } from '../../bridge/station-context.tsx';
import { useLive } from '../../bridge/use-live.ts';
import { DataProgress } from '../../ui/data-progress.tsx';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { BackupsSection } from './backups-section.tsx';
import { DaySection } from './day-section.tsx';
import { ReportSection } from './report-section.tsx';
import { SpaceSection } from './space-section.tsx';

/** Backups, the black box by day, and what was restored (B1). Before sign-in too: then without what names people. */
export function RecoveryScreen() {
  const { data: view, late } = useLive('recovery.watch');
  const signedIn = useStation().agent !== null;
  const settings = useRouteHref('settings');
  const home = useRouteHref('attendance');
  return (
    <Page wide>
      <PageHeader
        title="Recuperação"
        subtitle="Cópias de segurança dos dados desta estação e a caixa-preta do que foi atendido"
        actions={
          <Button component="a" {...(signedIn ? settings : home)}>
            {signedIn ? 'Voltar a Ajustes' : 'Voltar à entrada'}
          </Button>
        }
      />
      {late ? <SkeletonRows rows={6} height={44} /> : null}
      {view ? <DataProgress view={view} /> : null}
      {view?.report ? <ReportSection report={view.report} signedIn={signedIn} /> : null}
      {view ? <BackupsSection view={view} signedIn={signedIn} /> : null}
      {view && signedIn ? <DaySection days={view.days} /> : null}
      {view ? <SpaceSection view={view} /> : null}
    </Page>
  );
}
