import { useStation } from '../../bridge/station-context.tsx';
import { Page, PageHeader } from '../../ui/page-header.tsx';
import { CentreSection } from './centre-section.tsx';
import { CompanySection } from './company-section.tsx';
import { DraftsSection } from './drafts-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { SecuritySection } from './security-section.tsx';
import { StaffSection } from './staff-section.tsx';
import { ThemeSection } from './theme-section.tsx';

export function SettingsScreen() {
  const { station, version } = useStation();
  return (
    <Page>
      <PageHeader
        title="Ajustes"
        subtitle={`Estação ${String(station).padStart(4, '0')} · Prumo ${version} · o que muda aqui vale para esta estação`}
      />
      <CompanySection />
      <StaffSection />
      <CentreSection />
      <ThemeSection />
      <DraftsSection />
      <SecuritySection />
      <RecoverySection />
    </Page>
  );
}
