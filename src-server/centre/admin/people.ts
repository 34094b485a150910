/** The people of the house as the pages manage them. Passwords are never chosen for somebody: a one-use link asks them. */
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { ChangePerson, NewCode, NewPerson, PersonAdded, StaffView } from '#shared/sync/administration.ts';
import type { Queryable } from '../../postgres/database.ts';
import { addAccount, changeAccount } from '../accounts.ts';
import { type Answer, type Denied, denied, given } from '../answer.ts';
import type { CentreContext } from '../context.ts';
import { makeCode, PASSWORD_MS } from '../one-use-codes.ts';
import { hasDuty, type Packs } from '../packs.ts';
import { nameOf } from './entrance.ts';
import { unitName } from './house.ts';
import { type ActFacts, type Actor, allOrNothing, noteAct } from './record.ts';
import { endSessionsOf } from './sessions.ts';

const MOST_PEOPLE = 5_000;

interface PersonRow {
  unit_id: string;
  unit: string;
  login: string | null;
  active: boolean;
  has_password: boolean;
  body: string;
}

export async function staffView(context: CentreContext, packs: Packs): Promise<StaffView> {
  const { rows } = await context.db.query<PersonRow>(
    `SELECT a.unit_id, u.name AS unit, a.login, a.deactivated_at IS NULL AS active, a.password_hash IS NOT NULL AS has_password, d.body
     FROM account a JOIN unit u ON u.id = a.unit_id
     JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     ORDER BY d.id LIMIT $1`,
    [MOST_PEOPLE],
  );
  const people = rows.map(({ unit_id, unit, login, active, has_password, body }) => {
    const { id, name, role } = JSON.parse(body) as Staff;
    return { id, name, role, unit: { id: unit_id, name: unit }, login, active, hasPassword: has_password };
  });
  const pack = await packs.inForce(context.db);
  return {
    people: people.sort((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'pt-BR')),
    roles: pack.roles.map(({ id, label }) => ({ id, label, administers: hasDuty(pack, id, 'administration') })),
  };
}

export function newPerson(
  context: CentreContext,
  packs: Packs,
  { by, input }: { by: Actor; input: NewPerson },
): Promise<Answer<PersonAdded>> {
  return allOrNothing(context, async (within) => {
    const pack = await packs.inForce(within.db);
    const { rowCount } = await within.db.query('SELECT FROM account OFFSET $1 LIMIT 1', [MOST_PEOPLE - 1]);
    if (rowCount) return denied(409, { code: 'staff-full', message: `A casa já tem ${MOST_PEOPLE} contas, o máximo.` });
    const added = await addAccount(within, packs, { ...input, password: null });
    if (!added.ok) return added;
    const { id, name, role } = added.value;
    const fault = await giveLogin(within.db, { staffId: id, login: input.login, pack, role });
    if (fault) return fault;
    await noteAct(within, { by, act: 'person-added', about: `${name}, ${roleLabel(pack, role)}` });
    return given({ id, ...(await passwordCode(within, id)) });
  });
}

/** Those who administer need a name for signing in at the pages; nobody else does. */
async function giveLogin(
  db: Queryable,
  { staffId, login, pack, role }: { staffId: string; login: string | null; pack: Pack; role: string },
): Promise<Denied | null> {
  if (login === null && hasDuty(pack, role, 'administration'))
    return denied(400, {
      code: 'login-missing',
      field: 'login',
      message: 'Quem administra precisa de um nome de acesso para estas páginas.',
    });
  const { rowCount } = await db.query('SELECT FROM account WHERE login = $1 AND staff_id <> $2', [login, staffId]);
  if (rowCount)
    return denied(409, { code: 'login-taken', field: 'login', message: 'Este nome de acesso já é de outra pessoa.' });
  await db.query('UPDATE account SET login = $2 WHERE staff_id = $1', [staffId, login]);
  return null;
}

function passwordCode(context: CentreContext, staffId: string): Promise<NewCode> {
  return makeCode(context, { purpose: 'password', unitId: null, adoptStaff: false, roles: null, staffId }, PASSWORD_MS);
}

/** A link with which somebody sets a new password; those given before end. */
export function newPasswordLink(context: CentreContext, by: Actor, staffId: string): Promise<Answer<NewCode>> {
  return allOrNothing(context, async (within) => {
    const { rows } = await within.db.query<{ active: boolean }>(
      'SELECT deactivated_at IS NULL AS active FROM account WHERE staff_id = $1 FOR UPDATE',
      [staffId],
    );
    if (!rows[0]) return denied(404, UNKNOWN);
    if (!rows[0].active)
      return denied(409, { code: 'agent-inactive', message: 'Esta conta está desativada.', way: 'Reative-a antes.' });
    await within.db.query(`DELETE FROM one_use_code WHERE purpose = 'password' AND staff_id = $1 AND used_at IS NULL`, [
      staffId,
    ]);
    await noteAct(within, { by, act: 'password-link-made', about: await nameOf(within, staffId) });
    return given(await passwordCode(within, staffId));
  });
}

