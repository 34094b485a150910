/** Ways in: the first access of a house, signing in at the pages, and a password of one's own by a one-use link. */
import type { Staff } from '#shared/domain/staff/staff.ts';
import { cleanLine } from '#shared/domain/text/clean.ts';
import type { AdminSignIn, FirstAccess, OneUseLink, SetPassword } from '#shared/sync/administration.ts';
import { addAccount, changeAccount } from '../accounts.ts';
import { addUnit } from '../administration.ts';
import { checkPassword } from '../agents.ts';
import { type Answer, denied, given } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { readCode, takeCode } from '../one-use-codes.ts';
import { hasDuty, type Packs } from '../packs.ts';
import { allOrNothing, noteAct } from './record.ts';
import { endSessionsOf, openSession } from './sessions.ts';

export interface SignedIn {
  /** For the cookie. */
  session: string;
  staffId: string;
}

/** What a link leads to, so that nobody fills in a form in vain. */
export function lookAtLink(context: CentreContext, code: string): Promise<Answer<OneUseLink>> {
  return context.db.transaction(async (tx) => {
    const now = nowIso(context);
    const first = await readCode(tx, { code, purpose: 'first-administrator', now });
    if (first.ok)
      return given({ purpose: 'first-administrator', name: null, expiresAt: first.value.expiresAt.toISOString() });
    const password = await readCode(tx, { code, purpose: 'password', now });
    if (!password.ok) return password.refusals[0]?.code === 'code-unknown' ? first : password;
    const name = await nameOf(
      { ...context, db: { ...context.db, query: (text, values) => tx.query(text, values) } },
      password.value.staffId!,
    );
    return given({ purpose: 'password', name, expiresAt: password.value.expiresAt.toISOString() });
  });
}

/** Names the house and its first units, and makes the first account, of a role with the duty of administration. */
export function firstAccess(context: CentreContext, packs: Packs, input: FirstAccess): Promise<Answer<SignedIn>> {
  return allOrNothing(context, async (within) => {
    const pack = await packs.inForce(within.db);
    const role = pack.roles.find(({ id }) => hasDuty(pack, id, 'administration'));
    if (!role)
      return denied(409, {
        code: 'role-unknown',
        message: 'O pacote em vigor não tem função com o encargo de administração.',
      });
    const taken = await takeCode(within.db, { code: input.code, purpose: 'first-administrator', now: nowIso(within) });
    if (!taken.ok) return taken;
    const names = input.units.map(cleanLine);
    if (new Set(names.map(sameness)).size < names.length)
      return denied(400, { code: 'unit-twice', field: 'units', message: 'Há duas unidades com o mesmo nome.' });
    await within.db.query('UPDATE centre SET organisation = $1', [cleanLine(input.organisation)]);
    const units = [];
    for (const name of names) units.push(await addUnit(within, name));
    const { name, password } = input;
    const staff = await addAccount(within, packs, { name, role: role.id, unitId: units[0]!.id, password });
    if (!staff.ok) return staff;
    const staffId = staff.value.id;
    await within.db.query('UPDATE account SET login = $2 WHERE staff_id = $1', [staffId, input.login]);
    await noteAct(within, { by: { staffId }, act: 'first-access', about: cleanLine(input.organisation) });
    return given({ staffId, session: await openSession(within, staffId) });
  });
}

export function sameness(name: string): string {
  return name.toLocaleLowerCase('pt-BR').normalize('NFD').replace(/\p{M}/gu, '');
}

/** For people whose role has the duty of administration. */
export async function signInAdministrator(
  context: CentreContext,
  packs: Packs,
  { login, password }: AdminSignIn,
): Promise<Answer<SignedIn>> {
  const { rows } = await context.db.query<{ staff_id: string }>('SELECT staff_id FROM account WHERE login = $1', [
    login,
  ]);
  const staffId = rows[0]?.staff_id ?? null;
  // Somebody who is not there costs the same time, and gets the same words.
  const checked = await checkPassword(context, { staffId: staffId ?? NOBODY, password });
  if (!checked.ok) {
    if (staffId) await noteAct(context, { by: null, act: 'sign-in-refused', about: await nameOf(context, staffId) });
    return checked.status === 401 ? WRONG : checked;
  }
  const { staff } = checked.value;
  if (!hasDuty(await packs.inForce(context.db), staff.role, 'administration')) {
    await noteAct(context, { by: { staffId: staff.id }, act: 'sign-in-refused', about: staff.name });
    return denied(403, {
      code: 'role-denied',
      message: 'A sua função não tem o encargo de administração.',
      way: 'Peça a quem administra.',
    });
  }
  return allOrNothing(context, async (within) => {
    await noteAct(within, { by: { staffId: staff.id }, act: 'signed-in', about: '' });
    return given({ staffId: staff.id, session: await openSession(within, staff.id) });
  });
}

/** Sets the password that a one-use link is for; open sessions of that person end. */
export function setPassword(
  context: CentreContext,
  { code, password }: SetPassword,
): Promise<Answer<{ name: string }>> {
  return allOrNothing(context, async (within) => {
    const taken = await takeCode(within.db, { code, purpose: 'password', now: nowIso(within) });
    if (!taken.ok) return taken;
    const staffId = taken.value.staffId!;
    const changed = await changeAccount(within, staffId, { password });
    if (!changed.ok) return changed;
    await endSessionsOf(within.db, staffId);
    await noteAct(within, { by: { staffId }, act: 'password-set', about: '' });
    return given({ name: await nameOf(within, staffId) });
  });
}

export async function nameOf(context: Pick<CentreContext, 'db'>, staffId: string): Promise<string> {
  const { rows } = await context.db.query<{ body: string }>(
    `SELECT body FROM document WHERE collection = 'staff' AND id = $1 AND body IS NOT NULL`,
    [staffId],
  );
  return rows[0] ? (JSON.parse(rows[0].body) as Staff).name : '';
}

const NOBODY = '00000000-0000-7000-8000-000000000000';
const WRONG = denied(401, {
  code: 'wrong-password',
  field: 'password',
  message: 'O nome de acesso ou a senha não confere.',
  way: 'Confira e digite de novo. Se a esqueceu, peça a quem administra um link de senha.',
});
