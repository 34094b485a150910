import type { RecoveryReport } from '#shared/contract/recovery.ts';
import { insideProfile, type Replaced } from './open-profile.ts';
import type { Replayed } from './replay.ts';

export interface ReportParts {
  dataDir: string;
  /** ISO instant. */
  at: string;
  replaced: Replaced;
  replayed: Replayed;
  salvaged: RecoveryReport['salvaged'];
  tickets: number;
}

/** What was found and done, for a person. */
export function recoveryReport({ dataDir, at, replaced, replayed, salvaged, tickets }: ReportParts): RecoveryReport {
  const { cause, problems, aside, backup, skipped } = replaced;
  const { entries, documents, unknown, damage } = replayed;
  return {
    at,
    cause,
    problems,
    aside: aside && insideProfile(dataDir, aside),
    backup,
    skipped,
    fromBlackBox: { entries, documents },
    salvaged,
    lost: { records: damage.lostFrames + damage.unreadableFrames, unknown, files: damage.files },
    tickets,
  };
}

/** A backup and a whole black box after it are everything; without either, a damaged file may hold what is nowhere else. */
export function mayHoldMore(replaced: Replaced | null, { damage }: Replayed): replaced is Replaced & { aside: string } {
  if (replaced?.cause !== 'damaged' || replaced.aside === null) return false;
  return replaced.backup === null || damage.lostFrames + damage.unreadableFrames > 0;
}

/** A crash leaves one record at most that the file lacks; more say that the file was older than the black box. */
export function behind({ records, damage }: Replayed): Replaced | null {
  if (records <= 1 && damage.lostFrames + damage.unreadableFrames === 0) return null;
  return { cause: 'behind', problems: [], aside: null, backup: null, skipped: [] };
}
