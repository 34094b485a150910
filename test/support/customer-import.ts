/** An import as the mapping screen drives it. */
import type { ImportProgress } from '#shared/contract/views.ts';
import type { ImportPreview, ImportReport } from '#shared/domain/customer/import/import-types.ts';
import { done, type StationClient } from './station-client.ts';

const PIECE = 512 * 1024;

export async function upload(client: StationClient, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { importId } = await done(client.customers.importBegin({ fileName: 'clientes.csv', bytes: bytes.length }));
  for (let from = 0; from < bytes.length; from += PIECE) {
    await done(client.customers.importAppend({ importId, piece: new Blob([bytes.subarray(from, from + PIECE)]) }));
  }
  return importId;
}

export interface ImportRun {
  importId: string;
  preview: ImportPreview;
  last: ImportProgress;
  report: ImportReport;
}

interface Wishes {
  onExisting?: 'update' | 'skip';
  /** Called with every progress. */
  meanwhile?: (progress: ImportProgress, importId: string) => Promise<void> | void;
}

/** Uploads, takes the preview as it is, runs to the end. */
export async function importCsv(
  client: StationClient,
  bytes: Uint8Array<ArrayBuffer>,
  { onExisting = 'update', meanwhile }: Wishes = {},
): Promise<ImportRun> {
  const importId = await upload(client, bytes);
  const preview = await done(client.customers.importPreview({ importId, choices: {} }));
  const { mapping, encoding, separator, headerRecords } = preview;
  await done(client.customers.importStart({ importId, mapping, encoding, separator, headerRecords, onExisting }));
  let last: ImportProgress | undefined;
  for await (const progress of await client.customers.importProgress({ importId })) {
    last = progress;
    await meanwhile?.(progress, importId);
  }
  if (!last) throw new Error('an import without progress');
  return { importId, preview, last, report: await done(client.customers.importReport({ importId })) };
}
