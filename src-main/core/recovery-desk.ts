import type { BackupRow, DayView, RecoveryReport, RecoveryView } from '#shared/contract/recovery.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { type BackupFile, listBackups } from '../recovery/backups/backup-file.ts';
import { daysOf } from '../recovery/black-box/segment.ts';
import { compareDay, recoverDay } from '../recovery/day-comparison.ts';
import { recoveryFiles } from '../recovery/files.ts';
import { keepReport, readReport } from '../recovery/report.ts';
import type { Core } from './core.ts';

export interface RecoveryDeskOptions {
  dataDir: string;
  /** 32 bytes: the key of the station's data. */
  dataKey: Uint8Array;
}

/** What brings the data back (B1): reopening, backups, the black box by day, and the report of what was restored. */
export class RecoveryDesk {
  readonly #core: Core;
  readonly #options: RecoveryDeskOptions;

  constructor(core: Core, options: RecoveryDeskOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** Answers also while the data are closed. */
  view(): RecoveryView {
    const { data } = this.#core;
    const files = recoveryFiles(this.#options.dataDir);
    const kept = readReport(this.#options.dataDir);
    const backups = this.#open?.backups;
    return {
      storage: data.storage,
      report: kept && { ...kept.report, acknowledged: kept.acknowledged },
      backups: listBackups(files.backups).map(backupRow),
      running: backups?.running ?? null,
      problem: backups?.problem ?? null,
      days: daysOf(files.blackBox),
    };
  }

  /** The instant that names the last report, while nobody has taken note of it. */
  get unread(): string | null {
    const kept = readReport(this.#options.dataDir);
    return kept && !kept.acknowledged ? kept.report.at : null;
  }

  reopen(): Promise<Result<null>> {
    return this.#core.serially(() => this.#core.data.reopen());
  }

  restore(name: string): Promise<Result<RecoveryReport>> {
    return this.#core.serially(() => this.#core.data.restore(name));
  }

  async backUpNow(): Promise<Result<BackupRow>> {
    const { backups } = this.#core.data.data;
    try {
      return ok(backupRow(await backups.backUp('manual')));
    } catch (error) {
      const { problem } = backups;
      if (!problem) throw error;
      return refuse({ code: 'backup-failed', rule: 'B1', message: problem.message, way: problem.way });
    }
  }

  async day(day: string): Promise<Result<DayView>> {
    return ok(await compareDay(this.#parts(day)));
  }

  recoverDay(day: string): Promise<Result<{ restored: number }>> {
    return this.#core.serially(async () => {
      const restored = await recoverDay(this.#parts(day));
      this.#core.log.warn('recovery.day', { restored });
      return ok({ restored });
    });
  }

  acknowledge(at: string): Result<null> {
    const { dataDir } = this.#options;
    const kept = readReport(dataDir);
    if (kept?.report.at !== at)
      return refuse({ code: 'report-unknown', message: 'Este aviso já foi substituído por outro.' });
    keepReport(dataDir, { ...kept, acknowledged: true });
    this.#core.store.feed.tell({ topics: ['report'] });
    return ok(null);
  }

  get #open() {
    return this.#core.data.isOpen ? this.#core.data.data : null;
  }

  #parts(day: string) {
    const { dataDir, dataKey } = this.#options;
    return { store: this.#core.data.data.store, directory: recoveryFiles(dataDir).blackBox, dataKey, day };
  }
}

function backupRow({ name, at, reason, bytes, note }: BackupFile): BackupRow {
  const verified = note && { tickets: note.tickets, entries: note.entries, customers: note.customers };
  return { name, at: note?.at ?? at, reason, bytes, verified };
}
