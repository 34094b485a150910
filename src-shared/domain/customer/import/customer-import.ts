/**
 * Importing customers from CSV (S3.7), a chunk at a time: whoever feeds it decides how long it runs without a
 * pause, stores each batch before the next, and can stop at any point with everything so far whole.
 *
 *     bytes ─ createChunkDecoder ─▶ text ─ push ─▶ { inserts, updates } ─▶ store
 *                                             └──▶ report (refused lines, counts)
 */
import type { Refusal } from '../../refusal.ts';
import { type Customer, type CustomerRef, customerCodeKey } from '../customer.ts';
import { type CsvDefect, type CsvItem, type CsvRecord, createCsvReader } from './csv-reader.ts';
import type { FileEncoding } from './encoding.ts';
import type { ColumnMapping, ImportReport, LineNotice } from './import-types.ts';
import { type CustomerDraft, type MapContext, mapRow } from './map-row.ts';
import { customerFromDraft } from './merge.ts';
import { MAX_REPORTED_RAW, REPORT_LIMIT } from './report.ts';
import type { CsvSeparator } from './separator.ts';

/** Someone on record, as far as the import must know them. */
export type ExistingCustomer = CustomerRef & { document?: string };

export type CustomerImportOptions = MapContext & {
  mapping: ColumnMapping;
  encoding: FileEncoding;
  separator: CsvSeparator;
  /** Records before the first customer: the header and what stands above it. */
  headerRecords: number;
  /** By `customerCodeKey`, at the moment of the line. */
  existingByCode: Pick<ReadonlyMap<string, ExistingCustomer>, 'get'>;
  /** By normalised document. */
  existingByDocument: Pick<ReadonlyMap<string, ExistingCustomer>, 'get'>;
  /** What to do with a line whose customer is on record. */
  onExisting: 'update' | 'skip';
  importBatch: string;
  /** Instant, ISO 8601 in UTC. */
  now: string;
  newId: () => string;
  /** `REPORT_LIMIT` unless told. */
  reportLimit?: number;
};

export type ImportBatch = {
  inserts: Customer[];
  /** To be merged with `mergeDraft` into the customer of that id. */
  updates: { id: string; draft: CustomerDraft }[];
};

export type CustomerImport = {
  /** Any cut of the text, in order. */
  push: (text: string) => ImportBatch;
  /** After the last cut. */
  end: () => ImportBatch;
  /** A snapshot; may be asked for at any time, for the progress bar. */
  report: () => ImportReport;
};

type Accepted = { insert: true } | { update: ExistingCustomer } | { skip: true };
type Verdict = Accepted | { refuse: Refusal[] };

const RULE = 'S3.7';

class RunningImport implements CustomerImport {
  readonly #options: CustomerImportOptions;
  readonly #reader;
  readonly #report: ImportReport;
  readonly #codeLines = new Map<string, number>();
  readonly #documentLines = new Map<string, number>();
  #headersLeft: number;

