import { rm } from 'node:fs/promises';
import type { Logger } from '../log/logger.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { ChangeFeed } from '../store/change-feed.ts';
import { readSetting } from '../store/local-settings.ts';
import type { BlobStore } from './blob-store.ts';
import { forgetCopy, isNamed, leavingFiles, namedFiles, noteHere, noteLost, readCopy, stays } from './copies.ts';

export interface AttachmentKeeperOptions {
  blobs: BlobStore;
  /** The open data; another one after they were opened anew. */
  file: () => SqliteFile;
  feed: ChangeFeed;
  /** Milliseconds since the epoch, by the clock of the disk. */
  diskTime?: () => number;
  log: Logger;
}

/**
 * Files that no entry names are kept for so long: longer than any backup that may be put back, whose entries would ask
 * for them.
 */
const ORPHAN_DAYS = 60;
const LOOK_EVERY_MS = 6 * 3_600_000;

/** Keeps the files and what is known of them together: nothing stays that nobody may see, and nothing goes that is needed. */
export class AttachmentKeeper {
  readonly #options: AttachmentKeeperOptions;
  readonly #stopListening: () => void;
  #timer: NodeJS.Timeout | undefined;
  #under: Promise<void> = Promise.resolve();

  constructor(options: AttachmentKeeperOptions) {
    this.#options = options;
    this.#stopListening = options.feed.listen(({ tickets, topics }) => {
      if (tickets.size > 0 || topics.has('attachments')) this.#soon(() => this.removeLeft());
      if (topics.has('storage')) this.#soon(() => this.reconcile());
    });
  }

  /** At the opening, and now and then. */
  start(): void {
    this.#soon(() => this.reconcile());
    this.#timer = setInterval(() => this.#soon(() => this.reconcile()), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** What is under way is done first. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopListening();
    await this.#under;
  }

  /** Everything that was asked for so far is done. */
  settled(): Promise<void> {
    return this.#under;
  }

  /** Files of tickets that the station may not see any more go; those that the centre does not have yet go after they were sent. */
  async removeLeft(): Promise<void> {
    const { blobs } = this.#options;
    const file = this.#options.file();
    const enrolled = readSetting(file, 'enrolment') !== null;
    for (const sha256 of leavingFiles(file)) {
      if (isNamed(file, sha256)) {
        stays(file, sha256);
        continue;
      }
      const copy = readCopy(file, sha256);
      if (enrolled && copy?.here && copy.centre === 'unsent') continue;
      await blobs.remove(sha256);
      forgetCopy(file, sha256);
    }
  }

  /** Takes note of what is here and what is not, whatever a crash, a backup that was put back or somebody's hand has done. */
  async reconcile(): Promise<void> {
    const { blobs, diskTime = Date.now, log } = this.#options;
    const file = this.#options.file();
    await this.removeLeft();
    const unnamed = new Map<string, { path: string; cameAt: number }>();
    for await (const { name, path, cameAt } of blobs.names()) unnamed.set(name, { path, cameAt });
    let lost = 0;
    for (const { sha256, size } of namedFiles(file)) {
      const onDisk = unnamed.delete(blobs.nameOf(sha256));
      unnamed.delete(blobs.nameOf(sha256, 'thumbnail'));
      const copy = readCopy(file, sha256);
      if (onDisk && !copy) noteHere(file, { sha256, size }, 'unsent');
      if (!onDisk && copy?.here) {
        noteLost(file, sha256);
        lost++;
      }
    }
    if (lost > 0) log.error('attachments.lost', undefined, { files: lost });
    const limit = diskTime() - ORPHAN_DAYS * 86_400_000;
    const orphans = [...unnamed.values()].filter(({ cameAt }) => cameAt < limit);
    for (const { path } of orphans) await rm(path, { force: true });
    if (orphans.length > 0) log.info('attachments.orphans-removed', { files: orphans.length });
  }

  #soon(work: () => Promise<void>): void {
    const { log, feed } = this.#options;
    this.#under = this.#under.then(async () => {
      const file = this.#options.file();
      if (feed.paused || file.closed || file.failed) return;
      try {
        await work();
      } catch (error) {
        // The data may be closed in the middle of it; the next opening begins anew.
        if (!file.closed && !file.failed) log.error('attachments.keep', error);
      }
    });
  }
}
