/**
 * The state of an open file, and the only place where a driver's error becomes a `StorageError`.
 *
 *   usable ──IOERR, CORRUPT, READONLY, NOMEM──▶ failed ──close──▶ closed
 *     │  ▲ └──FULL, no reserve left────────────────▲
 *     │  └──transaction rolled back, reserve released
 *     └─FULL, reserve whole──▶ short ──reserve cannot be released──▶ failed
 *
 * In `failed` every operation throws the first error. In `short` too, but only until the transaction under way has
 * been rolled back: then the reserve is released and the transaction is tried once more.
 */
import type { Driver } from './driver.ts';
import type { ReserveFile } from './reserve-file.ts';
import { codeForResult, StorageError, type StorageErrorCode } from './storage-error.ts';

export type FailStopOptions = {
  path: string;
  driver: Driver;
  reserve: ReserveFile | undefined;
  onFailed: ((error: StorageError) => void) | undefined;
};

export class FailStop {
  readonly #options: FailStopOptions;
  #failed: StorageError | undefined;
  #short: StorageError | undefined;
  #closed = false;

  constructor(options: FailStopOptions) {
    this.#options = options;
  }

  get failed(): StorageError | undefined {
    return this.#failed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What keeps the transaction under way from being committed. */
  get obstacle(): StorageError | undefined {
    return this.#failed ?? this.#short;
  }

  assertUsable(): void {
    const obstacle = this.#failed ?? this.#short;
    if (obstacle) throw obstacle;
    if (this.#closed) throw this.error('closed');
  }

  readonly attempt = <T>(operation: () => T): T => {
    this.assertUsable();
    try {
      return operation();
    } catch (error) {
      throw this.translated(error);
    }
  };

  /** The typed error for what a driver threw. The file stops where the error asks for it. */
  translated(error: unknown): unknown {
    const { driver, reserve } = this.#options;
    const result = driver.resultOf(error);
    if (result === undefined) return error;
    const failure = this.error(codeForResult(result), error instanceof Error ? error.message : result, error);
    if (failure.code === 'full' && reserve?.state === 'whole' && !this.#failed) this.#short ??= failure;
    else if (failure.stops) this.stop(failure);
    return failure;
  }

  /** After a rollback: true when the disk was full and the reserve has just made room. */
  makeRoom(): boolean {
    const short = this.#short;
    if (!short) return false;
    this.#short = undefined;
    if (this.#options.reserve?.release()) return true;
    this.stop(short);
    return false;
  }

  stop(error: StorageError): void {
    this.#short = undefined;
    if (this.#failed) return;
    this.#failed = error;
    this.#options.onFailed?.(error);
  }

  close(): void {
    this.#closed = true;
  }

  error(code: StorageErrorCode, detail?: string, cause?: unknown): StorageError {
    return new StorageError(code, { path: this.#options.path, detail: detail ?? '', cause });
  }
}
