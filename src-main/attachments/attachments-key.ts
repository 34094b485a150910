import type { RandomBytes } from '#shared/domain/id/uuid.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { readSetting, writeSetting } from '../store/local-settings.ts';

/**
 * The key of the files lies in the encrypted database (and, as every local setting, in the black box): a change of the
 * database's key leaves the files as they are, and whoever destroys the database's key has destroyed them too.
 */
export function ensureAttachmentsKey(file: SqliteFile, random: RandomBytes): void {
  if (readSetting(file, 'attachmentsKey') === null)
    writeSetting(file, 'attachmentsKey', Buffer.from(random(32)).toString('base64'));
}

/** 32 bytes. */
export function attachmentsKey(file: SqliteFile): Uint8Array {
  const kept = readSetting(file, 'attachmentsKey');
  if (kept === null) throw new Error('a profile without a key for its attachments');
  return new Uint8Array(Buffer.from(kept, 'base64'));
}
