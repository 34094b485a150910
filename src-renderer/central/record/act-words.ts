import type { Act } from '#shared/sync/administration.ts';

/** Each act in words; `about` follows it. */
export const ACT_WORDS: Record<Act, string> = {
  'first-access': 'Começou a central',
  'signed-in': 'Entrou',
  'sign-in-refused': 'Entrada recusada',
  'signed-out': 'Saiu',
  'unit-added': 'Acrescentou a unidade',
  'unit-renamed': 'Renomeou a unidade',
  'enrol-code-made': 'Fez um código de inscrição',
  'enrol-code-taken-back': 'Cancelou um código de inscrição',
  'station-revoked': 'Desligou a estação',
  'station-moved': 'Mudou de unidade a estação',
  'person-added': 'Acrescentou a pessoa',
  'person-changed': 'Mudou a pessoa',
  'person-deactivated': 'Desativou',
  'person-reactivated': 'Reativou',
  'password-link-made': 'Fez um link de senha',
  'password-set': 'Escolheu a senha',
  'pack-published': 'Publicou os procedimentos',
  'recovery-opened': 'Abriu a recuperação',
  'administrator-let-in': 'Deixou entrar, pelo servidor, quem administra',
};
