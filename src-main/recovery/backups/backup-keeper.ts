import { existsSync, statfsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupReason, RecoveryView } from '#shared/contract/recovery.ts';
import type { Logger } from '../../log/logger.ts';
import type { Driver } from '../../storage/driver.ts';
import type { SqliteFile } from '../../storage/sqlite-file.ts';
import { runAside } from '../aside/run-aside.ts';
import { BESIDE, makeDirectory, replaceFileSync, syncDirectory } from '../files.ts';
import { readPosition } from '../position.ts';
import { type BackupFile, type BackupNote, backupName, listBackups } from './backup-file.ts';
import { CopySource } from './copy-in-steps.ts';
import { pastTheirTurn } from './rotation.ts';

export interface BackupKeeperOptions {
  directory: string;
  file: SqliteFile;
  key?: Uint8Array | undefined;
  /** Absent: the product's own, and copies are checked in a thread of their own. */
  driver?: Driver | undefined;
  /** ISO instant of the station's clock. */
  now: () => string;
  /** Local day of an instant, `YYYY-MM-DD`. */
  dayOf: (at: string) => string;
  log: Logger;
  /** Told whenever what `running` and `problem` answer has changed. */
  onChange: () => void;
  /** Told when the copied state turns out to be damaged: the station file is. */
  onDamage: () => void;
}

const LOOK_EVERY_MS = 60_000;
/** Left free beside a copy, for what is typed meanwhile. */
const SPARE_BYTES = 64 * 1024 * 1024;

/**
 * Makes the backups of one open station file: one a day, beside the running station, and on demand. A backup gets its name
 * only once it was opened and checked whole; then those past their turn go.
 */
export class BackupKeeper {
  readonly #options: BackupKeeperOptions;
  readonly #source: CopySource;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #making: Promise<BackupFile> | null = null;
  #running: RecoveryView['running'] = null;
  #problem: RecoveryView['problem'] = null;

  constructor(options: BackupKeeperOptions) {
    this.#options = options;
    this.#source = new CopySource(options.file);
  }

  get running(): RecoveryView['running'] {
    return this.#running;
  }

  get problem(): RecoveryView['problem'] {
    return this.#problem;
  }

  list(): BackupFile[] {
    return listBackups(this.#options.directory);
  }

  /** Makes today's when it is missing: now, and whenever a new day has begun. */
  keepDaily(): void {
    const look = () => {
      if (this.#making || !this.#isDue()) return;
      this.backUp('daily').catch(() => {
        // `problem` says it on the screen, the log to whoever looks after the station; the next look tries again.
      });
    };
    this.#timer = setInterval(look, LOOK_EVERY_MS);
    this.#timer.unref();
    look();
  }

  /** Makes one now; while one is being made, that one is the answer. @throws what kept it from being made */
  backUp(reason: BackupReason): Promise<BackupFile> {
    this.#making ??= this.#make(reason).finally(() => {
      this.#making = null;
      this.#running = null;
      this.#options.onChange();
    });
    return this.#making;
  }

  /** Before the station file is closed: a backup under way is given up. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort(new DOMException('stopped', 'AbortError'));
    await this.#making?.catch(() => {});
  }

  /** Right after the station file was closed. */
  release(): void {
    this.#source.close();
  }

  #isDue(): boolean {
    const { file, dayOf, now } = this.#options;
    if (file.failed || file.closed) return false;
    if (this.#problem && Date.parse(now()) - Date.parse(this.#problem.at) < 15 * LOOK_EVERY_MS) return false;
    const today = dayOf(now());
    return !this.list().some(({ at, note }) => note && dayOf(at) === today);
  }

