import { rmSync } from 'node:fs';
import type { BackupFile } from '../backups/backup-file.ts';
import type { Segment } from './segment.ts';

/** Whole days for which everything stays, whoever else has it. */
export const KEEP_DAYS = 30;
/** So many verified backups hold what is removed. */
export const PROOFS = 2;

export interface PruneOptions {
  backups: readonly Pick<BackupFile, 'at' | 'reason' | 'note'>[];
  /** The station's local day. */
  today: string;
  dayOf: (at: string) => string;
  /** Up to which counter the server has everything; `null`: there is none. */
  deliveredUpTo: number | null;
}

/**
 * Segments that have had their time, oldest first, each with its last counter. All of this must hold of a segment:
 *
 *   - its day is more than 30 days ago, and a later segment follows it
 *   - two verified backups hold all of it
 *   - every backup of the rotation, restored, finds in the black box all that came after it (backups made by hand or before
 *     a migration count while they are younger than 30 days: older ones are refused at restoring instead)
 *   - where there is a server, it has all of it
 */
export function prunable(segments: readonly Segment[], options: PruneOptions): (Segment & { last: number })[] {
  const { backups, today, dayOf, deliveredUpTo } = options;
  const isOld = (day: string) => daysBetween(day, today) > KEEP_DAYS;
  const verified = backups.filter(({ note }) => note !== null);
  const leaning = verified.filter(({ reason, at }) => reason === 'daily' || !isOld(dayOf(at)));
  const needed = Math.min(...leaning.map(({ note }) => note!.position));
  const due: (Segment & { last: number })[] = [];
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1];
    if (!next || !isOld(segment.day)) break;
    const last = next.first - 1;
    const proofs = verified.filter(({ note }) => note!.position >= last).length;
    if (proofs < PROOFS || last > needed || (deliveredUpTo !== null && last > deliveredUpTo)) break;
    due.push({ ...segment, last });
  }
  return due;
}

export function removeSegments(segments: readonly Segment[]): void {
  for (const { path } of segments) rmSync(path, { force: true });
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
