import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Refusal, Result } from '../domain/refusal.ts';

/** Where the key of the database lies, so that the screen can say it (DESIGN.md, "Security"). */
export type KeyProtection = 'keychain' | 'passphrase' | 'key-file';

/** Why a backup was made; also a part of its file name. */
export const BACKUP_REASONS = ['daily', 'manual', 'before-migration'] as const;
export type BackupReason = (typeof BACKUP_REASONS)[number];

/**
 * Whether the station can save. `low`: it can, with what was held back for a full disk. Stopped, it refuses everything until `recovery.reopen`; what is typed stays in the window.
 */
export type StorageView =
  | { state: 'ok' }
  | { state: 'low'; message: string; way: string }
  | {
      state: 'stopped';
      /** Of the storage: `full`, `io`, `corrupt`, `locked`, … */
      code: string;
      /** What happened, pt-BR. */
      message: string;
      /** What to do, pt-BR. */
      way: string;
      /** ISO instant. */
      since: string;
    };

export interface BackupRow {
  name: string;
  /** ISO instant of the state it holds. */
  at: string;
  reason: BackupReason;
  bytes: number;
  /** It was opened, checked whole and counted when it was made; `null` when it was not, or its note is gone. */
  verified: { tickets: number; entries: number; customers: number } | null;
}

/**
 * Why the data were put together anew. `behind`: the file opened well, but it was older than the black box (a copy put there
 * by hand, a log that was lost).
 */
export const RECOVERY_CAUSES = ['missing', 'damaged', 'log-damaged', 'behind', 'asked'] as const;
export type RecoveryCause = (typeof RECOVERY_CAUSES)[number];

/** What was found and done when the station's file was restored. Counts and file names: nothing personal. */
export interface RecoveryReport {
  /** ISO instant: names the report. */
  at: string;
  cause: RecoveryCause;
  /** What the check said of the damaged file; a few lines. */
  problems: string[];
  /** Where the former file was moved, relative to the data directory; `null` when there was none. */
  aside: string | null;
  /** The backup that was put in place; `null`: none, everything comes from the black box. */
  backup: { name: string; at: string } | null;
  /** Backups that were newer and did not hold. */
  skipped: { name: string; code: string }[];
  /** Put back from the black box. */
  fromBlackBox: { entries: number; documents: number };
  /** Found in the damaged file and nowhere else. */
  salvaged: { entries: number; documents: number };
  /** What could not be read: records of the black box that are damaged or gone, and documents of a kind not known here. */
  lost: { records: number; unknown: number; files: string[] };
  /** Tickets in the station after it. */
  tickets: number;
}

/** What is being done while the data are closed; totals 0 while they are not known. `black-box` counts records. */
export interface Opening {
  what: 'key' | 'backup' | 'migration' | 'rebuild' | 'black-box' | 'salvage';
  done: number;
  total: number;
}

export interface RecoveryView {
  storage: StorageView;
  /** `null` while the data are open, or stopped. */
  opening: Opening | null;
  /** Beside the working station. `follow`: files are put under a new key, in bytes; `check`: the black box is read, in files. */
  caring: { what: 'follow' | 'check'; done: number; total: number } | null;
  /** How the key of the data is kept, whether the data are still under a former one (no room on the disk), and how else it can be kept here. */
  key: { protection: KeyProtection; former: boolean; others: readonly KeyProtection[] };
  /** Why whoever asks may not restore, and not change keys; `null`: they may. */
  notAllowed: Refusal | null;
  /** Bytes of all files, since when it holds everything, and damaged files that were moved aside since the opening. */
  blackBox: { bytes: number; since: string | null; damaged: string[] };
  /** Bytes of all backups. */
  backupBytes: number;
  /** The last report, and whether somebody has taken note of it. */
  report: (RecoveryReport & { acknowledged: boolean }) | null;
  /** Newest first. */
  backups: BackupRow[];
  /** A backup that is being made; totals in bytes. `checking`: copied, and being read through. */
  running: { done: number; total: number; checking: boolean } | null;
  /** Why the last try made none; `null` when it did. */
  problem: { message: string; way: string; at: string } | null;
  /** Days that the black box holds, newest first. */
  days: { day: string; bytes: number }[];
}

