import type { BackupRow, DayView, KeyMove, RecoveryReport, RecoveryView } from '#shared/contract/recovery.ts';
import type { KeyProtection } from '#shared/contract/views.ts';
import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { type BackupFile, listBackups } from '../recovery/backups/backup-file.ts';
import { readBeginning } from '../recovery/black-box/beginning.ts';
import { daysOf } from '../recovery/black-box/segment.ts';
import { compareDay, recoverDay } from '../recovery/day-comparison.ts';
import { recoveryFiles } from '../recovery/files.ts';
import { keepReport, readReport } from '../recovery/report.ts';
import { TOO_OLD } from '../recovery/words.ts';
import { found } from '../store/read.ts';
import type { Core } from './core.ts';
import { byPassphrase, notAllowed, SIGN_IN_FIRST, SIGN_IN_OR_PASSPHRASE } from './data-rights.ts';
import { lockOutSeconds } from './passwords.ts';
import { boxKeysOf } from './station-data.ts';

export interface RecoveryDeskOptions {
  dataDir: string;
  keyProtection: KeyProtection;
}

/** What brings the data back (B1): reopening, backups, the black box by day, and the report of what was restored. */
export class RecoveryDesk {
  readonly #core: Core;
  readonly #options: RecoveryDeskOptions;
  /** As it was last, for while nothing can be read. */
  #staff: Staff[] = [];
  /** Wrong passphrases in a row, and when the last one was. */
  #wrong = { failures: 0, at: 0 };

  constructor(core: Core, options: RecoveryDeskOptions) {
    this.#core = core;
    this.#options = options;
  }

