import { uuidV7 } from '#shared/domain/id/uuid.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import { type Answer, denied, given } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { ENROL_MS, FIRST_ADMINISTRATOR_MS, makeCode } from './one-use-codes.ts';
import type { Unit } from './organisation.ts';

/** Whether somebody has to be let in by a one-use link: nobody administers the house yet. */
export async function firstAdministratorCode(
  context: CentreContext,
): Promise<{ code: string; expiresAt: string } | null> {
  const { rowCount } = await context.db.query('SELECT FROM account WHERE password_hash IS NOT NULL LIMIT 1');
  if (rowCount !== 0) return null;
  // Each start prints a link of its own; the ones before it end.
  await context.db.query(`DELETE FROM one_use_code WHERE purpose = 'first-administrator'`);
  return makeCode(
    context,
    { purpose: 'first-administrator', unitId: null, adoptStaff: false, roles: null },
    FIRST_ADMINISTRATOR_MS,
  );
}

export async function addUnit(context: CentreContext, name: string): Promise<Unit> {
  const unit = { id: uuidV7(context.clock(), context.random), name: cleanLine(name) };
  await context.db.query('INSERT INTO unit (id, name, created_at) VALUES ($1, $2, $3)', [
    unit.id,
    unit.name,
    nowIso(context),
  ]);
  return unit;
}

export interface EnrolTerms {
  unitId: string;
  adoptStaff?: boolean;
  /** Roles of people who come along; unless given, any without the duty of administration. */
  roles?: string[];
}

export async function makeEnrolCode(
  context: CentreContext,
  { unitId, adoptStaff = false, roles }: EnrolTerms,
): Promise<Answer<{ code: string; expiresAt: string }>> {
  const { rowCount } = await context.db.query('SELECT FROM unit WHERE id = $1', [unitId]);
  if (rowCount === 0)
    return denied(400, { code: 'unit-unknown', field: 'unitId', message: 'Esta unidade não existe.' });
  return given(await makeCode(context, { purpose: 'enrol', unitId, adoptStaff, roles: roles ?? null }, ENROL_MS));
}
