import type { ImportChoices } from '#shared/contract/customers.ts';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { refusalsOfError } from '../../../bridge/refusals-of-error.ts';
import type { Rpc } from '../../../bridge/rpc.ts';
import { NO_RUN, useImportRun } from './import-run.ts';

/** At most this much of the file goes over at once, so that the window stays free. */
const PIECE = 1024 * 1024;

const { getState, setState } = useImportRun;

async function asked<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask();
  } catch (error) {
    return { ok: false, refusals: refusalsOfError(error) };
  }
}

/** Reads a file into the station piece by piece, and asks how it is understood. Stops when another run took its place. */
export async function readFile(rpc: Rpc, file: File): Promise<void> {
  await forgetRun(rpc);
  setState({ ...NO_RUN, stage: 'reading', fileName: file.name, bytes: file.size });
  const begun = await asked(() => rpc.customers.importBegin({ fileName: file.name.slice(0, 300), bytes: file.size }));
  if (!begun.ok) return stop(begun.refusals);
  const { importId } = begun.value;
  setState({ importId });
  for (let from = 0; from < file.size; from += PIECE) {
    if (!isCurrent(importId)) return;
    const read = await readPiece(file.slice(from, from + PIECE));
    if (!read.ok) return stopRun(rpc, importId, read.refusals);
    const sent = await asked(() => rpc.customers.importAppend({ importId, piece: read.value }));
    if (!isCurrent(importId)) return;
    if (!sent.ok) return stopRun(rpc, importId, sent.refusals);
    setState({ sent: sent.value.received });
  }
  await understand(rpc, {});
}

/** How the station understands the file, with what the person chose instead of what it made out. */
export async function understand(rpc: Rpc, choices: ImportChoices): Promise<void> {
  const { importId } = getState();
  if (importId === null) return;
  const understood = await asked(() => rpc.customers.importPreview({ importId, choices }));
  if (!isCurrent(importId)) return;
  if (!understood.ok) return stop(understood.refusals);
  const { value: preview } = understood;
  const headers = preview.headerRecords > 0 ? preview.mapping.headers : [];
  setState({ stage: 'mapping', preview, mapping: preview.mapping, headers, refusals: [] });
}

export async function startRun(rpc: Rpc, onExisting: 'update' | 'skip'): Promise<void> {
  const { importId, preview, mapping } = getState();
  if (importId === null || !preview || !mapping) return;
  const { encoding, separator, headerRecords } = preview;
  const started = await asked(() =>
    rpc.customers.importStart({ importId, mapping, encoding, separator, headerRecords, onExisting }),
  );
  if (!isCurrent(importId)) return;
  setState(started.ok ? { stage: 'running', refusals: [], preview: null } : { refusals: started.refusals });
}

/** Stops what runs and shows its report; before it runs, puts the file away. */
export async function cancelRun(rpc: Rpc): Promise<void> {
  const { importId, stage } = getState();
  if (stage !== 'running') return forgetRun(rpc);
  if (importId === null) return;
  const cancelled = await asked(() => rpc.customers.importCancel({ importId }));
  if (!cancelled.ok && isCurrent(importId)) setState({ refusals: cancelled.refusals });
}

/** Back to choosing a file. What is already saved stays. */
export async function forgetRun(rpc: Rpc): Promise<void> {
  const { importId, stage } = getState();
  setState(NO_RUN);
  if (importId !== null && stage !== 'running') await asked(() => rpc.customers.importCancel({ importId }));
}

async function readPiece(piece: Blob): Promise<Result<Blob>> {
  try {
    /* Into memory now: a file that is moved or changed fails here, in words, and not in the middle of sending. */
    return { ok: true, value: new Blob([await piece.arrayBuffer()]) };
  } catch {
    return {
      ok: false,
      refusals: [
        {
          code: 'import-file-unreadable',
          rule: 'S3.7',
          message: 'O arquivo não pôde ser lido até o fim.',
          way: 'Confira se ele ainda está no mesmo lugar e fechado no outro programa, e escolha-o de novo.',
        },
      ],
    };
  }
}

function isCurrent(importId: string): boolean {
  return getState().importId === importId;
}

function stop(refusals: readonly Refusal[]): void {
  setState({ ...NO_RUN, refusals });
}

async function stopRun(rpc: Rpc, importId: string, refusals: readonly Refusal[]): Promise<void> {
  stop(refusals);
  await asked(() => rpc.customers.importCancel({ importId }));
}
