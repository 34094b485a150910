import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Customer } from '../domain/customer/customer.ts';
import { customerInputSchema } from '../domain/customer/customer-input.ts';
import type { ColumnMapping, ImportPreview, ImportReport } from '../domain/customer/import/import-types.ts';
import type { Result } from '../domain/refusal.ts';
import type { ImportProgress } from './views.ts';

const importId = z.uuid();

export const customersContract = {
  /** As typed: code, name, CPF/CNPJ or telephone, accent-blind (S5.1). */
  search: oc.input(z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) })).output(type<Customer[]>()),
  page: oc
    .input(z.object({ text: z.string().max(200), after: z.string().nullable(), limit: z.int().min(1).max(500) }))
    .output(type<{ rows: Customer[]; total: number; next: string | null }>()),
  /** Live: grows whenever a customer changes. */
  revision: oc.output(eventIterator(type<{ revision: number }>())),
  get: oc.input(z.object({ customerId: z.string() })).output(type<Customer | null>()),
  /** Registers a new customer (`id` null) or changes one. */
  save: oc
    .input(z.object({ id: z.string().nullable(), input: customerInputSchema }))
    .output(type<Result<Customer>>()),

  /** Import (S3.7): begin → append the file in pieces → preview → run (live) → report. */
  importBegin: oc
    .input(z.object({ fileName: z.string().max(300), bytes: z.int().nonnegative() }))
    .output(type<Result<{ importId: string }>>()),
  /** At most 1 MiB a piece, in order. */
  importAppend: oc
    .input(z.object({ importId, piece: z.instanceof(Blob) }))
    .output(type<Result<{ received: number }>>()),
  importPreview: oc.input(z.object({ importId })).output(type<Result<ImportPreview>>()),
  importStart: oc
    .input(
      z.object({
        importId,
        mapping: z.record(z.string(), z.unknown()) as unknown as z.ZodType<ColumnMapping>,
        onExisting: z.enum(['update', 'skip']),
      }),
    )
    .output(type<Result<null>>()),
  /** Live: ends after `done`, `cancelled` or `failed`. Lines saved before a cancellation stay and are in the report. */
  importProgress: oc.input(z.object({ importId })).output(eventIterator(type<ImportProgress>())),
  importCancel: oc.input(z.object({ importId })).output(type<Result<null>>()),
  importReport: oc.input(z.object({ importId })).output(type<Result<ImportReport>>()),
};