export function changePerson(
  context: CentreContext,
  packs: Packs,
  { by, change }: { by: Actor; change: ChangePerson },
): Promise<Answer<null>> {
  const { staffId, role, unitId, active } = change;
  return allOrNothing(context, async (within) => {
    const pack = await packs.inForce(within.db);
    // One change of administrators at a time: two that dismiss each other must not both be right.
    await within.db.query('SELECT FROM centre FOR UPDATE');
    const before = await readPerson(within.db, staffId);
    if (!before) return denied(404, UNKNOWN);
    const unknown = await unknownPart(within.db, pack, change);
    if (unknown) return unknown;
    const changed = await changeAccount(within, staffId, { unitId, active, role });
    if (!changed.ok) return changed;
    const login = change.login === undefined ? before.login : change.login;
    if (role !== undefined || change.login !== undefined) {
      const fault = await giveLogin(within.db, { staffId, login, pack, role: role ?? before.staff.role });
      if (fault) return fault;
    }
    if (!(await somebodyAdministers(within.db, pack))) return denied(409, LAST_ADMINISTRATOR);
    if (active === false) await endSessionsOf(within.db, staffId);
    for (const fact of await factsOf(within.db, { before, change: { ...change, login }, pack }))
      await noteAct(within, { by, ...fact });
    return given(null);
  });
}

async function unknownPart(db: Queryable, pack: Pack, { role, unitId }: ChangePerson): Promise<Denied | null> {
  if (role !== undefined && !pack.roles.some(({ id }) => id === role))
    return denied(400, { code: 'role-unknown', field: 'role', message: 'Esta função não existe no pacote em vigor.' });
  if (unitId !== undefined && (await unitName(db, unitId)) === '')
    return denied(400, { code: 'unit-unknown', field: 'unitId', message: 'Esta unidade não existe.' });
  return null;
}

interface Changed {
  before: Person;
  change: ChangePerson;
  pack: Pack;
}

/** What became different, for the record. */
async function factsOf(db: Queryable, { before, change, pack }: Changed): Promise<Omit<ActFacts, 'by'>[]> {
  const { role = before.staff.role, unitId = before.unitId, active = before.active, login } = change;
  const what = [];
  if (role !== before.staff.role) what.push(`função ${roleLabel(pack, role)}`);
  if (unitId !== before.unitId) what.push(`unidade ${await unitName(db, unitId)}`);
  if (login !== before.login) what.push(login ? `nome de acesso ${login}` : 'sem nome de acesso');
  const { name } = before.staff;
  const facts: Omit<ActFacts, 'by'>[] = [];
  if (what.length > 0) facts.push({ act: 'person-changed', about: `${name}: ${what.join(', ')}` });
  if (active !== before.active) facts.push({ act: active ? 'person-reactivated' : 'person-deactivated', about: name });
  return facts;
}

interface Person {
  unitId: string;
  login: string | null;
  active: boolean;
  staff: Staff;
}

async function readPerson(db: Queryable, staffId: string): Promise<Person | null> {
  const { rows } = await db.query<{ unit_id: string; login: string | null; active: boolean; body: string }>(
    `SELECT a.unit_id, a.login, a.deactivated_at IS NULL AS active, d.body
     FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.staff_id = $1`,
    [staffId],
  );
  const [row] = rows;
  return row
    ? { unitId: row.unit_id, login: row.login, active: row.active, staff: JSON.parse(row.body) as Staff }
    : null;
}

async function somebodyAdministers(db: Queryable, pack: Pack): Promise<boolean> {
  const roles = pack.roles.filter(({ id }) => hasDuty(pack, id, 'administration')).map(({ id }) => id);
  const { rowCount } = await db.query(
    `SELECT FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.deactivated_at IS NULL AND a.login IS NOT NULL AND a.password_hash IS NOT NULL
       AND d.body::jsonb ->> 'role' = ANY($1) LIMIT 1`,
    [roles],
  );
  return rowCount === 1;
}

function roleLabel(pack: Pack, role: string): string {
  return pack.roles.find(({ id }) => id === role)?.label ?? role;
}

const UNKNOWN = { code: 'agent-unknown', message: 'Esta pessoa não tem conta.' };
const LAST_ADMINISTRATOR = {
  code: 'last-administrator',
  message: 'Sem esta pessoa ninguém administraria a casa.',
  way: 'Dê antes a outra pessoa uma função de administração, um nome de acesso e uma senha.',
};
