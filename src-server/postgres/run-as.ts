/**
 * PostgreSQL refuses to run as root. A server that runs as root (in a container, say) starts it as `postgres` where that
 * account exists, else as `nobody`, and nothing is added to the system.
 */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ServerError } from '../server-error.ts';

export interface RunAs {
  uid: number;
  gid: number;
}

/** `null`: as whoever we are. */
export function accountForPostgres(): RunAs | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account) return account;
  throw new ServerError(
    'no-account',
    'O PostgreSQL não roda como root, e não há conta postgres nem nobody. Rode o servidor como outro usuário, ou use DATABASE_URL.',
  );
}

/** The first folder on the way to `path` that the account may not pass through; `null` when it may pass all. */
export function closedFolder(path: string, { uid, gid }: RunAs): string | null {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
    if (dirname(folder) === folder) return null;
  }
}
