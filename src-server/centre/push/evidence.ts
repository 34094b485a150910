import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Queryable } from '../../postgres/database.ts';
import type { CentreContext } from '../context.ts';
import { isRecovering, readOrganisation, readUnits } from '../organisation.ts';
import { newest, type Packs } from '../packs.ts';
import type { StationAccess } from '../station-access.ts';
import type { Actor, Evidence } from './judge.ts';

/** Reads all that judging a push's entries takes beside their tickets. The tickets' rows are held already. */
export async function readEvidence(
  tx: Queryable,
  entries: readonly Entry[],
  { context, packs, station }: { context: CentreContext; packs: Packs; station: StationAccess },
): Promise<Evidence> {
  const present = await tx.query<{ id: string; body: string }>('SELECT id, body FROM entry WHERE id = ANY($1)', [
    entries.map(({ id }) => id),
  ]);
  const refused = await tx.query<{ ticket_id: string; body: string }>(
    'SELECT ticket_id, body FROM refused_entry WHERE ticket_id = ANY($1) AND station_id = $2',
    [[...new Set(entries.map(({ ticketId }) => ticketId))], station.stationId],
  );
  const organisation = await readOrganisation(tx);
  const shelf = await packs.load(tx);
  const units = await readUnits(tx);
  const evidence: Evidence = {
    present: new Map(present.rows.map(({ id, body }) => [id, body])),
    refusedOpenings: new Set(),
    refusedStamps: new Map(),
    actors: await readActors(tx, entries, station),
    packs: shelf,
    inForce: newest(shelf),
    publicText: (pack) => packs.publicText(pack),
    units: units.map(({ id }) => id),
    recovering: isRecovering(organisation, context),
  };
  for (const { body } of refused.rows) noteRefused(evidence, JSON.parse(body) as Entry);
  return evidence;
}

/** What follows may build on a refused entry: its author had it before them. */
export function noteRefused(evidence: Evidence, entry: Entry): void {
  if (entry.kind === 'call-opened') evidence.refusedOpenings.add(entry.ticketId);
  const stamps = evidence.refusedStamps.get(entry.ticketId) ?? {};
  if (!Object.hasOwn(stamps, entry.station) || stamps[entry.station]! < entry.hlc) stamps[entry.station] = entry.hlc;
  evidence.refusedStamps.set(entry.ticketId, stamps);
}

interface ActorRow {
  body: string;
  deactivated_at: Date | null;
  former_roles: string[];
  here: boolean;
}

async function readActors(
  tx: Queryable,
  entries: readonly Entry[],
  station: StationAccess,
): Promise<Map<string, Actor>> {
  const { rows } = await tx.query<ActorRow>(
    `SELECT d.body, a.deactivated_at, a.former_roles,
       EXISTS (SELECT FROM sign_in i WHERE i.staff_id = a.staff_id AND i.station_id = $2) AS here
     FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text
     WHERE a.staff_id::text = ANY($1) AND d.body IS NOT NULL`,
    [[...new Set(entries.map(({ actor }) => actor.id))], station.stationId],
  );
  return new Map(
    rows.map(({ body, deactivated_at, former_roles, here }) => {
      const staff = JSON.parse(body) as Staff;
      return [staff.id, { staff, deactivatedAt: deactivated_at, formerRoles: former_roles, signedInHere: here }];
    }),
  );
}
