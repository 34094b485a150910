import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImportChoices } from '#shared/contract/customers.ts';
import type { ImportProgress } from '#shared/contract/views.ts';
import {
  type CustomerImport,
  createCustomerImport,
  type ImportBatch,
} from '#shared/domain/customer/import/customer-import.ts';
import {
  createChunkDecoder,
  createEncodingDetector,
  type FileEncoding,
} from '#shared/domain/customer/import/encoding.ts';
import type { ColumnMapping, ImportPreview, ImportReport } from '#shared/domain/customer/import/import-types.ts';
import { checkMapping } from '#shared/domain/customer/import/mapping.ts';
import { mergeDraft } from '#shared/domain/customer/import/merge.ts';
import { PREVIEW_BYTES, previewImport } from '#shared/domain/customer/import/preview.ts';
import type { CsvSeparator } from '#shared/domain/customer/import/separator.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { knownCustomerBy } from '../search/customer-index.ts';
import { ChangeFeed } from '../store/change-feed.ts';
import { byIds } from '../store/read.ts';
import type { Core } from './core.ts';
import { live } from './live.ts';
import { localDay } from './local-day.ts';

/** A file of customers is read in memory: customers' data are never laid on the disk unencrypted. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_IMPORTS = 3;
/** Bytes decoded between two turns of the event loop: some 300 lines. */
const SLICE_BYTES = 32 * 1024;
const WRITE_BATCH = 250;

interface StartInput {
  importId: string;
  mapping: ColumnMapping;
  encoding: FileEncoding;
  separator: CsvSeparator;
  headerRecords: number;
  onExisting: 'update' | 'skip';
}

interface Running {
  pieces: Uint8Array[];
  received: number;
  expected: number;
  progress: ImportProgress;
  importer: CustomerImport | null;
  cancelled: boolean;
}

/** Importing customers from CSV (S3.7): a piece of the file at a time, so that the station stays at everybody's call. */
export class CustomerImportDesk {
  readonly #core: Core;
  readonly #imports = new Map<string, Running>();
  readonly #feed = new ChangeFeed();

  constructor(core: Core) {
    this.#core = core;
  }