export type DayRecordKind = 'entry' | 'customer' | 'work-order' | 'call' | 'shift' | 'staff' | 'pack';

/** One document that the black box holds of a day. */
export interface DayRecord {
  id: string;
  kind: DayRecordKind;
  /** ISO instant at which it was accepted. */
  at: string;
  /** What it is, in a few words, pt-BR: "Passo salvo", "Cliente". */
  title: string;
  /** Its first words. */
  text: string;
  who: string;
  ticketId: string | null;
  protocol: string | null;
  /** Whether the station has it. */
  present: boolean;
}

export interface DayView {
  day: string;
  /** Documents of that day in the black box, each once, and how many of them the station lacks. */
  total: number;
  missing: number;
  /** Records of that day that the black box cannot give back. */
  damaged: number;
  /** Missing ones first, then newest first; at most `DAY_ROWS`. */
  rows: DayRecord[];
}
export const DAY_ROWS = 500;

/** Of a new passphrase; counted in characters as people see them. */
export const MIN_PASSPHRASE_LENGTH = 8;

const presentPassphrase = z.string().min(1, 'Digite a frase-senha de agora.').max(1000, 'Use até 1000 caracteres.');
const nextPassphrase = z
  .string()
  .refine(
    (text) => [...text].length >= MIN_PASSPHRASE_LENGTH,
    `A frase-senha precisa de pelo menos ${MIN_PASSPHRASE_LENGTH} caracteres.`,
  )
  .max(1000, 'Use até 1000 caracteres.');

export const passphraseChangeSchema = z.object({ present: presentPassphrase, next: nextPassphrase });

/** `present`: where a passphrase protects the key now. */
export const keyMoveSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('passphrase'), next: nextPassphrase }),
  z.object({ to: z.enum(['key-file', 'keychain']), present: presentPassphrase.optional() }),
]);
export type KeyMove = z.infer<typeof keyMoveSchema>;

const day = z.iso.date();
const backupName = z.string().max(100);

export const recoveryContract = {
  /** Live. Asked before sign-in too: it holds nothing personal. */
  watch: oc.output(eventIterator(type<RecoveryView>())),
  /** Closes what stopped and opens it again, repairing it where it is damaged. Before sign-in too. */
  reopen: oc.output(type<Result<null>>()),
  backUpNow: oc.output(type<Result<BackupRow>>()),
  /**
   * Moves the present file aside, puts the backup in place and brings back from the black box what came after it. Whoever
   * is not signed in says the passphrase instead, where one protects the data.
   */
  restore: oc
    .input(z.object({ name: backupName, passphrase: z.string().max(1000).optional() }))
    .output(type<Result<RecoveryReport>>()),
  /** Gives the data a new key; backups and the black box follow beside the working station. */
  changeKey: oc.output(type<Result<null>>()),
  /** Another passphrase for the same key. */
  changePassphrase: oc.input(passphraseChangeSchema).output(type<Result<null>>()),
  /** The same key, kept in another way: under a passphrase, in a file, in the system's keychain. */
  moveKey: oc.input(keyMoveSchema).output(type<Result<null>>()),
  /** "Recuperar o dia": what the black box holds of a day, compared with the station. */
  day: oc.input(z.object({ day })).output(type<Result<DayView>>()),
  /** Puts back what the station lacks of that day. */
  recoverDay: oc.input(z.object({ day })).output(type<Result<{ restored: number }>>()),
  /** Takes note of the last report; it stays readable. */
  acknowledge: oc.input(z.object({ at: z.iso.datetime() })).output(type<Result<null>>()),
};
