import type { Staff } from '#shared/domain/staff/staff.ts';
import type { NewCode } from '#shared/sync/administration.ts';
import { addAccount, changeAccount } from '../accounts.ts';
import { type Answer, denied } from '../answer.ts';
import type { CentreContext } from '../context.ts';
import { readUnits } from '../organisation.ts';
import { hasDuty, type Packs } from '../packs.ts';
import { newPasswordLink } from './people.ts';
import { allOrNothing, noteAct } from './record.ts';

/**
 * For whoever runs the server, when nobody can sign in at the pages any more: a code with which the person of that login
 * name sets a new password. The account is made, reactivated or given a role with the duty of administration where it
 * takes that. Passwords stay as they are until the code is used.
 */
export function letAdministratorIn(context: CentreContext, packs: Packs, login: string): Promise<Answer<NewCode>> {
  return allOrNothing(context, async (within) => {
    const pack = await packs.inForce(within.db);
    const role = pack.roles.find(({ id }) => hasDuty(pack, id, 'administration'))?.id;
    const [unit] = await readUnits(within.db);
    if (!role || !unit) return denied(409, NOT_BEGUN);
    await within.db.query('SELECT FROM centre FOR UPDATE');
    const { rows } = await within.db.query<{ body: string }>(
      `SELECT d.body FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
       WHERE a.login = $1`,
      [login],
    );
    const known = rows[0] && (JSON.parse(rows[0].body) as Staff);
    let staffId = known?.id;
    if (staffId === undefined) {
      const added = await addAccount(within, packs, { name: login, role, unitId: unit.id, password: null });
      if (!added.ok) return added;
      staffId = added.value.id;
      await within.db.query('UPDATE account SET login = $2 WHERE staff_id = $1', [staffId, login]);
    } else {
      const mayAdminister = hasDuty(pack, known!.role, 'administration');
      const changed = await changeAccount(within, staffId, { active: true, ...(mayAdminister ? {} : { role }) });
      if (!changed.ok) return changed;
    }
    await noteAct(within, { by: null, act: 'administrator-let-in', about: login });
    return newPasswordLink(within, null, staffId);
  });
}

const NOT_BEGUN = {
  code: 'not-begun',
  message: 'Esta central ainda não foi começada: sirva-a e abra o link do primeiro acesso.',
};