  /** Answers also while the data are closed. */
  view(): Omit<RecoveryView, 'notAllowed'> {
    const { data } = this.#core;
    const files = recoveryFiles(this.#options.dataDir);
    const kept = readReport(this.#options.dataDir);
    const { backups, caretaker, underFormerKey = false } = this.#open ?? {};
    const copies = listBackups(files.backups);
    const days = daysOf(files.blackBox);
    return {
      storage: data.storage,
      opening: data.opening,
      caring: caretaker?.running ?? null,
      key: { protection: this.protection, former: underFormerKey, others: data.keySource?.others ?? [] },
      blackBox: {
        bytes: days.reduce((sum, { bytes }) => sum + bytes, 0),
        since: days.at(-1)?.day ?? null,
        damaged: caretaker?.damaged ?? [],
      },
      backupBytes: copies.reduce((sum, { bytes }) => sum + bytes, 0),
      report: kept && { ...kept.report, acknowledged: kept.acknowledged },
      backups: copies.map(backupRow),
      running: backups?.running ?? null,
      problem: backups?.problem ?? null,
      days,
    };
  }

  /** How the key of the data is kept now. */
  get protection(): KeyProtection {
    return this.#core.data.keySource?.protection ?? this.#options.keyProtection;
  }

  /** The instant that names the last report, while nobody has taken note of it. */
  get unread(): string | null {
    const kept = readReport(this.#options.dataDir);
    return kept && !kept.acknowledged ? kept.report.at : null;
  }

  reopen(): Promise<Result<null>> {
    return this.#core.serially(() => this.#core.data.reopen());
  }

  /** Why this person, or nobody, may not restore and not change keys; `null`: they may. */
  async notAllowed(agent: Staff | null): Promise<Refusal | null> {
    const { packs, store, data } = this.#core;
    if (data.isOpen && !store.feed.paused) this.#staff = await found(store.collections.staff);
    if (agent) return notAllowed(agent, { pack: packs.inForce, staff: this.#staff });
    if (this.#staff.length === 0) return null;
    return this.protection === 'passphrase' ? SIGN_IN_OR_PASSPHRASE : SIGN_IN_FIRST;
  }

  /** For a window: whoever is signed in must have the right; nobody, the passphrase. */
  async restoreAs(
    agent: Staff | null,
    { name, passphrase }: { name: string; passphrase?: string | undefined },
  ): Promise<Result<RecoveryReport>> {
    const refusal = await this.notAllowed(agent);
    if (refusal && agent) return refuse(refusal);
    if (refusal) {
      const proved = await this.#prove(passphrase);
      if (!proved.ok) return proved;
    }
    return this.restore(name);
  }

  restore(name: string): Promise<Result<RecoveryReport>> {
    const { blackBox, backups } = recoveryFiles(this.#options.dataDir);
    const position = listBackups(backups).find((backup) => backup.name === name)?.note?.position ?? null;
    if (position !== null && position < readBeginning(blackBox) - 1) return Promise.resolve(refuse(TOO_OLD));
    return this.#core.serially(() => this.#core.data.restore(name));
  }

  /** Gives the data a new key. */
  changeKey(): Promise<Result<null>> {
    return this.#core.serially(() => this.#core.data.changeKey());
  }

  /** Another passphrase for the same keys: nothing but their wrapping changes. */
  async changePassphrase({ present, next }: { present: string; next: string }): Promise<Result<null>> {
    const { keySource } = this.#core.data;
    if (keySource?.protection !== 'passphrase')
      return refuse({
        code: 'no-passphrase',
        message: 'Os dados desta estação não são protegidos por uma frase-senha.',
      });
    const proved = await this.#prove(present, 'present');
    if (!proved.ok) return proved;
    try {
      await keySource.changePassphrase(next);
    } catch (error) {
      return this.#notRecorded(error);
    }
    this.#core.log.info('passphrase.changed');
    return ok(null);
  }

  /** The same keys under another protection; what a passphrase protects it gives up only to whoever knows it. */
  async moveKey(move: KeyMove): Promise<Result<null>> {
    const { keySource } = this.#core.data;
    if (!keySource?.others.includes(move.to))
      return refuse({ code: 'protection-not-here', message: 'A chave não pode ser guardada desse modo aqui.' });
    if (keySource.protection === 'passphrase') {
      const proved = await this.#prove(move.to === 'passphrase' ? '' : move.present, 'present');
      if (!proved.ok) return proved;
    }
    try {
      await keySource.protectBy(move.to, move.to === 'passphrase' ? move.next : undefined);
    } catch (error) {
      return this.#notRecorded(error);
    }
    this.#core.log.info('key.moved', { to: move.to });
    this.#core.store.feed.tell({ topics: ['recovery', 'settings'] });
    return ok(null);
  }

  #notRecorded(error: unknown): Result<never> {
    this.#core.log.error('key.not-recorded', error);
    return refuse({
      code: 'key-not-recorded',
      rule: 'B1',
      message: 'A mudança não pôde ser guardada, e o que protegia a chave continua valendo.',
      way: 'Confira se há espaço no disco e se o cofre do sistema está aberto, e tente de novo.',
    });
  }

  async #prove(passphrase: string | undefined, field = 'passphrase'): Promise<Result<null>> {
    const { clock, data, log } = this.#core;
    const seconds = Math.ceil((this.#wrong.at + lockOutSeconds(this.#wrong.failures) * 1000 - clock()) / 1000);
    if (seconds > 0 && seconds <= lockOutSeconds(this.#wrong.failures))
      return refuse({
        code: 'locked-out',
        field,
        message: `Muitas frases-senhas erradas seguidas. Tente de novo em ${seconds} s.`,
      });
    const proved = await byPassphrase(data.keySource, passphrase);
    if (proved.ok) {
      this.#wrong = { failures: 0, at: 0 };
      return proved;
    }
    if (passphrase) this.#wrong = { failures: this.#wrong.failures + 1, at: clock() };
    log.warn('passphrase.refused', { failures: this.#wrong.failures });
    return refuse({ ...proved.refusals[0]!, ...(proved.refusals[0]!.field ? { field } : {}) });
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
    const { data } = this.#core;
    const keys = boxKeysOf(data.keySource?.keys);
    return { store: data.data.store, directory: recoveryFiles(this.#options.dataDir).blackBox, keys, day };
  }
}

function backupRow({ name, at, reason, bytes, note }: BackupFile): BackupRow {
  const verified = note && { tickets: note.tickets, entries: note.entries, customers: note.customers };
  return { name, at: note?.at ?? at, reason, bytes, verified };
}
