/** What goes to and fro between the mapping screen and the station. */
import { z } from 'zod';
import type { Refusal } from '../../refusal.ts';
import type { FileEncoding } from './encoding.ts';
import { IMPORT_FIELD_ORDER } from './fields.ts';
import type { CsvSeparator } from './separator.ts';

const MAX_COLUMNS = 500;

/** Which column holds what; `null` is not imported. `headers` and `columns` have the same length. */
export const columnMappingSchema = z
  .object({
    /** As they stand in the file; empty strings for a file without header. */
    headers: z.array(z.string()).max(MAX_COLUMNS),
    columns: z.array(z.enum(IMPORT_FIELD_ORDER).nullable()).max(MAX_COLUMNS),
  })
  .refine((mapping) => mapping.headers.length === mapping.columns.length);

export type ColumnMapping = z.infer<typeof columnMappingSchema>;

/** The file as it was understood, before anything is imported. */
export type ImportPreview = {
  encoding: FileEncoding;
  separator: CsvSeparator;
  /** Records before the first customer; 0 when there is no header. */
  headerRecords: number;
  mapping: ColumnMapping;
  /** The first customers as they stand in the file, at most `PREVIEW_ROWS`. */
  rows: string[][];
  /** What keeps the file from being imported as it was understood. */
  problems: Refusal[];
};

export type RefusedLine = {
  /** Physical line of the file on which the record begins, from 1. */
  line: number;
  problems: Refusal[];
  /** The line as it stands in the file, cut to `MAX_REPORTED_RAW` characters. */
  raw: string;
};

/** Something a person may want to look at in a line that was imported. */
export type LineNotice = { line: number; message: string };

export type ImportReport = {
  importBatch: string;
  encoding: FileEncoding;
  separator: CsvSeparator;
  /** Lines with a customer: imported + updated + skipped + refused. */
  total: number;
  imported: number;
  updated: number;
  /** Already on record, and the person chose not to update. */
  skipped: number;
  refusedCount: number;
  /** The first `REPORT_LIMIT` of them. */
  refused: RefusedLine[];
  noticeCount: number;
  notices: LineNotice[];
  /** What is wrong with the file as a whole. */
  problems: Refusal[];
};
