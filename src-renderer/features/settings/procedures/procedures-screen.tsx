import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../bridge/bridge-context.tsx';
import { useStation } from '../../../bridge/station-context.tsx';
import { useLate } from '../../../bridge/use-late.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { useQueryValue } from '../../../ui/router/router.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { ArticlesView } from './articles-view.tsx';
import { BoardsView } from './boards-view.tsx';
import { ClassificationView } from './classification-view.tsx';
import { FlowView } from './flow-view.tsx';
import { PackLoader } from './pack-loader.tsx';
import { packSummary } from './pack-words.ts';
import { TextsView } from './texts-view.tsx';
import { VersionsView } from './versions-view.tsx';

const TABS = [
  { id: '', label: 'Roteiro', View: FlowView },
  { id: 'abas', label: 'Abas e filas', View: BoardsView },
  { id: 'textos', label: 'Textos', View: TextsView },
  { id: 'artigos', label: 'Artigos', View: ArticlesView },
  { id: 'classificacao', label: 'Classificação e prazos', View: ClassificationView },
  { id: 'versoes', label: 'Versões', View: VersionsView },
] as const;

/** What the house's procedure says, version by version, and the way to load a new one (B2). */
export function ProceduresScreen() {
  const api = useApi();
  const { packVersion } = useStation();
  const [tabId, setTab] = useQueryValue('parte');
  const [versionText] = useQueryValue('versao');
  const version = Number(versionText) || packVersion;
  const pack = useQuery(api.packs.get.queryOptions({ input: { version }, staleTime: Number.POSITIVE_INFINITY }));
  const late = useLate(pack.isPending);
  const tab = TABS.find(({ id }) => id === tabId) ?? TABS[0];
  const old = version !== packVersion;
  return (
    <Box sx={{ height: '100%', overflowY: 'auto', px: 4, py: 3 }}>
      <Box sx={{ maxWidth: 1200, display: 'flex', flexDirection: 'column', gap: 2 }}>
        <PageHeader
          title="Procedimentos"
          subtitle={
            pack.data
              ? `${pack.data.name}, versão ${pack.data.version}${old ? ' (só para consulta)' : ', em vigor'} · ${packSummary(pack.data)}`
              : null
          }
        />
        <PackLoader />
        <Tabs
          value={tab.id}
          onChange={(_, id: string) => setTab(id)}
          aria-label="Partes do pacote"
          sx={(theme) => ({ borderBottom: `1px solid ${theme.vars.palette.divider}` })}
        >
          {TABS.map(({ id, label }) => (
            <Tab key={id} value={id} label={label} id={`parte-${id}`} aria-controls={`painel-${tab.id}`} />
          ))}
        </Tabs>
        <Box role="tabpanel" id={`painel-${tab.id}`} aria-labelledby={`parte-${tab.id}`}>
          {late ? <SkeletonRows rows={8} /> : null}
          {pack.data ? <tab.View pack={pack.data} /> : null}
        </Box>
      </Box>
    </Box>
  );
}