  constructor(options: CustomerImportOptions) {
    this.#options = options;
    this.#headersLeft = options.headerRecords;
    this.#reader = createCsvReader({
      separator: options.separator,
      fits: (fields) => hasRightColumns(fields, options.mapping),
    });
    this.#report = {
      importBatch: options.importBatch,
      encoding: options.encoding,
      separator: options.separator,
      total: 0,
      imported: 0,
      updated: 0,
      skipped: 0,
      refusedCount: 0,
      refused: [],
      noticeCount: 0,
      notices: [],
      problems: [],
    };
  }

  push(text: string): ImportBatch {
    return this.#take(this.#reader.push(text));
  }

  end(): ImportBatch {
    const batch = this.#take(this.#reader.end());
    if (this.#report.total === 0) {
      this.#report.problems.push({
        code: 'import-empty-file',
        rule: RULE,
        message: 'O arquivo não tem nenhuma linha de cliente.',
        way: 'Confira se foi escolhido o arquivo certo e se há linhas abaixo do cabeçalho.',
      });
    }
    return batch;
  }

  report(): ImportReport {
    const { refused, notices, problems } = this.#report;
    return { ...this.#report, refused: [...refused], notices: [...notices], problems: [...problems] };
  }

  #take(items: readonly CsvItem[]): ImportBatch {
    const batch: ImportBatch = { inserts: [], updates: [] };
    for (const item of items) {
      if (this.#headersLeft > 0) this.#headersLeft -= 1;
      else if (item.kind === 'defect') this.#refuse(item, [defectProblem(item)]);
      else if (item.fields.some((field) => field.trim() !== '')) this.#record(item, batch);
    }
    return batch;
  }

  #record(record: CsvRecord, batch: ImportBatch): void {
    const { mapping } = this.#options;
    const wrongColumns = columnProblem(record, mapping);
    const mapped = wrongColumns
      ? { ok: false as const, problems: [wrongColumns] }
      : mapRow(record, mapping, this.#options);
    if (!mapped.ok) {
      this.#refuse(record, mapped.problems);
      return;
    }
    const verdict = this.#judge(mapped.draft);
    if ('refuse' in verdict) {
      this.#refuse(record, verdict.refuse);
      return;
    }
    for (const message of mapped.notices) this.#notice({ line: record.line, message });
    this.#accept(record.line, { draft: mapped.draft, verdict }, batch);
  }

  #accept(line: number, { draft, verdict }: { draft: CustomerDraft; verdict: Accepted }, batch: ImportBatch): void {
    const { importBatch, now, newId, today } = this.#options;
    this.#report.total += 1;
    this.#codeLines.set(customerCodeKey(draft.code), line);
    if (draft.document) this.#documentLines.set(draft.document, line);
    if ('skip' in verdict) {
      this.#report.skipped += 1;
    } else if ('update' in verdict) {
      this.#report.updated += 1;
      batch.updates.push({ id: verdict.update.id, draft });
    } else {
      this.#report.imported += 1;
      batch.inserts.push(customerFromDraft(draft, { id: newId(), today, now, importBatch }));
    }
  }

  #judge(draft: CustomerDraft): Verdict {
    const repeated = this.#repeated(draft);
    if (repeated) return { refuse: [repeated] };
    const { existingByCode, existingByDocument, onExisting } = this.#options;
    const byCode = existingByCode.get(customerCodeKey(draft.code));
    const byDocument = draft.document ? existingByDocument.get(draft.document) : undefined;
    const documentIsCode = customerCodeKey(draft.code) === draft.document?.toLowerCase();
    if (byDocument && byDocument.id !== byCode?.id && !(documentIsCode && !byCode)) {
      return { refuse: [documentTaken(byDocument)] };
    }
    if (byCode?.document && draft.document && byCode.document !== draft.document) {
      return { refuse: [otherDocument(byCode)] };
    }
    const existing = byCode ?? byDocument;
    if (!existing) return { insert: true };
    return onExisting === 'update' ? { update: existing } : { skip: true };
  }

  #repeated(draft: CustomerDraft): Refusal | undefined {
    const codeLine = this.#codeLines.get(customerCodeKey(draft.code));
    if (codeLine !== undefined) {
      return {
        code: 'import-repeated-code',
        rule: RULE,
        field: 'code',
        message: `O código ${draft.code} já apareceu na linha ${codeLine} deste arquivo.`,
        way: 'Deixe uma só linha para cada cliente.',
      };
    }
    const documentLine = draft.document ? this.#documentLines.get(draft.document) : undefined;
    if (documentLine === undefined) return undefined;
    return {
      code: 'import-repeated-document',
      rule: RULE,
      field: 'document',
      message: `Este CPF ou CNPJ já apareceu na linha ${documentLine} deste arquivo.`,
      way: 'Deixe uma só linha para cada cliente.',
    };
  }

  #refuse(item: { line: number; raw: string }, problems: Refusal[]): void {
    this.#report.total += 1;
    this.#report.refusedCount += 1;
    if (this.#report.refused.length >= this.#limit()) return;
    this.#report.refused.push({ line: item.line, problems, raw: item.raw.slice(0, MAX_REPORTED_RAW) });
  }

  #notice(notice: LineNotice): void {
    this.#report.noticeCount += 1;
    if (this.#report.notices.length < this.#limit()) this.#report.notices.push(notice);
  }

  #limit(): number {
    return this.#options.reportLimit ?? REPORT_LIMIT;
  }
}

function defectProblem({ code, message, way }: CsvDefect): Refusal {
  return { code, rule: RULE, message, way };
}

/** Columns that a line must have: up to the last one that is named or imported. Many systems end lines with a separator. */
function neededColumns({ headers, columns }: ColumnMapping): number {
  return (
    1 +
    Math.max(
      headers.findLastIndex((header) => header.trim() !== ''),
      columns.findLastIndex((field) => field !== null),
    )
  );
}

/** Cells too many are no fault as long as they are empty. */
function hasRightColumns(fields: readonly string[], mapping: ColumnMapping): boolean {
  const extra = fields.slice(mapping.columns.length).some((field) => field.trim() !== '');
  return fields.length >= neededColumns(mapping) && !extra;
}

function columnProblem({ fields }: CsvRecord, mapping: ColumnMapping): Refusal | undefined {
  if (hasRightColumns(fields, mapping)) return undefined;
  const cells = fields.length === 1 ? '1 coluna' : `${fields.length} colunas`;
  return {
    code: 'import-column-count',
    rule: RULE,
    message: `A linha tem ${cells}, e o cabeçalho tem ${neededColumns(mapping)}.`,
    way: 'Confira se falta ou sobra separador; texto com separador dentro precisa de aspas.',
  };
}

function documentTaken(existing: ExistingCustomer): Refusal {
  return {
    code: 'customer-document-taken',
    rule: RULE,
    field: 'document',
    message: `Este CPF ou CNPJ já está no cadastro de ${existing.name} (código ${existing.code}).`,
    way: 'Corrija o código na linha, ou o cadastro existente.',
  };
}

function otherDocument(existing: ExistingCustomer): Refusal {
  return {
    code: 'import-other-document',
    rule: RULE,
    field: 'document',
    message: `O código ${existing.code} está no cadastro de ${existing.name} com outro CPF ou CNPJ.`,
    way: 'Confira o código; se o documento mudou, corrija-o no cadastro.',
  };
}

/** The mapping must have passed `checkMapping`. */
export function createCustomerImport(options: CustomerImportOptions): CustomerImport {
  return new RunningImport(options);
}
