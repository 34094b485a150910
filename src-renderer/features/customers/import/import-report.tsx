import DownloadOutlinedIcon from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ImportProgress } from '#shared/contract/views.ts';
import type { ImportReport } from '#shared/domain/customer/import/import-types.ts';
import { refusedLinesCsv } from '#shared/domain/customer/import/report.ts';
import { useApi, useRpc } from '../../../bridge/bridge-context.tsx';
import { formatCounted } from '../../../ui/format.ts';
import { RefusalText } from '../../../ui/refusal-text.tsx';
import { useGo } from '../../../ui/router/router.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { forgetRun } from './import-flow.ts';
import type { ImportRun } from './import-run.ts';
import { ImportTotals } from './import-totals.tsx';
import { correctedName, isWhole, linesToCorrect } from './refused-csv.ts';
import { RefusedLines } from './refused-lines.tsx';
import { saveFile } from './save-file.ts';

/** What became of every line, and the lines to put right. */
export function ImportReportView({ run, progress }: { run: ImportRun; progress: ImportProgress }) {
  const api = useApi();
  const importId = run.importId ?? '';
  const { data, isPending } = useQuery(api.customers.importReport.queryOptions({ input: { importId }, gcTime: 0 }));
  if (isPending) return <SkeletonRows rows={6} />;
  if (!data?.ok)
    return (
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <RefusalText
          refusals={
            data?.refusals ?? [{ code: 'import-failed', message: progress.problem ?? 'A estação não respondeu.' }]
          }
        />
        <After />
      </Box>
    );
  return <Report run={run} progress={progress} report={data.value} />;
}

const HEADLINES: Record<Exclude<ImportProgress['phase'], 'running'>, string> = {
  done: 'Importação concluída',
  cancelled: 'Importação cancelada: o que já tinha entrado está guardado',
  failed: 'A importação parou antes do fim: o que já tinha entrado está guardado',
};

function Report({ run, progress, report }: { run: ImportRun; progress: ImportProgress; report: ImportReport }) {
  const phase = progress.phase === 'running' ? 'done' : progress.phase;
  const cut = report.refused.filter((line) => !isWhole(line)).length + report.refusedCount - report.refused.length;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, minHeight: 0, flex: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1 }} role="status">
          <Typography variant="h3" component="h2">
            {HEADLINES[phase]}
          </Typography>
          <Typography sx={{ color: 'text.secondary' }}>
            {run.fileName}, {formatCounted(report.total, 'linha', 'linhas')}
          </Typography>
        </Box>
        <After />
      </Box>
      <RefusalText
        refusals={[
          ...report.problems,
          ...(progress.problem ? [{ code: 'import-failed', message: progress.problem }] : []),
        ]}
      />
      <ImportTotals report={report} />
      {report.refusedCount > 0 ? (
        <>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="h4" component="h3" sx={{ mr: 'auto' }}>
              {formatCounted(report.refusedCount, 'linha recusada', 'linhas recusadas')}
            </Typography>
            {cut > 0 ? (
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {formatCounted(cut, 'não coube inteira aqui', 'não couberam inteiras aqui')}: corrija no arquivo
                original.
              </Typography>
            ) : null}
            <Button
              startIcon={<DownloadOutlinedIcon />}
              onClick={() => saveFile(correctedName(run.fileName, 'motivos'), refusedLinesCsv(report))}
            >
              Baixar motivos
            </Button>
            <Button
              startIcon={<DownloadOutlinedIcon />}
              onClick={() => saveFile(correctedName(run.fileName, 'corrigir'), linesToCorrect(report, run.headers))}
            >
              Baixar linhas para corrigir
            </Button>
          </Box>
          <RefusedLines lines={report.refused} />
        </>
      ) : null}
    </Box>
  );
}

function After() {
  const rpc = useRpc();
  const go = useGo();
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button onClick={() => forgetRun(rpc)}>Importar outro arquivo</Button>
      <Button
        variant="contained"
        color="primary"
        onClick={() => {
          void forgetRun(rpc);
          go('customers');
        }}
      >
        Ver clientes
      </Button>
    </Box>
  );
}
