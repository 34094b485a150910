/** Sessions of the pages: a random value in a cookie, its hash here. Every process knows them, and each can end them. */
import { createHash } from 'node:crypto';
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Queryable } from '../../postgres/database.ts';
import { type Answer, denied, given, roleDenied } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { hasDuty, type Packs } from '../packs.ts';

/** Without use, and at most. */
export const SESSION_IDLE_MS = 30 * 60_000;
export const SESSION_MOST_MS = 12 * 3_600_000;
/** How exactly the last use is noted. */
const USE_NOTED_MS = 60_000;

const hashOf = (value: string) => createHash('sha256').update(value).digest();

/** @returns what goes into the cookie: 256 random bits */
export async function openSession(context: CentreContext, staffId: string): Promise<string> {
  const value = Buffer.from(context.random(32)).toString('base64url');
  const now = context.clock();
  await context.db.query('DELETE FROM administrator_session WHERE used_at < $1 OR created_at < $2', [
    new Date(now - SESSION_IDLE_MS),
    new Date(now - SESSION_MOST_MS),
  ]);
  await context.db.query(
    'INSERT INTO administrator_session (hash, staff_id, created_at, used_at) VALUES ($1, $2, $3, $3)',
    [hashOf(value), staffId, new Date(now)],
  );
  return value;
}

interface SessionRow {
  created_at: Date;
  used_at: Date;
  body: string;
}

/** Whose session it is; asked anew each time whether they still are active and administer. */
export async function readSession(
  context: CentreContext,
  packs: Packs,
  value: string,
): Promise<Answer<{ staffId: string; name: string }>> {
  const { rows } = await context.db.query<SessionRow>(
    `SELECT s.created_at, s.used_at, d.body FROM administrator_session s
     JOIN account a ON a.staff_id = s.staff_id AND a.deactivated_at IS NULL
     JOIN document d ON d.collection = 'staff' AND d.id = s.staff_id::text AND d.body IS NOT NULL
     WHERE s.hash = $1`,
    [hashOf(value)],
  );
  const [row] = rows;
  const now = context.clock();
  if (!row || row.used_at.getTime() < now - SESSION_IDLE_MS || row.created_at.getTime() < now - SESSION_MOST_MS)
    return SIGN_IN_AGAIN;
  const staff = JSON.parse(row.body) as Staff;
  if (!hasDuty(await packs.inForce(context.db), staff.role, 'administration')) return roleDenied();
  if (row.used_at.getTime() < now - USE_NOTED_MS)
    await context.db.query('UPDATE administrator_session SET used_at = $2 WHERE hash = $1', [
      hashOf(value),
      nowIso(context),
    ]);
  return given({ staffId: staff.id, name: staff.name });
}

export async function endSession(db: Queryable, value: string): Promise<void> {
  await db.query('DELETE FROM administrator_session WHERE hash = $1', [hashOf(value)]);
}

export async function endSessionsOf(db: Queryable, staffId: string): Promise<void> {
  await db.query('DELETE FROM administrator_session WHERE staff_id = $1', [staffId]);
}

export const SIGN_IN_AGAIN = denied(401, {
  code: 'sign-in-again',
  message: 'A sua sessão terminou.',
  way: 'Entre de novo com o seu nome de acesso e a sua senha.',
});
