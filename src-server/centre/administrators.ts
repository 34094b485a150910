import type { Staff } from '#shared/domain/staff/staff.ts';
import type { AgentSignIn } from '#shared/sync/access.ts';
import { checkPassword } from './agents.ts';
import { type Answer, given, roleDenied, tokenInvalid } from './answer.ts';
import { type CentreContext, nowIso } from './context.ts';
import { hasDuty, type Packs } from './packs.ts';
import { makeToken, readToken, TOKEN_SECONDS } from './tokens.ts';

export interface AdministratorSession {
  token: string;
  expiresInSeconds: number;
  staff: { id: string; name: string };
  at: string;
}

/** A session for the administration pages; only for people whose role has that duty. */
export async function administratorSession(
  context: CentreContext,
  packs: Packs,
  request: AgentSignIn,
): Promise<Answer<AdministratorSession>> {
  const checked = await checkPassword(context, request);
  if (!checked.ok) return checked;
  const { staff } = checked.value;
  if (!hasDuty(await packs.inForce(context.db), staff.role, 'administration')) return roleDenied();
  return given({
    token: await makeToken(context, 'administrator', staff.id),
    expiresInSeconds: TOKEN_SECONDS.administrator,
    staff: { id: staff.id, name: staff.name },
    at: nowIso(context),
  });
}

/** Whose token it is; asked anew each time whether they still are active and administer. */
export async function readAdministrator(
  context: CentreContext,
  packs: Packs,
  token: string,
): Promise<Answer<{ staffId: string }>> {
  const subject = await readToken(context, 'administrator', token);
  if (!subject.ok) return subject;
  const { rows } = await context.db.query<{ body: string }>(
    `SELECT d.body FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.staff_id::text = $1 AND a.deactivated_at IS NULL`,
    [subject.value],
  );
  if (!rows[0]) return tokenInvalid();
  const staff = JSON.parse(rows[0].body) as Staff;
  const pack = await packs.inForce(context.db);
  return hasDuty(pack, staff.role, 'administration') ? given({ staffId: staff.id }) : roleDenied();
}
