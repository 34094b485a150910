import { statfsSync } from 'node:fs';
import type { Opening, RecoveryReport, StorageView } from '#shared/contract/recovery.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { MigrationFailed } from '../recovery/migration-failed.ts';
import { LOW, migrationWords, type StorageWords, storageWords } from '../recovery/words.ts';
import { KEY_BYTES, type KeySource } from '../secrets/key-source.ts';
import { StorageError } from '../storage/storage-error.ts';
import { openStationData, type StationData, type StationDataOptions } from './station-data.ts';

export type DataKeeperOptions = Omit<StationDataOptions, 'onStopped' | 'onLow' | 'restore' | 'unconfirmed' | 'keys'> & {
  /** Where the keys are recorded; absent only with a driver that cannot encrypt (tests). */
  keySource?: KeySource | undefined;
};

const TELL_EVERY_MS = 200;
/** Left free beside the copy that a change of key makes. */
const SPARE_BYTES = 64 * 1024 * 1024;

const LOOK_FOR_ROOM_MS = 30_000;

/**
 * The station's data over their whole life: open, stopped after an error, opened again.
 *
 *   open ──the file or the black box stops──▶ stopped ──reopen──▶ open
 *     └────────────reopen, restore───────────────────────────────▶ open (or stopped, when it cannot be opened)
 *
 * Stopped, nothing is saved and every command says so; where only the black box stopped, everything can still be read.
 */
export class DataKeeper {
  readonly #options: DataKeeperOptions;
  readonly #adopt: ((data: StationData) => void)[] = [];
  #data: StationData | null = null;
  #stopped: ({ code: string; since: string } & StorageWords) | null = null;
  #opening: Opening | null = null;
  #told = 0;
  #unconfirmed: number | null = null;
  #room: NodeJS.Timeout | undefined;
  #locked = false;

  private constructor(options: DataKeeperOptions) {
    this.#options = options;
  }

  /**
   * @param restore name of a backup that takes the place of the data
   * @throws {StorageError} when the data cannot be used, {MigrationFailed} when they cannot be brought to this version
   */
  static async open(options: DataKeeperOptions, restore?: string): Promise<DataKeeper> {
    const keeper = new DataKeeper(options);
    await keeper.#open(restore);
    return keeper;
  }

