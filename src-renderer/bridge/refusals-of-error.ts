import { ORPCError } from '@orpc/client';
import type { Refusal } from '#shared/domain/refusal.ts';
import { ConnectionLost } from './connection.ts';

/** What went wrong with a call, as refusals to show: connection lost, input not accepted, or a defect of the station. */
export function refusalsOfError(error: unknown): [Refusal, ...Refusal[]] {
  if (error instanceof ConnectionLost) return [error.sent ? UNSURE : UNREACHED];
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    const issues = issuesOf(error.data);
    const [first, ...others] = issues.map(
      (issue): Refusal => ({ code: 'invalid-input', field: issue.path, message: issue.message }),
    );
    if (first) return [first, ...others];
  }
  if (error instanceof ORPCError && error.code === 'UNAUTHORIZED') return [SIGNED_OUT];
  return [FAILED];
}

const UNREACHED: Refusal = {
  code: 'connection-lost',
  message: 'A estação não respondeu.',
  way: 'O que você digitou está guardado nesta janela. Espere a reconexão e tente de novo.',
};

const UNSURE: Refusal = {
  code: 'connection-lost-after-sending',
  message: 'A conexão com a estação caiu antes da resposta.',
  way: 'O que você digitou está guardado nesta janela. Confira se a ação já aparece e, se não, tente de novo.',
};

const SIGNED_OUT: Refusal = {
  code: 'signed-out',
  message: 'Sua sessão terminou.',
  way: 'Entre de novo: o que você digitou está guardado.',
};

const FAILED: Refusal = {
  code: 'station-failed',
  message: 'A estação não conseguiu fazer isso por um defeito dela.',
  way: 'O que você digitou está guardado. Tente de novo; se repetir, avise quem cuida do sistema.',
};

interface Issue {
  path: string;
  message: string;
}

/** The Standard Schema issues that the station sends along with a bad request. */
function issuesOf(data: unknown): Issue[] {
  const issues = (data as { issues?: unknown } | null | undefined)?.issues;
  if (!Array.isArray(issues)) return [];
  return issues.flatMap((issue: { path?: unknown; message?: unknown }) => {
    if (typeof issue.message !== 'string') return [];
    const path = Array.isArray(issue.path) ? issue.path : [];
    const steps = path.map((step) => (typeof step === 'object' && step !== null ? step.key : step));
    return [{ path: steps.join('.'), message: issue.message }];
  });
}
