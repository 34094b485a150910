/**
 * RxDB's schema migration neither ends nor can be closed when its storage refuses something: it waits for ever. Here
 * that is seen and told, so that the host can end the process; the next start takes the migration up again.
 *
 * A migration is under way while the collection is open in which RxDB keeps its progress.
 */
import { StorageError } from './storage-error.ts';

const PROGRESS = /^rx-migration-state-meta-(?<collection>.+)-\d+$/;

export class MigrationsUnderWay {
  readonly #path: string;
  readonly #onFailed: ((error: StorageError) => void) | undefined;
  /** Names of the collections being migrated; how often, for several databases in one file. */
  readonly #collections = new Map<string, number>();

  constructor(path: string, onFailed: ((error: StorageError) => void) | undefined) {
    this.#path = path;
    this.#onFailed = onFailed;
  }

  opened(collectionName: string): void {
    const migrated = PROGRESS.exec(collectionName)?.groups?.collection;
    if (migrated !== undefined) this.#collections.set(migrated, (this.#collections.get(migrated) ?? 0) + 1);
  }

  closed(collectionName: string): void {
    const migrated = PROGRESS.exec(collectionName)?.groups?.collection;
    if (migrated === undefined) return;
    const left = (this.#collections.get(migrated) ?? 1) - 1;
    if (left > 0) this.#collections.set(migrated, left);
    else this.#collections.delete(migrated);
  }

  /** An operation on this collection was rejected. Tells once for each migration. */
  refused(collectionName: string, cause: unknown): void {
    const migrated = PROGRESS.exec(collectionName)?.groups?.collection ?? collectionName;
    if (!this.#collections.delete(migrated)) return;
    const reason = cause instanceof StorageError ? cause.code : cause instanceof Error ? cause.name : 'unknown';
    this.#onFailed?.(
      new StorageError('migration-failed', { path: this.#path, detail: `${migrated}: ${reason}`, cause }),
    );
  }
}
