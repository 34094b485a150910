import { uuidV7 } from '#shared/domain/id/uuid.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import { type EnrolRequest, LEASE_MS } from '#shared/sync/access.ts';
import type { Queryable } from '../postgres/database.ts';
import { announceAccess, announceFeed } from './announce.ts';
import { type Answer, denied, given } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { writeDocument } from './documents.ts';
import type { CodeTerms } from './one-use-codes.ts';
import { hasDuty, type Packs } from './packs.ts';
import { hashPassword, readHash } from './passwords.ts';

export interface NewAccount {
  name: string;
  role: string;
  unitId: string;
  /** `null`: chosen later, by a one-use link. */
  password: string | null;
}

/** A person with an account: the document that every station has, and the credential that none has. */
export async function addAccount(context: CentreContext, packs: Packs, input: NewAccount): Promise<Answer<Staff>> {
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return context.db.transaction(async (tx) => {
    const pack = await packs.inForce(tx);
    if (!pack.roles.some(({ id }) => id === input.role))
      return denied(400, {
        code: 'role-unknown',
        field: 'role',
        message: 'Esta função não existe no pacote em vigor.',
      });
    const name = cleanLine(input.name);
    if (name === '') return denied(400, { code: 'name-missing', field: 'name', message: 'Informe o nome.' });
    const unit = await tx.query('SELECT FROM unit WHERE id = $1', [input.unitId]);
    if (unit.rowCount === 0)
      return denied(400, { code: 'unit-unknown', field: 'unitId', message: 'Esta unidade não existe.' });
    const now = nowIso(context);
    const id = uuidV7(context.clock(), context.random);
    const staff: Staff = { id, name, role: input.role, active: true, createdAt: now, updatedAt: now };
    await tx.query('INSERT INTO account (staff_id, unit_id, password_hash) VALUES ($1, $2, $3)', [
      id,
      input.unitId,
      passwordHash,
    ]);
    await writeDocument(tx, { collection: 'staff', id, document: staff, home: 'o', by: null, now });
    await announceFeed(tx, ['o']);
    return given(staff);
  });
}

export async function noteFormerRole(tx: Queryable, staffId: string, role: string): Promise<void> {
  await tx.query(
    'UPDATE account SET former_roles = array_append(array_remove(former_roles, $2), $2) WHERE staff_id = $1',
    [staffId, role],
  );
}

interface Adoption {
  context: CentreContext;
  packs: Packs;
  people: EnrolRequest['staff'];
  stationId: string;
  terms: CodeTerms;
}

/** Takes over people who already worked at a station. What they wrote before counts as theirs. Who is known already stays as they are. */
export async function adoptStaff(tx: Queryable, { context, packs, people, stationId, terms }: Adoption): Promise<void> {
  const pack = await packs.inForce(tx);
  const now = nowIso(context);
  const mayHave = (role: string) =>
    terms.roles === null ? !hasDuty(pack, role, 'administration') : terms.roles.includes(role);
  for (const { id, name, role, passwordHash } of people) {
    if (!mayHave(role) || !readHash(passwordHash)) continue;
    const made = await tx.query(
      'INSERT INTO account (staff_id, unit_id, password_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [id, terms.unitId, passwordHash],
    );
    if (made.rowCount === 0) continue;
    const staff: Staff = { id, name: cleanLine(name) || '?', role, active: true, createdAt: now, updatedAt: now };
    await writeDocument(tx, { collection: 'staff', id, document: staff, home: 'o', by: stationId, now });
    await noteSignIn(tx, { staffId: id, stationId, leaseUntil: new Date(context.clock() + LEASE_MS) });
  }
}

export async function noteSignIn(
  tx: Queryable,
  { staffId, stationId, leaseUntil }: { staffId: string; stationId: string; leaseUntil: Date },
): Promise<void> {
  const { rows } = await tx.query<{ fresh: boolean }>(
    `INSERT INTO sign_in (staff_id, station_id, lease_until) VALUES ($1, $2, $3)
     ON CONFLICT (staff_id, station_id) DO UPDATE SET lease_until = excluded.lease_until
     RETURNING (xmax = 0) AS fresh`,
    [staffId, stationId, leaseUntil],
  );
  if (rows[0]?.fresh) await announceAccess(tx, stationId);
}

export interface AccountChange {
  unitId?: string;
  active?: boolean;
  role?: string;
  password?: string;
}

/** Moves, dismisses, re-admits somebody, or gives a new password. Their stations' feeds follow at once. */
export async function changeAccount(
  context: CentreContext,
  staffId: string,
  change: AccountChange,
): Promise<Answer<null>> {
  const passwordHash = change.password === undefined ? null : await hashPassword(change.password);
  const now = nowIso(context);
  return context.db.transaction(async (tx) => {
    const { rows } = await tx.query<{ body: string }>(
      `SELECT d.body FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text
       WHERE a.staff_id = $1 FOR UPDATE OF a, d`,
      [staffId],
    );
    if (!rows[0]) return denied(404, { code: 'agent-unknown', message: 'Esta pessoa não tem conta.' });
    await tx.query(
      `UPDATE account SET unit_id = coalesce($2, unit_id), password_hash = coalesce($3, password_hash),
         failures = CASE WHEN $3::text IS NULL THEN failures ELSE 0 END,
         deactivated_at = CASE WHEN $4::boolean IS NULL THEN deactivated_at WHEN $4 THEN NULL ELSE coalesce(deactivated_at, $5) END
       WHERE staff_id = $1`,
      [staffId, change.unitId ?? null, passwordHash, change.active ?? null, now],
    );
    const before = JSON.parse(rows[0].body) as Staff;
    if (change.role !== undefined && change.role !== before.role) await noteFormerRole(tx, staffId, before.role);
    const after = {
      ...before,
      active: change.active ?? before.active,
      role: change.role ?? before.role,
      updatedAt: now,
    };
    if (after.active !== before.active || after.role !== before.role) {
      await writeDocument(tx, { collection: 'staff', id: staffId, document: after, home: 'o', by: null, now });
      await announceFeed(tx, ['o']);
    }
    if (change.active === false || passwordHash)
      await tx.query('UPDATE refresh_family SET revoked_at = coalesce(revoked_at, $2) WHERE staff_id = $1', [
        staffId,
        now,
      ]);
    await announceAccess(tx, null);
    return given(null);
  });
}
