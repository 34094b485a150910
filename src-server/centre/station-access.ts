import type { ScopeKey } from '#shared/sync/messages.ts';
import type { Queryable } from '../postgres/database.ts';
import { type Answer, epochChanged, given, stationRevoked, tokenInvalid } from './answer.ts';
import type { CentreContext } from './context.ts';

/** An agent's own feed stays with a station for so long after their last lease there ended. */
const FEED_AFTER_LEASE_DAYS = 30;

/** What a station is and may see, as the database says at one moment. */
export interface StationAccess {
  stationId: string;
  /** As in protocol numbers and entries; the present one first, then those from before it was enrolled. */
  numbers: string[];
  unitId: string;
  /** Agents whose feeds it holds. */
  staffIds: string[];
  scopes: ScopeKey[];
  epoch: string;
  /** Of `centre.access_version` at that moment. */
  accessVersion: bigint;
}

interface AccessRow {
  id: string;
  number: number;
  former_numbers: string[];
  unit_id: string;
  revoked_at: Date | null;
  epoch: string;
  access_version: string;
  staff: string[];
}

/** @returns 401 `station-revoked`, or `token-invalid` for a station that this centre does not know */
export async function readAccess(
  db: Queryable,
  context: Pick<CentreContext, 'clock'>,
  stationId: string,
): Promise<Answer<StationAccess>> {
  return (await readManyAccess(db, context, [stationId])).get(stationId) ?? tokenInvalid();
}

/** All as of one moment; stations that this centre does not know are left out. */
export async function readManyAccess(
  db: Queryable,
  { clock }: Pick<CentreContext, 'clock'>,
  stationIds: readonly string[],
): Promise<Map<string, Answer<StationAccess>>> {
  const heldSince = new Date(clock() - FEED_AFTER_LEASE_DAYS * 86_400_000);
  const { rows } = await db.query<AccessRow>(
    `SELECT s.id, s.number, s.former_numbers, s.unit_id, s.revoked_at, c.epoch, c.access_version,
       array(
         SELECT i.staff_id::text FROM sign_in i JOIN account a USING (staff_id)
         WHERE i.station_id = s.id AND a.deactivated_at IS NULL AND i.lease_until > $2
         ORDER BY 1
       ) AS staff
     FROM station s CROSS JOIN centre c WHERE s.id = ANY($1)`,
    [stationIds, heldSince],
  );
  return new Map(rows.map((row) => [row.id, row.revoked_at ? stationRevoked() : given(accessOf(row))]));
}

function accessOf(row: AccessRow): StationAccess {
  return {
    stationId: row.id,
    numbers: [String(row.number), ...row.former_numbers],
    unitId: row.unit_id,
    staffIds: row.staff,
    scopes: ['o', `u:${row.unit_id}`, ...row.staff.map((id): ScopeKey => `a:${id}`)],
    epoch: row.epoch,
    accessVersion: BigInt(row.access_version),
  };
}

/** Every request about data names the epoch in which the station believes to be. */
export function inEpoch(access: StationAccess, epoch: string): Answer<StationAccess> {
  return access.epoch === epoch ? given(access) : epochChanged(access.epoch);
}
