import { z } from 'zod';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { looseCallSchema, shiftSchema } from '#shared/domain/shift/shift.ts';
import { staffSchema } from '#shared/domain/staff/staff.ts';
import { workOrderSchema } from '#shared/domain/work-order/work-order.ts';
import { readPack } from '#shared/procedures/validate.ts';
import type { DocumentCollection } from '#shared/sync/messages.ts';
import type { StationAccess } from '../station-access.ts';

/** What each collection of documents asks of whoever changes it. */
export interface CollectionRules {
  schema: z.ZodType<object>;
  /** The scope of a document that this station brings in. */
  home: (station: StationAccess) => string;
  /** Only from stations at which somebody of the administration works. */
  administration: boolean;
  /** Published once, and never changed. */
  immutable: boolean;
  check?: (document: Record<string, unknown>) => Refusal[];
}

const packDocumentSchema = z.strictObject({
  id: z.string().max(64),
  version: z.int().min(1).max(1_000_000),
  name: z.string().max(200),
  installedAt: z.iso.datetime(),
  source: z.string(),
});

const ofUnit = (station: StationAccess) => `u:${station.unitId}`;
const ofHouse = () => 'o';
const free = { administration: false, immutable: false };

export const COLLECTIONS: Record<DocumentCollection, CollectionRules> = {
  customers: { schema: customerSchema, home: ofUnit, ...free },
  workorders: { schema: workOrderSchema, home: ofHouse, ...free },
  shifts: { schema: shiftSchema, home: ofUnit, ...free },
  loosecalls: { schema: looseCallSchema, home: ofUnit, ...free },
  staff: { schema: staffSchema, home: ofHouse, administration: true, immutable: false },
  packs: { schema: packDocumentSchema, home: ofHouse, administration: true, immutable: true, check: checkPack },
};

function checkPack({ id, version, source }: Record<string, unknown>): Refusal[] {
  const read = readPack(source);
  if (!read.ok) return read.refusals;
  return id === `${read.value.id}-${read.value.version}` && version === read.value.version
    ? []
    : [{ code: 'pack-id', field: 'id', message: 'O nome do pacote não combina com o que há nele.' }];
}
