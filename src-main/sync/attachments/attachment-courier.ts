import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { BlobStore } from '../../attachments/blob-store.ts';
import { BlobDamaged } from '../../attachments/cipher.ts';
import {
  type Copy,
  copiesToSend,
  copiesWanted,
  isNamed,
  isNamedByUnsent,
  noteHere,
  noteLost,
  noteSent,
  noteWanted,
  setCentre,
} from '../../attachments/copies.ts';
import type { Logger } from '../../log/logger.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { readSetting } from '../../store/local-settings.ts';
import type { Store } from '../../store/open-store.ts';
import { CentreRefused, Unreachable } from '../transport/transport.ts';
import { Wake } from '../wake.ts';
import type { BlobTransport } from './blob-transport.ts';
import { fetchFile, WrongFile } from './fetch-file.ts';
import { sendFile } from './send-file.ts';

/** The way to the centre while there is contact. */
export interface CourierLink {
  transport: BlobTransport;
  authorised: <T>(call: (token: string) => Promise<T>) => Promise<T>;
}

export interface CourierOptions {
  /** What is open now; throws `StorageError` while nothing is. */
  store: () => Store;
  blobs: BlobStore;
  /** `null`: no contact at present. */
  link: (signal: AbortSignal) => CourierLink | null;
  log: Logger;
  pace?: Partial<CourierPace>;
  /** 0 to 1: spreads tries. */
  jitter?: () => number;
}

/** Milliseconds. */
export interface CourierPace {
  firstRetry: number;
  longestRetry: number;
  /** Without any sign that there is something to do it is looked all the same. */
  lookEvery: number;
}

const PACE: CourierPace = { firstRetry: 1_000, longestRetry: 60_000, lookEvery: 20_000 };
/** Files on their way at the same time. */
const AT_ONCE = 2;
const TELL_EVERY_MS = 200;
/** The file is refused for good; whatever else the centre says may be otherwise later. */
const FOR_GOOD = new Set([400, 413, 415]);

interface Job {
  copy: Copy;
  way: 'out' | 'in';
}

/**
 * Carries files between the station and its centre, beside the journal: neither waits for the other. What is to be done
 * stands in the station's file, so it goes on after whatever ended it; how far the centre is, the centre says.
 */
export class AttachmentCourier {
  readonly #options: CourierOptions;
  readonly #pace: CourierPace;
  readonly #wake = new Wake();
  readonly #stopping = new AbortController();
  readonly #progress = new Map<string, { way: 'out' | 'in'; done: number }>();
  /** By file: tries that failed in a row, and by the monotonic clock when the next one is due. */
  readonly #failed = new Map<string, { failures: number; dueAt: number }>();
  readonly #absent = new Set<string>();
  #running: Promise<void> | null = null;
  #told = 0;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#pace = { ...PACE, ...options.pace };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** What is on its way is cut off; it goes on from there another time. */
  async stop(): Promise<void> {
    this.#stopping.abort(new DOMException('stopped', 'AbortError'));
    await this.#running;
  }

  /** There may be something to do. */
  wake(): void {
    this.#wake.poke();
  }

  /** In contact again: nothing waits for its turn. */
  online(): void {
    this.#failed.clear();
    this.#wake.poke();
  }

  progress(sha256: string): { way: 'out' | 'in' | 'absent'; done: number } | null {
    return this.#progress.get(sha256) ?? (this.#absent.has(sha256) ? { way: 'absent', done: 0 } : null);
  }