  /** What is open. @throws {StorageError} `closed` while nothing is */
  get data(): StationData {
    if (!this.#data) throw new StorageError('closed', { path: this.#options.dataDir });
    return this.#data;
  }

  get isOpen(): boolean {
    return this.#data !== null;
  }

  /** What is being done while the data are closed. */
  get opening(): Opening | null {
    return this.#opening;
  }

  get keySource(): KeySource | null {
    return this.#options.keySource ?? null;
  }

  /** Told whenever other data are open than before. */
  onOpened(adopt: (data: StationData) => void): void {
    this.#adopt.push(adopt);
  }

  get storage(): StorageView {
    if (this.#stopped) return { state: 'stopped', ...this.#stopped };
    return this.#data?.file.reserve === 'released' ? { state: 'low', ...LOW } : { state: 'ok' };
  }

  /** Closes the data for good: the centre cut the station off, and their key is destroyed. No command may be under way. */
  async lock(): Promise<void> {
    this.#stopped = { code: 'station-revoked', since: new Date(this.#options.clock()).toISOString(), ...CUT_OFF };
    this.#locked = true;
    await this.#close();
    this.#options.feed.tell({ topics: ['storage'] });
  }

  /** Closes what is open and opens it again, repaired where it is damaged. No command may be under way. */
  async reopen(): Promise<Result<null>> {
    if (this.#locked) return refuse({ code: 'station-revoked', ...CUT_OFF });
    await this.#close();
    try {
      await this.#open();
      return ok(null);
    } catch (error) {
      return refuse({ code: 'still-stopped', rule: 'B1', ...this.#stop(error) });
    }
  }

  /** Opens a backup in place of the present file, and all that came after it. No command may be under way. */
  async restore(name: string): Promise<Result<RecoveryReport>> {
    if (this.#locked) return refuse({ code: 'station-revoked', ...CUT_OFF });
    await this.#close();
    try {
      await this.#open(name);
      return ok(this.data.report!);
    } catch (error) {
      this.#options.log.error('recovery.restore-failed', error);
      const again = await this.reopen();
      if (!again.ok) return again;
      return refuse({
        code: 'backup-unusable',
        rule: 'B1',
        field: 'name',
        message: 'Esta cópia de segurança não pôde ser aberta, ou não coube no disco. Nada mudou.',
        way: 'Escolha outra cópia.',
      });
    }
  }

  /**
   * Gives the data a new key. It is recorded before the former one, and then the data are closed and opened again: an
   * opening puts the file under the first of the recorded keys, so a crash at any point ends at the next one.
   * No command may be under way.
   */
  async changeKey(): Promise<Result<null>> {
    const { keySource, random, log } = this.#options;
    if (!keySource) throw new Error('data without a key');
    if (!this.#hasRoomForACopy()) return refuse(NO_ROOM_FOR_KEY);
    try {
      await keySource.record([random(KEY_BYTES), ...keySource.keys]);
    } catch (error) {
      log.error('key.not-recorded', error);
      return refuse({
        code: 'key-not-recorded',
        rule: 'B1',
        message: 'A chave nova não pôde ser guardada, e a de antes continua valendo. Nada mudou.',
        way: 'Confira se há espaço no disco e se o cofre do sistema está aberto, e tente de novo.',
      });
    }
    log.info('key.recorded', { former: keySource.keys.length - 1 });
    const again = await this.reopen();
    if (!again.ok) return again;
    if (this.data.underFormerKey) return refuse(NO_ROOM_FOR_KEY);
    this.data.caretaker.care().catch((error: unknown) => log.error('care.failed', error));
    return ok(null);
  }

  async close(): Promise<void> {
    await this.#close();
  }

  async #open(restore?: string): Promise<void> {
    const { keySource, ...options } = this.#options;
    const data = await openStationData({
      ...options,
      keys: keySource?.keys,
      restore,
      unconfirmed: this.#unconfirmed,
      onStopped: (error) => void this.#stop(error),
      onLow: () => this.#options.feed.tell({ topics: ['storage'] }),
      onProgress: (what, done, total) => {
        options.onProgress?.(what, done, total);
        this.#tellProgress({ what, done, total });
      },
    }).finally(() => {
      this.#opening = null;
    });
    this.#data = data;
    this.#unconfirmed = null;
    this.#stopped = null;
    for (const adopt of this.#adopt) adopt(data);
    data.backups.keepDaily();
    data.caretaker.start();
    this.#watchRoom(data);
    this.#options.feed.resume();
  }

  /** The space given up on a full disk is held back again once there is room. */
  #watchRoom({ file }: StationData): void {
    clearInterval(this.#room);
    if (file.reserve === 'none') return;
    this.#room = setInterval(() => {
      if (file.closed || file.failed || file.reserve === 'whole' || file.ensureReserve() !== 'whole') return;
      this.#options.feed.tell({ topics: ['storage'] });
    }, LOOK_FOR_ROOM_MS);
    this.#room.unref();
  }

  async #close(): Promise<void> {
    const { feed } = this.#options;
    clearInterval(this.#room);
    feed.pause();
    const data = this.#data;
    this.#data = null;
    if (data) this.#unconfirmed = (await data.close()).unconfirmed;
  }

  #tellProgress(opening: Opening): void {
    const another = this.#opening?.what !== opening.what;
    this.#opening = opening;
    if (!another && performance.now() - this.#told < TELL_EVERY_MS) return;
    this.#told = performance.now();
    this.#options.feed.tell({ topics: ['recovery'] });
  }

  #hasRoomForACopy(): boolean {
    const { file } = this.data;
    const { bavail, bsize } = statfsSync(this.#options.dataDir);
    const pages = file.pluck<number>('PRAGMA page_count').get() ?? 0;
    const pageBytes = file.pluck<number>('PRAGMA page_size').get() ?? 0;
    return bavail * bsize >= pages * pageBytes + SPARE_BYTES;
  }

  /** @returns what happened, in words */
  #stop(error: unknown): StorageWords {
    const { feed, log, clock } = this.#options;
    log.error('storage.stopped', error);
    const words = error instanceof MigrationFailed ? migrationWords(error.backup) : storageWords(codeOf(error));
    this.#stopped ??= { code: codeOf(error), since: new Date(clock()).toISOString(), ...words };
    if (!this.#data || this.#data.file.failed) feed.pause();
    // Told in a turn of its own: what stopped is in the middle of a call.
    queueMicrotask(() => feed.tell({ topics: ['storage'] }));
    return words;
  }
}

const CUT_OFF = {
  message: 'Esta estação foi desligada da central: a chave dos dados foi destruída, e eles não podem mais ser lidos.',
  way: 'Fale com a administração. Para usar este computador de novo, a estação precisa ser inscrita como nova.',
};

const NO_ROOM_FOR_KEY = {
  code: 'key-no-room',
  rule: 'B1',
  message: 'Não há espaço no disco para trocar a chave: a troca faz uma cópia dos dados.',
  way: 'Libere espaço neste computador e tente de novo. Os dados continuam sob a chave de antes.',
};

function codeOf(error: unknown): string {
  if (error instanceof StorageError || error instanceof MigrationFailed) return error.code;
  return (error as { code?: unknown } | null)?.code === 'ENOSPC' ? 'full' : 'io';
}
