/**
 * RxDB goes on after a document that could not be converted, leaves its batch out, and notes its progress past it: tried
 * again, the batch would be lost for good. So a failed migration is never gone on with. The file it has worked on moves
 * aside, and the backup that was made right before takes its place: the version before can use it, and so can this one
 * once it is put right. A migration that was only cut off is another matter: RxDB goes on with it where it was.
 */
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { type BackupFile, listBackups } from './backups/backup-file.ts';
import { recoveryFiles, syncDirectory } from './files.ts';
import { MigrationFailed } from './migration-failed.ts';
import { moveAside } from './move-aside.ts';

/**
 * Where a former failure could not be undone (full disk), the file still says so. @throws {MigrationFailed} then, with the
 * backup of that time
 */
export function refuseFailedMigration(dataDir: string, file: SqliteFile): void {
  const internal = file.pluck<number>("SELECT number FROM _rx_collection WHERE name = '_rxdb_internal'").all();
  const failed = internal.some((number) =>
    file
      .pluck<number>(`SELECT count(*) FROM "_rx_${number}" WHERE json_extract(data, '$.data.status') = 'ERROR'`)
      .get(),
  );
  if (!failed) return;
  const backup = backupBeforeMigration(dataDir);
  if (backup) throw new MigrationFailed(backup.name, new Error('a former migration failed'));
}

/** The newest that was made before one; `null` for none. */
export function backupBeforeMigration(dataDir: string): BackupFile | null {
  const backups = listBackups(recoveryFiles(dataDir).backups);
  return backups.find(({ reason, note }) => reason === 'before-migration' && note) ?? null;
}

/** With the file closed. @throws the file system's own error; then the file stays, and says that it is half converted */
export async function undoMigration(dataDir: string, { backup, at }: { backup: string; at: string }): Promise<void> {
  const { database, backups, aside } = recoveryFiles(dataDir);
  const part = `${database}.part`;
  await rm(part, { force: true });
  await copyFile(join(backups, basename(backup)), part);
  const handle = await open(part, 'r+');
  await handle.chmod(0o600);
  await handle.sync();
  await handle.close();
  moveAside(database, { aside, at });
  await rename(part, database);
  syncDirectory(dirname(database));
}
