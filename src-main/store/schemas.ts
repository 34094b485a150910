import type { RxJsonSchema } from 'rxdb';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { LooseCall, Shift } from '#shared/domain/shift/shift.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';

/** A published procedure pack; never changes once written (rule B2). */
export interface PackDocument {
  id: string;
  version: number;
  name: string;
  installedAt: string;
  /** The pack as JSON text: opaque to the store. */
  source: string;
}

/*
 * What the station keeps and will share with others. Everything that follows from these (ticket heads,
 * full text, counters) lies in plain tables beside them and can be rebuilt (projections/).
 * Bodies are checked by zod where they enter; here stand the keys, the indexes and the versions.
 */

const id = { type: 'string', maxLength: 64 } as const;
const instant = { type: 'string', maxLength: 32 } as const;
const open = { type: 'object', additionalProperties: true } as const;

function keyed<T>(properties: Record<string, object>, indexes: (string | string[])[]): RxJsonSchema<T> {
  const schema = {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    additionalProperties: true,
    properties: { id, ...properties },
    required: ['id', ...Object.keys(properties)],
    indexes,
  };
  return schema as unknown as RxJsonSchema<T>;
}

export const entrySchema = keyed<Entry>(
  {
    ticketId: id,
    hlc: { type: 'string', maxLength: 40 },
    kind: { type: 'string', maxLength: 40 },
    patch: open,
    data: open,
  },
  [['ticketId', 'hlc', 'id']],
);
export const customerSchema = keyed<Customer>({ code: { type: 'string', maxLength: 60 }, updatedAt: instant }, [
  'code',
]);
export const staffSchema = keyed<Staff>({ updatedAt: instant }, []);
export const workOrderSchema = keyed<WorkOrder>({ number: { type: 'string', maxLength: 30 }, updatedAt: instant }, [
  'number',
]);
export const looseCallSchema = keyed<LooseCall>({ shiftId: id, at: instant }, [['shiftId', 'at']]);
export const shiftSchema = keyed<Shift>({ openedAt: instant }, ['openedAt']);
export const packSchema = keyed<PackDocument>(
  { version: { type: 'integer', minimum: 1, maximum: 1_000_000, multipleOf: 1 }, source: { type: 'string' } },
  ['version'],
);
