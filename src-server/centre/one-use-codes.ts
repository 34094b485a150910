import { createHash } from 'node:crypto';
import type { Queryable } from '../postgres/database.ts';
import { type Answer, denied, given } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';

/** Without look-alikes: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 12;

export const FIRST_ADMINISTRATOR_MS = 24 * 3_600_000;
export const ENROL_MS = 72 * 3_600_000;

export const PASSWORD_MS = 72 * 3_600_000;

export interface CodeTerms {
  purpose: 'first-administrator' | 'enrol' | 'password';
  unitId: string | null;
  /** People who work at the station come with it, with their passwords. */
  adoptStaff: boolean;
  /** Roles that these may have; `null`: any without administration. */
  roles: string[] | null;
  /** Whose password it sets. */
  staffId?: string | null;
}

/** Makes a code and keeps its hash alone. 60 random bits, used once, within its time. */
export async function makeCode(
  context: CentreContext,
  terms: CodeTerms,
  lifeMs: number,
): Promise<{ code: string; expiresAt: string }> {
  const letters = Array.from(context.random(LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const code = letters.replace(/(.{4})(?=.)/g, '$1-');
  const expiresAt = new Date(context.clock() + lifeMs).toISOString();
  await context.db.query(
    `INSERT INTO one_use_code (hash, purpose, unit_id, adopt_staff, roles, staff_id, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      hashCode(code),
      terms.purpose,
      terms.unitId,
      terms.adoptStaff,
      terms.roles,
      terms.staffId ?? null,
      nowIso(context),
      expiresAt,
    ],
  );
  return { code, expiresAt };
}

export function hashCode(code: string): Buffer {
  return createHash('sha256').update(code.toUpperCase().replaceAll('-', '')).digest();
}

interface CodeRow {
  unit_id: string | null;
  adopt_staff: boolean;
  roles: string[] | null;
  staff_id: string | null;
  expires_at: Date;
  used_at: Date | null;
}

/** Uses a code up, in the transaction of what it is good for. */
export async function takeCode(
  tx: Queryable,
  { code, purpose, now }: { code: string; purpose: CodeTerms['purpose']; now: string },
): Promise<Answer<CodeTerms>> {
  const found = await readCode(tx, { code, purpose, now });
  if (found.ok) await tx.query('UPDATE one_use_code SET used_at = $2 WHERE hash = $1', [hashCode(code), now]);
  return found;
}

/** What a code is good for; it stays as it is, and nobody else takes it while the transaction lasts. */
export async function readCode(
  tx: Queryable,
  { code, purpose, now }: { code: string; purpose: CodeTerms['purpose']; now: string },
): Promise<Answer<CodeTerms & { expiresAt: Date }>> {
  const { rows } = await tx.query<CodeRow>(
    'SELECT unit_id, adopt_staff, roles, staff_id, expires_at, used_at FROM one_use_code WHERE hash = $1 AND purpose = $2 FOR UPDATE',
    [hashCode(code), purpose],
  );
  const [row] = rows;
  if (!row) return denied(403, { ...WRONG, code: 'code-unknown', message: 'Este código não existe.' });
  if (row.used_at) return denied(403, { ...WRONG, code: 'code-used', message: 'Este código já foi usado.' });
  if (row.expires_at.getTime() < Date.parse(now))
    return denied(403, { ...WRONG, code: 'code-expired', message: 'Este código venceu.' });
  return given({
    purpose,
    unitId: row.unit_id,
    adoptStaff: row.adopt_staff,
    roles: row.roles,
    staffId: row.staff_id,
    expiresAt: row.expires_at,
  });
}

const WRONG = { field: 'code', way: 'Confira o código, ou peça outro à administração.' };
