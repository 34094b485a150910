/** Stations and units as the pages manage them. */
import { cleanLine } from '#shared/domain/text/clean.ts';
import { MOST_UNITS, type NewCode, type StationsView, type UnitView } from '#shared/sync/administration.ts';
import type { Queryable } from '../../postgres/database.ts';
import { addUnit, makeEnrolCode } from '../administration.ts';
import { announceAccess } from '../announce.ts';
import { type Answer, denied, given } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { moveStation, revokeStation } from '../stations.ts';
import { sameness } from './entrance.ts';
import { type Actor, allOrNothing, noteAct } from './record.ts';

/** More stations than numbers for them there cannot be; of codes so many are shown. */
const MOST_PENDING = 100;

interface StationRow {
  id: string;
  number: number;
  name: string;
  unit_id: string;
  unit: string;
  enrolled_at: Date;
  revoked_at: Date | null;
  last_contact_at: Date | null;
  version: string;
  unsent: number | null;
  refused: number | null;
  oldest_unsent_at: Date | null;
  skew_ms: number | null;
}

export async function stationsView(context: CentreContext): Promise<StationsView> {
  const { rows } = await context.db.query<StationRow>(
    'SELECT s.*, u.name AS unit FROM station s JOIN unit u ON u.id = s.unit_id ORDER BY s.number',
  );
  const codes = await context.db.query<{ hash: Buffer; unit: string; created_at: Date; expires_at: Date }>(
    `SELECT c.hash, u.name AS unit, c.created_at, c.expires_at FROM one_use_code c JOIN unit u ON u.id = c.unit_id
     WHERE c.purpose = 'enrol' AND c.used_at IS NULL AND c.expires_at > $1 ORDER BY c.created_at DESC LIMIT $2`,
    [nowIso(context), MOST_PENDING],
  );
  return {
    stations: rows.map((row) => ({
      id: row.id,
      number: row.number,
      name: row.name,
      unit: { id: row.unit_id, name: row.unit },
      enrolledAt: row.enrolled_at.toISOString(),
      revokedAt: row.revoked_at?.toISOString() ?? null,
      lastContactAt: row.last_contact_at?.toISOString() ?? null,
      version: row.version,
      unsent: row.unsent,
      refused: row.refused,
      oldestUnsentAt: row.oldest_unsent_at?.toISOString() ?? null,
      skewMs: row.skew_ms,
    })),
    pending: codes.rows.map(({ hash, unit, created_at, expires_at }) => ({
      id: hash.toString('hex'),
      unit,
      createdAt: created_at.toISOString(),
      expiresAt: expires_at.toISOString(),
    })),
    at: nowIso(context),
  };
}

export function newEnrolCode(
  context: CentreContext,
  by: Actor,
  terms: { unitId: string; adoptStaff: boolean },
): Promise<Answer<NewCode>> {
  return allOrNothing(context, async (within) => {
    const made = await makeEnrolCode(within, terms);
    if (made.ok) await noteAct(within, { by, act: 'enrol-code-made', about: await unitName(within.db, terms.unitId) });
    return made;
  });
}

/** A code that was used is gone from the list, and stays in force for the station that used it. */
export function takeEnrolCodeBack(context: CentreContext, by: Actor, codeId: string): Promise<Answer<null>> {
  return allOrNothing(context, async (within) => {
    const { rows } = await within.db.query<{ unit_id: string }>(
      `DELETE FROM one_use_code WHERE hash = $1 AND purpose = 'enrol' AND used_at IS NULL RETURNING unit_id`,
      [Buffer.from(codeId, 'hex')],
    );
    if (!rows[0]) return denied(404, { code: 'code-unknown', message: 'Este código já foi usado ou cancelado.' });
    await noteAct(within, { by, act: 'enrol-code-taken-back', about: await unitName(within.db, rows[0].unit_id) });
    return given(null);
  });
}

