import type { Refusal } from '#shared/domain/refusal.ts';

/** What the centre answers to a request: a value, or why not, with the HTTP status that says so. */
export type Answer<T> = { ok: true; value: T } | Denied;
export interface Denied {
  ok: false;
  status: number;
  refusals: Refusal[];
  /** With `epoch-changed`. */
  epoch?: string;
  retryAfterSeconds?: number;
}

export function given<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function denied(
  status: number,
  refusal: Refusal,
  more: Pick<Denied, 'epoch' | 'retryAfterSeconds'> = {},
): Denied {
  return { ok: false, status, refusals: [refusal], ...more };
}

export const tokenInvalid = () =>
  denied(401, {
    code: 'token-invalid',
    message: 'A identificação da estação não confere.',
    way: 'A estação pede outra sozinha.',
  });
export const tokenExpired = () =>
  denied(401, {
    code: 'token-expired',
    message: 'A identificação da estação venceu.',
    way: 'A estação pede outra sozinha.',
  });
export const stationRevoked = () =>
  denied(401, {
    code: 'station-revoked',
    message: 'Esta estação foi desligada da central.',
    way: 'Fale com a administração; para voltar, a estação precisa ser inscrita de novo.',
  });
export const scopeDenied = () =>
  denied(403, { code: 'scope-denied', message: 'Esta estação não tem acesso a estes dados.' });
export const roleDenied = () =>
  denied(403, { code: 'role-denied', message: 'Esta ação é da administração.', way: 'Peça a quem administra.' });
export const epochChanged = (epoch: string) =>
  denied(
    409,
    {
      code: 'epoch-changed',
      message: 'A central foi restaurada de uma cópia.',
      way: 'A estação confere tudo o que tem e reenvia o que falta, sozinha.',
    },
    { epoch },
  );
/** The station has seen what this database has not: an older copy was put back, and nobody said so yet. */
export const centreBehind = () =>
  denied(409, {
    code: 'centre-behind',
    message: 'O banco da central voltou a um estado anterior ao que esta estação já viu.',
    way: 'Nada se perdeu aqui. Quem cuida da central precisa executar “npm run central -- restored”.',
  });
export const requestInvalid = (message: string, field?: string) =>
  denied(400, { code: 'request-invalid', field, message });
