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
