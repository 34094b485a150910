import { basename } from 'node:path';
import { readBeginning } from '../black-box/beginning.ts';
import { recoveryFiles } from '../files.ts';
import { type BackupFile, listBackups } from './backup-file.ts';

/** `too-old`: the black box no longer reaches back to it, so what came in between would not come back. */
export type Restorable = { backup: BackupFile; tooOld: boolean };

/** The backups of a profile, newest first, each with whether restoring it brings everything back. */
export function restorableBackups(dataDir: string): Restorable[] {
  const { backups, blackBox } = recoveryFiles(dataDir);
  const beginning = readBeginning(blackBox);
  return listBackups(backups).map((backup) => ({
    backup,
    tooOld: backup.note !== null && backup.note.position < beginning - 1,
  }));
}

/** The backup that a person named; `null`: there is none of that name. */
export function backupToRestore(dataDir: string, name: string): Restorable | null {
  return restorableBackups(dataDir).find(({ backup }) => backup.name === basename(name)) ?? null;
}
