import { rm } from 'node:fs/promises';
import type { Logger } from '../log/logger.ts';
import type { BackupKeeper } from './backups/backup-keeper.ts';
import { noteBeginning } from './black-box/beginning.ts';
import type { BlackBox } from './black-box/black-box.ts';
import { removeSegments } from './black-box/pruning.ts';
import { listSegments } from './black-box/segment.ts';
import { recoveryFiles } from './files.ts';

export interface RenewCopiesParts {
  dataDir: string;
  backups: BackupKeeper;
  box: BlackBox;
  log: Logger;
}

/**
 * After data were taken away from the station: one new backup, checked whole, takes the place of all copies that still hold
 * them. Only when it is there do the others go, and of the black box what that backup holds.
 */
export async function renewCopies({ dataDir, backups, box, log }: RenewCopiesParts): Promise<void> {
  box.turnOver();
  // One that is under way may have begun before the removal.
  if (backups.running) await backups.backUp('manual').catch(() => {});
  const fresh = await backups.backUp('manual');
  for (const { path, name } of backups.list()) {
    if (name === fresh.name) continue;
    await rm(`${path}.json`, { force: true });
    await rm(path, { force: true });
  }
  const { blackBox } = recoveryFiles(dataDir);
  const segments = listSegments(blackBox);
  const position = fresh.note?.position ?? 0;
  const due = segments.filter((_, index) => {
    const next = segments[index + 1];
    return next !== undefined && next.first - 1 <= position;
  });
  const last = due.at(-1);
  if (last) {
    noteBeginning(blackBox, segments[segments.indexOf(last) + 1]!.first);
    removeSegments(due);
  }
  log.info('copies.renewed', { segments: due.length });
}