export function revoke(context: CentreContext, by: Actor, stationId: string): Promise<Answer<null>> {
  return allOrNothing(context, async (within) => {
    const revoked = await revokeStation(within, stationId);
    if (revoked.ok)
      await noteAct(within, { by, act: 'station-revoked', about: await stationWords(within.db, stationId) });
    return revoked;
  });
}

export function move(
  context: CentreContext,
  by: Actor,
  { stationId, unitId }: { stationId: string; unitId: string },
): Promise<Answer<null>> {
  return allOrNothing(context, async (within) => {
    const moved = await moveStation(within, stationId, unitId);
    if (!moved.ok) return moved;
    const about = `${await stationWords(within.db, stationId)} para ${await unitName(within.db, unitId)}`;
    await noteAct(within, { by, act: 'station-moved', about });
    return moved;
  });
}

async function stationWords(db: Queryable, stationId: string): Promise<string> {
  const { rows } = await db.query<{ number: number; name: string }>('SELECT number, name FROM station WHERE id = $1', [
    stationId,
  ]);
  return rows[0] ? `${String(rows[0].number).padStart(4, '0')} ${rows[0].name}` : '';
}

export async function unitName(db: Queryable, unitId: string): Promise<string> {
  return (await db.query<{ name: string }>('SELECT name FROM unit WHERE id = $1', [unitId])).rows[0]?.name ?? '';
}

export async function unitsView(db: Queryable): Promise<UnitView[]> {
  const { rows } = await db.query<UnitView>(
    `SELECT u.id, u.name,
       (SELECT count(*)::int FROM station s WHERE s.unit_id = u.id AND s.revoked_at IS NULL) AS stations,
       (SELECT count(*)::int FROM account a WHERE a.unit_id = u.id AND a.deactivated_at IS NULL) AS people
     FROM unit u ORDER BY u.created_at, u.id`,
  );
  return rows;
}

export function newUnit(context: CentreContext, by: Actor, name: string): Promise<Answer<{ id: string }>> {
  return allOrNothing(context, async (within) => {
    const fault = await unitFault(within.db, { name });
    if (fault) return fault;
    const { id } = await addUnit(within, name);
    await noteAct(within, { by, act: 'unit-added', about: cleanLine(name) });
    // Stations are told the units of the house with their feeds.
    await announceAccess(within.db, null);
    return given({ id });
  });
}

export function renameUnit(
  context: CentreContext,
  by: Actor,
  { unitId, name }: { unitId: string; name: string },
): Promise<Answer<null>> {
  return allOrNothing(context, async (within) => {
    const before = await unitName(within.db, unitId);
    if (before === '') return denied(404, { code: 'unit-unknown', message: 'Esta unidade não existe.' });
    const fault = await unitFault(within.db, { name, unitId });
    if (fault) return fault;
    await within.db.query('UPDATE unit SET name = $2 WHERE id = $1', [unitId, cleanLine(name)]);
    await noteAct(within, { by, act: 'unit-renamed', about: `${before} → ${cleanLine(name)}` });
    await announceAccess(within.db, null);
    return given(null);
  });
}

async function unitFault(db: Queryable, { name, unitId = null }: { name: string; unitId?: string | null }) {
  const clean = cleanLine(name);
  if (clean === '') return denied(400, { code: 'name-missing', field: 'name', message: 'Informe o nome da unidade.' });
  // Two that add the same name at once would not see each other.
  await db.query('LOCK TABLE unit IN SHARE ROW EXCLUSIVE MODE');
  const { rows } = await db.query<{ id: string; name: string }>('SELECT id, name FROM unit');
  if (unitId === null && rows.length >= MOST_UNITS)
    return denied(409, { code: 'units-full', message: `A casa já tem ${MOST_UNITS} unidades, o máximo.` });
  const taken = rows.some((row) => row.id !== unitId && sameness(row.name) === sameness(clean));
  return taken ? denied(409, { code: 'unit-twice', field: 'name', message: 'Já há uma unidade com este nome.' }) : null;
}
