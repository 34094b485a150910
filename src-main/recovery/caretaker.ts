import type { RecoveryView } from '#shared/contract/recovery.ts';
import type { Logger } from '../log/logger.ts';
import type { Driver } from '../storage/driver.ts';
import { runAside } from './aside/run-aside.ts';
import { listBackups } from './backups/backup-file.ts';
import { noteBeginning } from './black-box/beginning.ts';
import { PROOFS, prunable, removeSegments } from './black-box/pruning.ts';
import { listSegments } from './black-box/segment.ts';
import { recoveryFiles } from './files.ts';
import type { Followed } from './follow-key.ts';

export interface CaretakerOptions {
  dataDir: string;
  keys?: readonly Uint8Array[] | undefined;
  driver?: Driver | undefined;
  /** The counter with which this opening began: nobody writes to segments that begin below it. */
  before: number;
  /** ISO instant of the station's clock. */
  now: () => string;
  /** Local day of an instant, `YYYY-MM-DD`. */
  dayOf: (at: string) => string;
  /** Up to which record the server has everything; absent or `null`: there is no server. */
  deliveredUpTo?: (() => number | null) | undefined;
  log: Logger;
  /** Told whenever what `running` or `damaged` answers has changed. */
  onChange: () => void;
}

const FIRST_LOOK_MS = 2 * 60_000;
const LOOK_EVERY_MS = 30 * 60_000;
const TELL_EVERY_MS = 200;

/**
 * Looks after what lies beside the open station file, once a day and in a thread: files that are still under a former key
 * are put under the present one, the black box is read through, and what has had its time is removed.
 */
export class Caretaker {
  readonly #options: CaretakerOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #under: Promise<void> | null = null;
  #running: RecoveryView['caring'] = null;
  #damaged: string[] = [];
  #caredOn = '';

  constructor(options: CaretakerOptions) {
    this.#options = options;
  }

  get running(): RecoveryView['caring'] {
    return this.#running;
  }

  /** Segments that this opening found damaged and moved aside. */
  get damaged(): string[] {
    return this.#damaged;
  }

  /** Cares a while after the opening, and once a day. */
  start(): void {
    const look = () => {
      const { dayOf, now, log } = this.#options;
      if (this.#under || dayOf(now()) === this.#caredOn) return;
      this.care().catch((error: unknown) => log.error('care.failed', error));
    };
    this.#timer = setTimeout(() => {
      look();
      this.#timer = setInterval(look, LOOK_EVERY_MS);
      this.#timer.unref();
    }, FIRST_LOOK_MS);
    this.#timer.unref();
  }

  /** All of it now; while it is under way, that is the answer. @throws what kept it from being done */
  care(): Promise<void> {
    this.#under ??= this.#care().finally(() => {
      this.#under = null;
      this.#running = null;
      this.#options.onChange();
    });
    return this.#under;
  }

  /** Before the station file is closed. What is under way is given up; each file is whole. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stopping.abort(new DOMException('stopped', 'AbortError'));
    await this.#under?.catch(() => {});
  }

  async #care(): Promise<void> {
    const { dataDir, keys, before, now, dayOf, log } = this.#options;
    const { blackBox, backups, aside } = recoveryFiles(dataDir);
    try {
      if (keys && keys.length > 1) this.#followed(await this.#aside('follow', { blackBox, backups, keys, before }));
      const { read, damaged } = await this.#aside('check', { blackBox, aside, before, at: now() });
      log.info('black-box.checked', { read, damaged: damaged.length });
      if (damaged.length > 0) log.error('black-box.damaged', undefined, { files: damaged.length });
      this.#damaged.push(...damaged);
      await this.#prune();
      this.#caredOn = dayOf(now());
    } catch (error) {
      if (!this.#stopping.signal.aborted) throw error;
    }
  }

  #followed({ files, left }: Followed): void {
    if (files + left.length > 0) this.#options.log.info('key.followed', { files, left: left.length });
  }

  /** Removed is only what two backups hold that are read through anew now. */
  async #prune(): Promise<void> {
    const { dataDir, keys, driver, now, dayOf, deliveredUpTo = () => null, log } = this.#options;
    const files = recoveryFiles(dataDir);
    const backups = listBackups(files.backups);
    const due = prunable(listSegments(files.blackBox), {
      backups,
      today: dayOf(now()),
      dayOf,
      deliveredUpTo: deliveredUpTo(),
    });
    const last = due.at(-1);
    if (!last) return;
    const holding = backups.filter(({ note }) => note && note.position >= last.last).slice(0, PROOFS);
    for (const { path } of holding) {
      await runAside('verify', { path, keys }, { driver, signal: this.#stopping.signal });
    }
    noteBeginning(files.blackBox, last.last + 1);
    removeSegments(due);
    log.info('black-box.pruned', { files: due.length });
  }

  #aside<K extends 'follow' | 'check'>(
    kind: K,
    input: Parameters<typeof runAside<K>>[1],
  ): ReturnType<typeof runAside<K>> {
    const { driver, onChange } = this.#options;
    let told = 0;
    return runAside(kind, input, {
      driver,
      signal: this.#stopping.signal,
      onProgress: (done, total) => {
        this.#running = { what: kind, done, total };
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        onChange();
      },
    });
  }
}
