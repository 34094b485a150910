import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Customer } from '../domain/customer/customer.ts';
import { customerInputSchema } from '../domain/customer/customer-input.ts';
import { columnMappingSchema, type ImportPreview, type ImportReport } from '../domain/customer/import/import-types.ts';
import type { Result } from '../domain/refusal.ts';
import type { LostField } from '../sync/messages.ts';
import type { ImportProgress } from './views.ts';

const importId = z.uuid();
const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
const CSV_SEPARATORS = [';', ',', '\t', '|'] as const;

export const importChoicesSchema = z.object({
  encoding: z.enum(FILE_ENCODINGS).optional(),
  separator: z.enum(CSV_SEPARATORS).optional(),
  headerRecords: z.int().min(0).max(100).optional(),
});
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** A value of a customer's field that did not stand, and who wrote it; the station that shows it is where that was. */
export interface CustomerClash extends LostField {
  /** `at`: ISO instant. `null`: nobody's edit (an import). */
  author: { name: string; at: string } | null;
}

export const customersContract = {
  /** As typed: code, name, CPF/CNPJ or telephone, accent-blind (S5.1). */
  search: oc.input(z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) })).output(type<Customer[]>()),
  page: oc
    .input(z.object({ text: z.string().max(200), after: z.string().nullable(), limit: z.int().min(1).max(500) }))
    .output(type<{ rows: Customer[]; total: number; next: string | null }>()),
  /** Live: grows whenever a customer changes. */
  revision: oc.output(eventIterator(type<{ revision: number }>())),
  get: oc.input(z.object({ customerId: z.string() })).output(type<Customer | null>()),
  /** Fields that two stations changed without knowing of each other, and nobody has decided yet (B3). */
  clashes: oc.input(z.object({ customerId: z.string() })).output(type<CustomerClash[]>()),
  /** `kept`: what the record shows stays; `lost`: the other value comes back. */
  decideClash: oc
    .input(z.object({ customerId: z.string(), field: z.string().max(60), keep: z.enum(['kept', 'lost']) }))
    .output(type<Result<null>>()),
  /** Registers a new customer (`id` null) or changes one. */
  save: oc.input(z.object({ id: z.string().nullable(), input: customerInputSchema })).output(type<Result<Customer>>()),

  /** Import (S3.7): begin → append the file in pieces → preview → run (live) → report. */
  importBegin: oc
    .input(z.object({ fileName: z.string().max(300), bytes: z.int().nonnegative() }))
    .output(type<Result<{ importId: string }>>()),
  /** At most 1 MiB a piece, in order. */
  importAppend: oc
    .input(z.object({ importId, piece: z.instanceof(Blob) }))
    .output(type<Result<{ received: number }>>()),
  /** `choices`: what the person chose instead of what was detected. */
  importPreview: oc.input(z.object({ importId, choices: importChoicesSchema })).output(type<Result<ImportPreview>>()),
  /** As the preview understood the file, with the mapping as the person left it. Refused when the mapping lacks something. */
  importStart: oc
    .input(
      z.object({
        importId,
        mapping: columnMappingSchema,
        encoding: z.enum(FILE_ENCODINGS),
        separator: z.enum(CSV_SEPARATORS),
        headerRecords: z.int().min(0).max(100),
        onExisting: z.enum(['update', 'skip']),
      }),
    )
    .output(type<Result<null>>()),
  /** Live: ends after `done`, `cancelled` or `failed`. Lines saved before a cancellation stay and are in the report. */
  importProgress: oc.input(z.object({ importId })).output(eventIterator(type<ImportProgress>())),
  importCancel: oc.input(z.object({ importId })).output(type<Result<null>>()),
  importReport: oc.input(z.object({ importId })).output(type<Result<ImportReport>>()),
};
