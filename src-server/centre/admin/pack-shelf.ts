/** Procedure packs as the pages publish them: a version never changes, the highest is in force. */
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';
import type { PackView } from '#shared/sync/administration.ts';
import type { Queryable } from '../../postgres/database.ts';
import { announceFeed } from '../announce.ts';
import { type Answer, given } from '../answer.ts';
import { type CentreContext, nowIso } from '../context.ts';
import { writeDocument } from '../documents.ts';
import { hasDuty, type Packs } from '../packs.ts';
import { type Actor, allOrNothing, noteAct } from './record.ts';

/** Problems of one file that are answered; nobody reads more at once. */
const MOST_PROBLEMS = 200;

export async function packsView(db: Queryable): Promise<PackView[]> {
  const { rows } = await db.query<{ version: number; name: string; installedAt: string }>(
    `SELECT (body::jsonb ->> 'version')::int AS version, body::jsonb ->> 'name' AS name, body::jsonb ->> 'installedAt' AS "installedAt"
     FROM document WHERE collection = 'packs' AND body IS NOT NULL ORDER BY 1 DESC LIMIT 500`,
  );
  return rows.map((row, index) => ({ ...row, inForce: index === 0 }));
}

/** Everything that speaks against publishing it. */
export async function checkPack(db: Queryable, packs: Packs, text: string): Promise<Answer<Pack>> {
  const read = readPack(text);
  if (!read.ok) return refused(read.refusals);
  const pack = read.value;
  const newest = (await packs.inForce(db)).version;
  if (pack.version <= newest)
    return refused([
      {
        code: 'pack-version-old',
        rule: 'B2',
        field: 'version',
        message: `O pacote tem a versão ${pack.version}, e a central já tem a ${newest}.`,
        way: `Aumente “version” para ${newest + 1} ou mais: uma versão publicada não muda.`,
      },
    ]);
  if (!pack.roles.some(({ id }) => hasDuty(pack, id, 'administration')))
    return refused([
      {
        code: 'pack-without-administration',
        field: 'roles',
        message: 'Nenhuma função do pacote tem o encargo de administração: ninguém mais abriria estas páginas.',
        way: 'Dê o encargo “administration” a uma função.',
      },
    ]);
  return given(pack);
}

function refused(refusals: readonly Refusal[]): Answer<never> {
  return { ok: false, status: 422, refusals: refusals.slice(0, MOST_PROBLEMS) };
}

/** Puts it in force for calls that begin from now on, at every station. */
export function publishPack(
  context: CentreContext,
  packs: Packs,
  { by, text }: { by: Actor; text: string },
): Promise<Answer<{ version: number }>> {
  return allOrNothing(context, async (within) => {
    // Two that publish at once: the second sees what the first published.
    await within.db.query('SELECT FROM centre FOR UPDATE');
    const checked = await checkPack(within.db, packs, text);
    if (!checked.ok) return checked;
    const pack = checked.value;
    const fault = await administratorsLost(within.db, pack);
    if (fault) return fault;
    const now = nowIso(within);
    const id = `${pack.id}-${pack.version}`;
    const document = { id, version: pack.version, name: pack.name, installedAt: now, source: JSON.stringify(pack) };
    await writeDocument(within.db, { collection: 'packs', id, document, home: 'o', by: null, now });
    await announceFeed(within.db, ['o']);
    await noteAct(within, { by, act: 'pack-published', about: `${pack.name}, versão ${pack.version}` });
    return given({ version: pack.version });
  });
}

/** A pack whose roles are others may leave everybody without the duty. */
async function administratorsLost(db: Queryable, pack: Pack): Promise<Answer<never> | null> {
  const roles = pack.roles.filter(({ id }) => hasDuty(pack, id, 'administration')).map(({ id }) => id);
  const { rowCount } = await db.query(
    `SELECT FROM account a JOIN document d ON d.collection = 'staff' AND d.id = a.staff_id::text AND d.body IS NOT NULL
     WHERE a.deactivated_at IS NULL AND a.login IS NOT NULL AND d.body::jsonb ->> 'role' = ANY($1) LIMIT 1`,
    [roles],
  );
  if (rowCount) return null;
  return refused([
    {
      code: 'pack-without-administrators',
      field: 'roles',
      message: 'Com este pacote nenhuma das pessoas que hoje administram continuaria administrando.',
      way: 'Mantenha o encargo “administration” na função delas.',
    },
  ]);
}
