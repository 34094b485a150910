import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { KeySource } from '../secrets/key-source.ts';

/**
 * Who may put other data in the place of the present ones, or change their key: whoever has one of these duties. Where
 * nobody at the station has them, whoever works there, or a small house could never help itself.
 */
const DUTIES = new Set<string>(['administration', 'tech-lead']);

export interface Rights {
  pack: Pick<Pack, 'roles'>;
  /** Everybody of this station. */
  staff: readonly Staff[];
}

/** Why somebody who is signed in may not; `null`: they may. */
export function notAllowed({ role }: Pick<Staff, 'role'>, { pack, staff }: Rights): Refusal | null {
  const roles = pack.roles.filter(({ duties }) => duties.some((duty) => DUTIES.has(duty)));
  const may = new Set(roles.map(({ id }) => id));
  if (may.has(role)) return null;
  if (!staff.some((person) => person.active && may.has(person.role))) return null;
  return {
    code: 'data-right-missing',
    rule: 'B1',
    message: 'A sua função não permite restaurar os dados nem trocar a chave deles.',
    way: `Quem pode: ${roles.map(({ label }) => label).join(', ')}.`,
  };
}

export const SIGN_IN_OR_PASSPHRASE: Refusal = {
  code: 'passphrase-wanted',
  rule: 'B1',
  field: 'passphrase',
  message: 'Ninguém entrou nesta estação: para restaurar, informe a frase-senha dos dados.',
  way: 'Ou entre com o seu nome e a sua senha.',
};

export const SIGN_IN_FIRST: Refusal = {
  code: 'signed-out',
  rule: 'B1',
  message: 'Para restaurar, entre com o seu nome e a sua senha.',
  way: 'Sem ninguém que possa entrar: feche a estação e use npm run station -- restore.',
};

/** Whether somebody who has not signed in proves by the passphrase that the data are theirs. */
export async function byPassphrase(source: KeySource | null, passphrase: string | undefined): Promise<Result<null>> {
  if (source?.protection !== 'passphrase') return refuse(SIGN_IN_FIRST);
  if (!passphrase) return refuse(SIGN_IN_OR_PASSPHRASE);
  if (await source.opensWith(passphrase)) return ok(null);
  return refuse({
    code: 'passphrase-wrong',
    rule: 'B1',
    field: 'passphrase',
    message: 'A frase-senha não é esta.',
    way: 'Confira e digite de novo.',
  });
}
