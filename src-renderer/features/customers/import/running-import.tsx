import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ImportProgress } from '#shared/contract/views.ts';
import { useRpc } from '../../../bridge/bridge-context.tsx';
import { formatBytes, formatCount, formatCounted } from '../../../ui/format.ts';
import { ProgressWithTotals } from '../../../ui/progress-with-totals.tsx';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { cancelRun } from './import-flow.ts';
import type { ImportRun } from './import-run.ts';

/** The file on its way into the station. */
export function ReadingFile({ run }: { run: ImportRun }) {
  const rpc = useRpc();
  return (
    <ProgressWithTotals
      label={`Lendo ${run.fileName}`}
      done={run.sent}
      total={run.bytes}
      words={`${formatBytes(run.sent)} de ${formatBytes(run.bytes)}`}
      actions={<Button onClick={() => cancelRun(rpc)}>Cancelar</Button>}
    />
  );
}

/** How far the import has come, with real totals; it goes on without the screen. */
export function RunningImport({ run, progress }: { run: ImportRun; progress: ImportProgress }) {
  const rpc = useRpc();
  const go = useGo();
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
      <ProgressWithTotals
        label={`Importando ${run.fileName}`}
        done={progress.bytesRead}
        total={progress.bytesTotal}
        words={`${formatCounted(progress.linesRead, 'linha', 'linhas')} · ${formatBytes(progress.bytesRead)} de ${formatBytes(progress.bytesTotal)}`}
        actions={
          <>
            <Button onClick={() => go('attendance')}>Continuar trabalhando</Button>
            <Button onClick={() => cancelRun(rpc)}>Cancelar importação</Button>
          </>
        }
      />
      <Typography role="status" sx={{ color: 'text.secondary' }}>
        {progressWords(progress)}
      </Typography>
      <RefusalText refusals={run.refusals} />
    </Box>
  );
}

function progressWords({ imported, updated, skipped, refused }: ImportProgress): string {
  return [
    `${formatCount(imported)} novos`,
    `${formatCount(updated)} atualizados`,
    `${formatCount(skipped)} pulados`,
    `${formatCount(refused)} recusados`,
  ].join(' · ');
}