  async begin({ bytes }: { bytes: number }): Promise<Result<{ importId: string }>> {
    if (bytes > MAX_FILE_BYTES) {
      return refuse({
        code: 'import-file-too-large',
        rule: 'S3.7',
        field: 'file',
        message: 'O arquivo passa de 256 MB.',
        way: 'Divida-o em partes, cada uma com o seu cabeçalho.',
      });
    }
    for (const [id, running] of this.#imports) {
      if (this.#imports.size >= MAX_IMPORTS && running.progress.phase !== 'running') this.#imports.delete(id);
    }
    if (this.#imports.size >= MAX_IMPORTS) {
      return refuse({
        code: 'import-busy',
        rule: 'S3.7',
        message: 'Já há importações em andamento.',
        way: 'Espere uma terminar ou cancele-a.',
      });
    }
    const importId = this.#core.journal.newId();
    this.#imports.set(importId, {
      pieces: [],
      received: 0,
      expected: bytes,
      progress: blankProgress(bytes),
      importer: null,
      cancelled: false,
    });
    return ok({ importId });
  }

  append(importId: string, piece: Uint8Array): Result<{ received: number }> {
    const running = this.#imports.get(importId);
    if (!running) return refuse(UNKNOWN_IMPORT);
    if (running.received + piece.length > running.expected) {
      return refuse({
        code: 'import-file-grew',
        rule: 'S3.7',
        field: 'file',
        message: 'O arquivo mudou enquanto era lido.',
        way: 'Feche-o no outro programa e escolha-o de novo.',
      });
    }
    running.pieces.push(piece);
    running.received += piece.length;
    return ok({ received: running.received });
  }

  async preview(importId: string, choices: ImportChoices): Promise<Result<ImportPreview>> {
    const running = this.#imports.get(importId);
    if (!running) return refuse(UNKNOWN_IMPORT);
    const encoding = choices.encoding ?? (await this.#encodingOf(running));
    return ok(previewImport(beginning(running.pieces, PREVIEW_BYTES), { ...choices, encoding }));
  }

  /** Starts and returns at once; `progress` tells how it goes. */
  async start(input: StartInput): Promise<Result<null>> {
    const running = this.#imports.get(input.importId);
    if (!running) return refuse(UNKNOWN_IMPORT);
    if (running.importer)
      return refuse({ code: 'import-started', rule: 'S3.7', message: 'Esta importação já começou.' });
    const [first, ...others] = checkMapping(input.mapping);
    if (first) return refuse(first, ...others);
    running.importer = this.#importer(input);
    this.#run(running, input).catch((error: unknown) => {
      this.#core.log.error('import.failed', error);
      this.#tell(running, {
        phase: 'failed',
        problem: 'A importação parou por uma falha da estação. O que já foi importado está guardado.',
      });
    });
    return ok(null);
  }

  progress(importId: string, signal: AbortSignal | undefined): AsyncGenerator<ImportProgress, void> {
    const running = this.#imports.get(importId);
    const answer = () =>
      running?.progress ?? { ...blankProgress(0), phase: 'failed' as const, problem: UNKNOWN_IMPORT.message };
    return untilOver(
      live({
        feed: this.#feed,
        signal,
        touches: (change) => change.topics.has(importId) || change.topics.has('any'),
        answer,
      }),
    );
  }

  async cancel(importId: string): Promise<Result<null>> {
    const running = this.#imports.get(importId);
    if (!running) return refuse(UNKNOWN_IMPORT);
    running.cancelled = true;
    if (!running.importer) this.#imports.delete(importId);
    return ok(null);
  }

  async report(importId: string): Promise<Result<ImportReport>> {
    const running = this.#imports.get(importId);
    return running?.importer ? ok(running.importer.report()) : refuse(UNKNOWN_IMPORT);
  }

  #importer(input: StartInput): CustomerImport {
    const { store, journal } = this.#core;
    return createCustomerImport({
      ...input,
      existingByCode: { get: (codeKey) => knownCustomerBy(store.file, { codeKey }) },
      existingByDocument: { get: (document) => knownCustomerBy(store.file, { document }) },
      importBatch: input.importId,
      now: journal.now(),
      today: localDay(this.#core),
      newId: () => journal.newId(),
    });
  }

  async #run(running: Running, { encoding, importId }: StartInput): Promise<void> {
    const { serially } = this.#core;
    const importer = running.importer!;
    const decoder = createChunkDecoder(encoding);
    let read = 0;
    for (const slice of slicesOf(running.pieces)) {
      if (running.cancelled) {
        running.pieces = [];
        this.#tell(running, { phase: 'cancelled' });
        return;
      }
      const text = decoder.push(slice);
      await serially(() => this.#write(importer.push(text), importId));
      read += slice.length;
      this.#tell(running, { bytesRead: read });
      await nextTurn();
    }
    const rest = decoder.end();
    await serially(() => this.#write(importer.push(rest), importId));
    await serially(() => this.#write(importer.end(), importId));
    running.pieces = [];
    this.#tell(running, { phase: 'done', bytesRead: running.expected });
  }

  /** Runs in the queue of commands together with the judging of its lines, so that nobody comes in between. */
  async #write({ inserts, updates }: ImportBatch, importBatch: string): Promise<void> {
    const { store, journal } = this.#core;
    const { customers } = store.collections;
    for (let from = 0; from < inserts.length; from += WRITE_BATCH) {
      const { error } = await customers.bulkInsert(inserts.slice(from, from + WRITE_BATCH));
      if (error.length > 0) throw new Error(`import: ${error.length} customers were not written`);
      await nextTurn();
    }
    for (let from = 0; from < updates.length; from += WRITE_BATCH) {
      const some = updates.slice(from, from + WRITE_BATCH);
      const ids = some.map(({ id }) => id);
      const current = new Map((await byIds(customers, ids)).map((one) => [one.id, one]));
      const merged = some.flatMap(({ id, draft }) => {
        const known = current.get(id);
        return known ? [mergeDraft(known, draft, { now: journal.now(), importBatch })] : [];
      });
      const { error } = await customers.bulkUpsert(merged);
      if (error.length > 0) throw new Error(`import: ${error.length} customers were not updated`);
      await nextTurn();
    }
  }

  async #encodingOf(running: Running): Promise<FileEncoding> {
    const detector = createEncodingDetector();
    for (const slice of slicesOf(running.pieces)) {
      detector.push(slice);
      await nextTurn();
    }
    return detector.result().encoding;
  }

  #tell(running: Running, change: Partial<ImportProgress>): void {
    const report = running.importer?.report();
    const counts = report && {
      linesRead: report.total,
      imported: report.imported,
      updated: report.updated,
      skipped: report.skipped,
      refused: report.refusedCount,
    };
    running.progress = { ...running.progress, ...counts, ...change };
    this.#feed.tell({ topics: ['any'] });
  }
}

const UNKNOWN_IMPORT = {
  code: 'import-unknown',
  rule: 'S3.7',
  message: 'Esta importação não existe mais: a estação foi reiniciada.',
  way: 'Escolha o arquivo de novo. O que já foi importado está guardado.',
};

function blankProgress(bytesTotal: number): ImportProgress {
  return {
    phase: 'running',
    bytesRead: 0,
    bytesTotal,
    linesRead: 0,
    imported: 0,
    updated: 0,
    skipped: 0,
    refused: 0,
    problem: null,
  };
}

function* slicesOf(pieces: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += SLICE_BYTES) yield piece.subarray(from, from + SLICE_BYTES);
  }
}

async function* untilOver(progress: AsyncGenerator<ImportProgress, void>): AsyncGenerator<ImportProgress, void> {
  for await (const one of progress) {
    yield one;
    if (one.phase !== 'running') return;
  }
}

function beginning(pieces: readonly Uint8Array[], limit: number): Uint8Array {
  const head = new Uint8Array(
    Math.min(
      limit,
      pieces.reduce((sum, piece) => sum + piece.length, 0),
    ),
  );
  let filled = 0;
  for (const piece of pieces) {
    if (filled >= head.length) break;
    const part = piece.subarray(0, head.length - filled);
    head.set(part, filled);
    filled += part.length;
  }
  return head;
}