  async #make(reason: BackupReason): Promise<BackupFile> {
    const { directory, now, log, onChange } = this.#options;
    const at = freeMoment(now(), (moment) => existsSync(join(directory, backupName(moment, reason))));
    const started = performance.now();
    const path = join(directory, backupName(at, reason));
    const part = `${path}.part`;
    this.#running = { done: 0, total: 0, checking: false };
    onChange();
    try {
      makeDirectory(directory);
      await rm(part, { force: true });
      this.#requireSpace();
      const note = await this.#copyAndCheck(part, { at, reason });
      if (existsSync(path)) throw Object.assign(new Error('a backup of this second exists'), { code: 'EEXIST' });
      await rename(part, path);
      syncDirectory(directory);
      replaceFileSync(`${path}.json`, `${JSON.stringify(note)}\n`);
      await this.#rotate();
      this.#problem = null;
      log.info('backup.made', { reason, bytes: note.bytes, ms: Math.round(performance.now() - started) });
      return this.list().find((one) => one.path === path)!;
    } catch (error) {
      for (const beside of ['', ...BESIDE]) await rm(part + beside, { force: true });
      if (!this.#stopping.signal.aborted) {
        log.error('backup.failed', error);
        if ((error as { code?: unknown }).code === 'corrupt') this.#options.onDamage();
        this.#problem = { ...problemWords(error), at };
      }
      throw error;
    }
  }

  async #copyAndCheck(part: string, { at, reason }: { at: string; reason: BackupReason }): Promise<BackupNote> {
    const { file, key, driver, onChange } = this.#options;
    let told = 0;
    const { bytes, seen: position } = await this.#source.copy(
      {
        target: part,
        signal: this.#stopping.signal,
        onProgress: (done, total) => {
          this.#running = { done, total, checking: false };
          if (performance.now() - told < 200) return;
          told = performance.now();
          onChange();
        },
      },
      () => readPosition(file),
    );
    this.#running = { done: bytes, total: bytes, checking: true };
    onChange();
    const keys = key && [key];
    const contents = await runAside('verify', { path: part, keys }, { driver, signal: this.#stopping.signal });
    if (contents.position !== position) throw new Error('the copy is not of the moment at which it was taken');
    this.#stopping.signal.throwIfAborted();
    return { version: 1, at, reason, bytes, ...contents };
  }

  #requireSpace(): void {
    const { bavail, bsize } = statfsSync(this.#options.directory);
    const { file } = this.#options;
    const pages = file.pluck<number>('PRAGMA page_count').get() ?? 0;
    const pageBytes = file.pluck<number>('PRAGMA page_size').get() ?? 0;
    if (bavail * bsize < pages * pageBytes + SPARE_BYTES)
      throw Object.assign(new Error('no room for a backup'), { code: 'ENOSPC' });
  }

  async #rotate(): Promise<void> {
    const { dayOf, log } = this.#options;
    for (const { path, name } of pastTheirTurn(this.list(), dayOf)) {
      await rm(`${path}.json`, { force: true });
      await rm(path, { force: true });
      log.info('backup.rotated', { name });
    }
  }
}

function problemWords(error: unknown): { message: string; way: string } {
  const { code = '' } = error as { code?: string };
  if (code === 'ENOSPC' || code === 'full')
    return {
      message: 'Não há espaço no disco para a cópia de segurança.',
      way: 'Libere espaço neste computador; a estação tenta de novo sozinha.',
    };
  if (code === 'corrupt')
    return {
      message: 'A cópia de segurança não passou na conferência, e não foi guardada.',
      way: 'Feche e abra o Prumo: ao abrir, ele confere os dados e se refaz se estiverem danificados.',
    };
  return {
    message: 'A cópia de segurança não pôde ser feita.',
    way: 'A estação tenta de novo sozinha. Se repetir, avise quem cuida do sistema.',
  };
}

/** Names tell the second: of two backups in one second the later one is called after the next free one. */
function freeMoment(now: string, isTaken: (moment: string) => boolean): string {
  let moment = now;
  while (isTaken(moment)) moment = new Date(Date.parse(moment) + 1_000).toISOString();
  return moment;
}
