import { createHmac, timingSafeEqual } from 'node:crypto';
import { uuidV7 } from '#shared/domain/id/uuid.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { type AgentSignIn, type AgentSignInReply, LEASE_MS, type RefreshRequest } from '#shared/sync/access.ts';
import type { Queryable } from '../postgres/database.ts';
import { noteSignIn } from './accounts.ts';
import { type Answer, denied, given } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { lockOutSeconds, passwordHolds } from './passwords.ts';
import type { StationAccess } from './station-access.ts';

interface Account {
  unit_id: string;
  password_hash: string | null;
  deactivated_at: Date | null;
  failures: number;
  failed_at: Date | null;
  body: string;
}

/** Without use a refresh token ends after so long. */
const FAMILY_MS = 30 * 86_400_000;

async function readAccount(db: Queryable, staffId: string): Promise<Account | null> {
  const { rows } = await db.query<Account>(
    `SELECT a.unit_id, a.password_hash, a.deactivated_at, a.failures, a.failed_at, d.body
     FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.staff_id = $1`,
    [staffId],
  );
  return rows[0] ?? null;
}

/** Checks a password; wrong ones in a row make the next try wait, whichever server is asked. */
export async function checkPassword(
  context: CentreContext,
  { staffId, password }: AgentSignIn,
): Promise<Answer<{ staff: Staff; unitId: string }>> {
  const account = await readAccount(context.db, staffId);
  const waits = account ? secondsToWait(account, context.clock()) : 0;
  if (waits > 0)
    return denied(
      429,
      {
        code: 'locked-out',
        field: 'password',
        message: `Muitas senhas erradas seguidas. Tente de novo em ${waits} s.`,
      },
      { retryAfterSeconds: waits },
    );
  const holds = await passwordHolds(password, account?.password_hash ?? null);
  if (!account || !holds) {
    if (account)
      await context.db.query('UPDATE account SET failures = failures + 1, failed_at = $2 WHERE staff_id = $1', [
        staffId,
        nowIso(context),
      ]);
    context.log.warn({ failures: (account?.failures ?? 0) + 1 }, 'sign-in.refused');
    return denied(401, {
      code: 'wrong-password',
      field: 'password',
      message: 'A senha não confere.',
      way: 'Confira e digite de novo.',
    });
  }
  const staff = JSON.parse(account.body) as Staff;
  if (account.deactivated_at || !staff.active)
    return denied(403, {
      code: 'agent-inactive',
      message: 'Esta conta foi desativada.',
      way: 'Fale com a administração.',
    });
  if (account.failures > 0)
    await context.db.query('UPDATE account SET failures = 0, failed_at = NULL WHERE staff_id = $1', [staffId]);
  return given({ staff, unitId: account.unit_id });
}

function secondsToWait({ failures, failed_at }: Account, now: number): number {
  if (!failed_at) return 0;
  const left = Math.ceil((failed_at.getTime() + lockOutSeconds(failures) * 1000 - now) / 1000);
  // A clock that was set back must not lock anybody out for longer than the delay itself.
  return Math.min(left, lockOutSeconds(failures));
}

/** Signs somebody in at a station: a lease for signing in there with no network, and a token to renew it. */
export async function signIn(
  context: CentreContext,
  station: StationAccess,
  request: AgentSignIn,
): Promise<Answer<AgentSignInReply>> {
  const checked = await checkPassword(context, request);
  if (!checked.ok) return checked;
  const family = uuidV7(context.clock(), context.random);
  return context.db.transaction(async (tx) => {
    await tx.query('DELETE FROM refresh_family WHERE staff_id = $1 AND station_id = $2', [
      request.staffId,
      station.stationId,
    ]);
    await tx.query('INSERT INTO refresh_family (id, staff_id, station_id, expires_at) VALUES ($1, $2, $3, $4)', [
      family,
      request.staffId,
      station.stationId,
      new Date(context.clock() + FAMILY_MS),
    ]);
    return given(await renewed(tx, { context, station, ...checked.value, family, generation: 1 }));
  });
}

interface Family {
  id: string;
  used: number;
  expires_at: Date;
  revoked_at: Date | null;
}

/**
 * Renews a lease. The token of generation n was given for that of n − 1. The latest used one and its successor work; so
 * a lost reply does no harm. Whoever comes with an older one has a copy: the whole family ends.
 */
export function refresh(
  context: CentreContext,
  station: StationAccess,
  { staffId, refreshToken }: RefreshRequest,
): Promise<Answer<AgentSignInReply>> {
  return context.db.transaction(async (tx) => {
    const token = readRefreshToken(context, refreshToken);
    if (!token) return REFRESH_REFUSED;
    const { rows } = await tx.query<Family>(
      'SELECT id, used, expires_at, revoked_at FROM refresh_family WHERE id = $1 AND staff_id = $2 AND station_id = $3 FOR UPDATE',
      [token.family, staffId, station.stationId],
    );
    const [family] = rows;
    if (!family || family.revoked_at || family.expires_at.getTime() < context.clock()) return REFRESH_REFUSED;
    if (token.generation < family.used) {
      await tx.query('UPDATE refresh_family SET revoked_at = $2 WHERE id = $1', [family.id, nowIso(context)]);
      context.log.warn({}, 'refresh.reused');
      return REFRESH_REFUSED;
    }
    const account = await readAccount(tx, staffId);
    if (!account || account.deactivated_at) return REFRESH_REFUSED;
    await tx.query('UPDATE refresh_family SET used = $2, expires_at = $3 WHERE id = $1', [
      family.id,
      token.generation,
      new Date(context.clock() + FAMILY_MS),
    ]);
    const staff = JSON.parse(account.body) as Staff;
    return given(
      await renewed(tx, {
        context,
        station,
        staff,
        unitId: account.unit_id,
        family: family.id,
        generation: token.generation + 1,
      }),
    );
  });
}

interface Renewal {
  context: CentreContext;
  station: StationAccess;
  staff: Staff;
  unitId: string;
  family: string;
  generation: number;
}

async function renewed(
  tx: Queryable,
  { context, station, staff, unitId, family, generation }: Renewal,
): Promise<AgentSignInReply> {
  const leaseUntil = new Date(context.clock() + LEASE_MS);
  await noteSignIn(tx, { staffId: staff.id, stationId: station.stationId, leaseUntil });
  return {
    staff: { id: staff.id, name: staff.name, role: staff.role, unitId },
    refreshToken: makeRefreshToken(context, family, generation),
    leaseUntil: leaseUntil.toISOString(),
    at: nowIso(context),
  };
}

/** The same for the same family and generation: the answer to a repeated request is the answer that was lost. */
function makeRefreshToken({ secret }: Pick<CentreContext, 'secret'>, family: string, generation: number): string {
  const mac = createHmac('sha256', secret).update(`refresh ${family} ${generation}`).digest('base64url');
  return `${family}.${generation}.${mac}`;
}

function readRefreshToken(
  context: Pick<CentreContext, 'secret'>,
  token: string,
): { family: string; generation: number } | null {
  const match = /^([0-9a-f-]{36})\.(\d{1,9})\.[\w-]{43}$/.exec(token);
  if (!match) return null;
  const [family, generation] = [match[1]!, Number(match[2])];
  const expected = Buffer.from(makeRefreshToken(context, family, generation));
  const sent = Buffer.from(token);
  return sent.length === expected.length && timingSafeEqual(sent, expected) ? { family, generation } : null;
}

const REFRESH_REFUSED = denied(401, {
  code: 'sign-in-again',
  message: 'É preciso entrar de novo com a senha.',
  way: 'Saia e entre com o seu nome e a sua senha.',
});
