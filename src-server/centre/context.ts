import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import type { Database } from '../postgres/database.ts';
import type { CentreLog } from './log.ts';

/** What every part of the centre is given. Nothing of it changes while the process runs. */
export interface CentreContext {
  db: Database;
  /** Milliseconds since 1970. */
  clock: () => number;
  random: RandomBytes;
  log: CentreLog;
  /** Signs tokens; the same in every process on the database. */
  secret: Uint8Array;
}

export function nowIso({ clock }: Pick<CentreContext, 'clock'>): string {
  return new Date(clock()).toISOString();
}
