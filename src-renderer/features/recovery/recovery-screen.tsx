import Button from '@mui/material/Button';
import { useLive } from '../../bridge/use-live.ts';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { useRouteHref } from '../../ui/router/route-link.tsx';
import { SkeletonRows } from '../../ui/skeletons.tsx';
import { BackupsSection } from './backups-section.tsx';
import { DaySection } from './day-section.tsx';
import { ReportSection } from './report-section.tsx';

/** Backups, the black box by day, and what was restored (B1). */
export function RecoveryScreen() {
  const { data: view, late } = useLive('recovery.watch');
  const settings = useRouteHref('settings');
  return (
    <Page wide>
      <PageHeader
        title="Recuperação"
        subtitle="Cópias de segurança dos dados desta estação e a caixa-preta do que foi atendido"
        actions={
          <Button component="a" {...settings}>
            Voltar a Ajustes
          </Button>
        }
      />
      {late ? <SkeletonRows rows={6} height={44} /> : null}
      {view?.report ? <ReportSection report={view.report} /> : null}
      {view ? <BackupsSection view={view} /> : null}
      {view ? <DaySection days={view.days} /> : null}
    </Page>
  );
}
