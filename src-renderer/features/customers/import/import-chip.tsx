import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Button from '@mui/material/Button';
import { useEffect } from 'react';
import type { ImportProgress } from '#shared/contract/views.ts';
import { SKIP, useLive } from '../../../bridge/use-live.ts';
import { useRouteHref } from '../../../ui/router/route-link.tsx';
import { usePlace } from '../../../ui/router/router.tsx';
import { TABULAR } from '../../../ui/theme/theme.ts';
import { NO_RUN, useImportRun } from './import-run.ts';

/** An import that was left running, in the bar: how far it is, and that it is over. A click goes back to it. */
export function ImportChip() {
  const { stage, importId, sent, bytes } = useImportRun();
  const running = stage === 'running' && importId !== null;
  const { data: progress } = useLive('customers.importProgress', running ? { importId } : SKIP);
  const { href, onClick } = useRouteHref('customers-import');
  const { match } = usePlace();
  useEffect(
    () => () => {
      if (useImportRun.getState().stage !== 'running') useImportRun.setState(NO_RUN);
    },
    [],
  );

  if (match?.route === 'customers-import' || (stage !== 'reading' && !running)) return null;
  return (
    <Button
      component="a"
      href={href}
      onClick={onClick}
      variant="text"
      startIcon={<UploadFileOutlinedIcon />}
      sx={{ ...TABULAR, flex: 'none' }}
    >
      {stage === 'reading' ? `Lendo ${percent(sent, bytes)}` : chipWords(progress)}
    </Button>
  );
}

function percent(done: number, total: number): string {
  return `${total > 0 ? Math.floor((done / total) * 100) : 0} %`;
}

function chipWords(progress: ImportProgress | undefined): string {
  if (!progress) return 'Importando';
  if (progress.phase === 'running') return `Importando ${percent(progress.bytesRead, progress.bytesTotal)}`;
  return progress.phase === 'done' ? 'Importação concluída' : 'Importação parada';
}
