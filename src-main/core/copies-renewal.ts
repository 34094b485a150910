import { renewCopies } from '../recovery/renew-copies.ts';
import { readState, writeState } from '../sync/tables.ts';
import type { Core } from './core.ts';

/** What kept the copies from being renewed may be over then. */
const COPIES_AGAIN_MS = 5_000;

/** What is gone from the store goes from backups and black box too. */
export class CopiesRenewal {
  readonly #core: Core;
  readonly #dataDir: string;
  #renewing = false;
  #again: NodeJS.Timeout | undefined;

  constructor(core: Core, dataDir: string) {
    this.#core = core;
    this.#dataDir = dataDir;
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  /** Unless nothing was removed, or it is being done. */
  renew(): void {
    const { data, log } = this.#core;
    if (!data.isOpen) return;
    const { file, backups, box } = data.data;
    const removedAt = readState(file, 'removedAt');
    if (removedAt === null || this.#renewing) return;
    this.#renewing = true;
    clearTimeout(this.#again);
    renewCopies({ dataDir: this.#dataDir, backups, box, log })
      .then(() => {
        if (!file.closed && readState(file, 'removedAt') === removedAt) writeState(file, 'removedAt', null);
      })
      .catch((error: unknown) => log.error('sync.copies-not-renewed', error))
      .finally(() => {
        this.#renewing = false;
        if (file.closed || file.failed || readState(file, 'removedAt') === null) return;
        this.#again = setTimeout(() => this.renew(), COPIES_AGAIN_MS);
        this.#again.unref();
      });
  }
}
