import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BACKUP_REASONS, type BackupReason } from '#shared/contract/recovery.ts';

/** Beside each backup, `<name>.json`: what was found when it was opened and checked. Counts only, nothing personal. */
export const backupNoteSchema = z.object({
  version: z.literal(1),
  /** ISO instant of the station's clock at which the copied state was taken. */
  at: z.iso.datetime(),
  reason: z.enum(BACKUP_REASONS),
  bytes: z.int().nonnegative(),
  /** Up to which record of the black box it holds everything. */
  position: z.int().nonnegative(),
  tickets: z.int().nonnegative(),
  entries: z.int().nonnegative(),
  customers: z.int().nonnegative(),
});
export type BackupNote = z.infer<typeof backupNoteSchema>;

/** A backup in the directory. One without its note was never verified: it is tried last. */
export interface BackupFile {
  name: string;
  path: string;
  /** ISO instant, from the name. */
  at: string;
  reason: BackupReason;
  bytes: number;
  note: BackupNote | null;
}

const NAME = /^station-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-([a-z-]+)\.db$/;

/** `station-20261121T184500Z-daily.db` */
export function backupName(at: string, reason: BackupReason): string {
  return `station-${at.slice(0, 19).replace(/[-:]/g, '')}Z-${reason}.db`;
}

/** Newest first. No directory is no backups. */
export function listBackups(directory: string): BackupFile[] {
  return namesIn(directory)
    .flatMap((name): BackupFile[] => {
      const match = NAME.exec(name);
      const reason = BACKUP_REASONS.find((one) => one === match?.[7]);
      if (!match || !reason) return [];
      const path = join(directory, name);
      const [, year, month, day, hour, minute, second] = match;
      const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
      return [{ name, path, at, reason, bytes: statSync(path).size, note: readNote(`${path}.json`) }];
    })
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.name < b.name ? 1 : -1));
}

function readNote(path: string): BackupNote | null {
  try {
    return backupNoteSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Missing or cut off: the backup counts as not verified, which the list says.
    return null;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
