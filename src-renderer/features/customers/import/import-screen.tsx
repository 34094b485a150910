import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useRpc } from '../../../bridge/bridge-context.tsx';
import { SKIP, useLive } from '../../../bridge/use-live.ts';
import { Page, PageHeader } from '../../../ui/page-header.tsx';
import { RouteLink } from '../../../ui/router/route-link.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { ChooseFile } from './choose-file.tsx';
import { readFile } from './import-flow.ts';
import { ImportReportView } from './import-report.tsx';
import { type ImportRun, useImportRun } from './import-run.ts';
import { PrepareImport } from './prepare-import.tsx';
import { ReadingFile, RunningImport } from './running-import.tsx';

/** Customers from a CSV file (S3.7): choose, check, import, put right. */
export function ImportScreen() {
  const rpc = useRpc();
  const run = useImportRun();
  const running = run.stage === 'running' && run.importId !== null;
  const { data: progress, late } = useLive(
    'customers.importProgress',
    running && run.importId !== null ? { importId: run.importId } : SKIP,
  );
  if (running && progress && progress.phase !== 'running')
    return (
      <Filled>
        <ImportReportView run={run} progress={progress} />
      </Filled>
    );
  const stages: Record<ImportRun['stage'], ReactNode> = {
    none: <ChooseFile refusals={run.refusals} onFile={(file) => readFile(rpc, file)} />,
    reading: <ReadingFile run={run} />,
    mapping: <PrepareImport run={run} />,
    running: progress ? <RunningImport run={run} progress={progress} /> : late ? <SkeletonRows rows={3} /> : null,
  };
  return (
    <Page wide={run.stage === 'mapping'}>
      <Head />
      {stages[run.stage]}
    </Page>
  );
}

function Head() {
  return (
    <PageHeader
      title="Importar clientes"
      subtitle={
        <>
          De um arquivo CSV para o <RouteLink to="customers">cadastro</RouteLink>
        </>
      }
    />
  );
}

/** The report fills the window: its table is what scrolls. */
function Filled({ children }: { children: ReactNode }) {
  return (
    <Box sx={{ height: '100%', px: 4, py: 3, display: 'flex', flexDirection: 'column', gap: 3, overflowY: 'auto' }}>
      <Head />
      {children}
    </Box>
  );
}