  /** Has a file brought here. Refused without contact: it would wait without anybody knowing for how long. */
  fetch(sha256: string): Result<null> {
    const { file } = this.#options.store();
    if (readSetting(file, 'enrolment') === null) return refuse(NOWHERE);
    if (!this.#options.link(this.#stopping.signal)) return refuse(OFFLINE);
    const size = file.pluck<number>('SELECT size FROM ticket_attachment WHERE sha256 = ? LIMIT 1').get(sha256);
    if (size === undefined) return refuse(NOWHERE);
    this.#absent.delete(sha256);
    this.#failed.delete(sha256);
    noteWanted(file, { sha256, size }, true);
    this.#tell(true);
    this.#wake.poke();
    return ok(null);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const wait = await this.#pass().catch((error: unknown) => {
        if (!signal.aborted && !(error instanceof StorageError)) this.#options.log.error('attachments.courier', error);
        return this.#pace.lookEvery;
      });
      await this.#wake.wait(wait, signal).catch(() => {});
    }
  }

  /** Everything that is due. @returns milliseconds until the next look */
  async #pass(): Promise<number> {
    const { store, link } = this.#options;
    const { signal } = this.#stopping;
    const { file, feed } = store();
    if (feed.paused || file.failed || readSetting(file, 'enrolment') === null) return this.#pace.lookEvery;
    const way = link(signal);
    if (!way) return this.#pace.lookEvery;
    const jobs = this.#due();
    const lane = async () => {
      for (let job = jobs.shift(); job && !signal.aborted; job = jobs.shift()) await this.#carry(job, way);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    const due = [...this.#failed.values()].map(({ dueAt }) => Math.max(0, dueAt - performance.now()));
    return Math.min(this.#pace.lookEvery, ...due);
  }

  #due(): Job[] {
    const { file } = this.#options.store();
    const isDue = ({ sha256 }: Copy) => (this.#failed.get(sha256)?.dueAt ?? 0) <= performance.now();
    const wanted = copiesWanted(file).map((copy): Job => ({ copy, way: 'in' }));
    const unsent = copiesToSend(file)
      // It is there; that it stays there is asked once its entry is there too.
      .filter(({ sha256, centre }) => centre === 'unsent' || !isNamedByUnsent(file, sha256))
      .map((copy): Job => ({ copy, way: 'out' }));
    // Somebody waits for what is wanted.
    return [...wanted, ...unsent].filter(({ copy }) => isDue(copy));
  }

  async #carry({ copy, way }: Job, link: CourierLink): Promise<void> {
    const { log } = this.#options;
    const { sha256 } = copy;
    const onProgress = (done: number) => {
      this.#progress.set(sha256, { way, done });
      this.#tell(false);
    };
    try {
      if (way === 'out') await this.#send(copy, link, onProgress);
      else await this.#fetch(copy, link, onProgress);
      this.#failed.delete(sha256);
    } catch (error) {
      if (this.#stopping.signal.aborted || error instanceof StorageError) return;
      if (!this.#settled(copy, way, error)) this.#postpone(sha256, error);
      const expected = error instanceof Unreachable || error instanceof CentreRefused;
      if (!expected) log.error('attachments.carry', error, { way });
    } finally {
      this.#progress.delete(sha256);
      this.#tell(true);
    }
  }

  async #send({ sha256, centre }: Copy, link: CourierLink, onProgress: (done: number) => void): Promise<void> {
    const { blobs, store } = this.#options;
    const reader = await blobs.open(sha256);
    if (!reader) throw new BlobDamaged('it is not there');
    try {
      const signal = this.#stopping.signal;
      const told = (done: number) => {
        // The question about what is there already is no sending.
        if (centre === 'sent' && done === reader.size) return;
        noteSent(store().file, sha256, done);
        onProgress(done);
      };
      await sendFile(sha256, { ...link, reader, signal, onProgress: told });
    } finally {
      await reader.close();
    }
    const { file } = store();
    setCentre(file, sha256, isNamedByUnsent(file, sha256) ? 'sent' : 'stored');
  }

  async #fetch(copy: Copy, link: CourierLink, onProgress: (done: number) => void): Promise<void> {
    const { blobs, store, log } = this.#options;
    const { sha256, size } = copy;
    await fetchFile(copy, { ...link, blobs, signal: this.#stopping.signal, onProgress });
    const { file } = store();
    noteHere(file, { sha256, size }, 'stored');
    if (isNamed(file, sha256)) return;
    // The ticket left meanwhile.
    await blobs.remove(sha256);
    noteLost(file, sha256);
    log.info('attachments.unwanted');
  }

  /** Whether the error is the last word on this file, for now. */
  #settled({ sha256, size }: Copy, way: Job['way'], error: unknown): boolean {
    const { file } = this.#options.store();
    if (error instanceof BlobDamaged) {
      noteLost(file, sha256);
      return true;
    }
    if (!(error instanceof CentreRefused)) return false;
    if (way === 'in' && error.status === 404) {
      noteWanted(file, { sha256, size }, false);
      this.#absent.add(sha256);
      return true;
    }
    if (way === 'out' && FOR_GOOD.has(error.status)) {
      setCentre(file, sha256, 'refused', error.problem.refusals);
      return true;
    }
    return false;
  }

  #postpone(sha256: string, error: unknown): void {
    const { firstRetry, longestRetry } = this.#pace;
    const failures = (this.#failed.get(sha256)?.failures ?? 0) + 1;
    const most = Math.min(longestRetry, firstRetry * 2 ** Math.min(failures - 1, 16));
    const asked = error instanceof CentreRefused ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
    // What came wrong comes from its beginning.
    const patience = error instanceof WrongFile ? longestRetry : 0;
    const wait = Math.max(asked, patience, most * (0.5 + 0.5 * (this.#options.jitter ?? Math.random)()));
    this.#failed.set(sha256, { failures, dueAt: performance.now() + wait });
  }

  #tell(now: boolean): void {
    if (!now && performance.now() - this.#told < TELL_EVERY_MS) return;
    this.#told = performance.now();
    this.#options.store().feed.tell({ topics: ['attachments'] });
  }
}

const NOWHERE: Refusal = {
  code: 'attachment-not-here',
  message: 'Este arquivo não está neste computador, e não há uma central de onde buscá-lo.',
  way: 'Procure na estação em que ele foi anexado.',
};
const OFFLINE: Refusal = {
  code: 'attachment-offline',
  message: 'Este arquivo está na central, e agora não há contato com ela.',
  way: 'Tente de novo quando a rede voltar.',
};
