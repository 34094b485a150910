/** The data could not be brought to the form of this version: nothing is open, and what was there lies in a backup. */
export class MigrationFailed extends Error {
  readonly code = 'migration-failed';
  /** Name of the backup that was made right before. */
  readonly backup: string;

  constructor(backup: string, cause: unknown) {
    super(`the migration of the collections failed; backup ${backup}`, { cause });
    this.name = 'MigrationFailed';
    this.backup = backup;
  }
}
