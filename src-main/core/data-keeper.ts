import type { RecoveryReport, StorageView } from '#shared/contract/recovery.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { LOW, storageWords } from '../recovery/words.ts';
import { StorageError } from '../storage/storage-error.ts';
import { openStationData, type StationData, type StationDataOptions } from './station-data.ts';

export type DataKeeperOptions = Omit<StationDataOptions, 'onStopped' | 'onLow' | 'restore' | 'unconfirmed'>;

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
  #stopped: { code: string; since: string } | null = null;
  #unconfirmed: number | null = null;
  #room: NodeJS.Timeout | undefined;

  private constructor(options: DataKeeperOptions) {
    this.#options = options;
  }

  /** @throws {StorageError} when the data cannot be used */
  static async open(options: DataKeeperOptions): Promise<DataKeeper> {
    const keeper = new DataKeeper(options);
    await keeper.#open();
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

  /** Told whenever other data are open than before. */
  onOpened(adopt: (data: StationData) => void): void {
    this.#adopt.push(adopt);
  }

  get storage(): StorageView {
    if (this.#stopped) return { state: 'stopped', ...this.#stopped, ...storageWords(this.#stopped.code) };
    return this.#data?.file.reserve === 'released' ? { state: 'low', ...LOW } : { state: 'ok' };
  }

  /** Closes what is open and opens it again, repaired where it is damaged. No command may be under way. */
  async reopen(): Promise<Result<null>> {
    await this.#close();
    try {
      await this.#open();
      return ok(null);
    } catch (error) {
      const { message, way } = storageWords(this.#stop(error));
      return refuse({ code: 'still-stopped', rule: 'B1', message, way });
    }
  }

  /** Opens a backup in place of the present file, and all that came after it. No command may be under way. */
  async restore(name: string): Promise<Result<RecoveryReport>> {
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

  async close(): Promise<void> {
    await this.#close();
  }

  async #open(restore?: string): Promise<void> {
    const data = await openStationData({
      ...this.#options,
      restore,
      unconfirmed: this.#unconfirmed,
      onStopped: (error) => this.#stop(error),
      onLow: () => this.#options.feed.tell({ topics: ['storage'] }),
    });
    this.#data = data;
    this.#unconfirmed = null;
    this.#stopped = null;
    for (const adopt of this.#adopt) adopt(data);
    data.backups.keepDaily();
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

  /** @returns the code of what happened */
  #stop(error: unknown): string {
    const { feed, log, clock } = this.#options;
    const code = codeOf(error);
    log.error('storage.stopped', error);
    this.#stopped ??= { code, since: new Date(clock()).toISOString() };
    if (!this.#data || this.#data.file.failed) feed.pause();
    // Told in a turn of its own: what stopped is in the middle of a call.
    queueMicrotask(() => feed.tell({ topics: ['storage'] }));
    return code;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof StorageError) return error.code;
  return (error as { code?: unknown } | null)?.code === 'ENOSPC' ? 'full' : 'io';
}
