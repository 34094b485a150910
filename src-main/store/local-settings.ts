import type { SqliteFile } from '../storage/sqlite-file.ts';

/** What belongs to this station alone and is never shared: settings and the credentials of offline sign-in. */
export const LOCAL_SQL = `
CREATE TABLE IF NOT EXISTS local_setting(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS credential(agent_id TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, failures INTEGER NOT NULL DEFAULT 0, failed_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
`;

export interface LocalSettings {
  /** Name said in the greeting; empty before the first run. */
  company: string;
  /** 1 to 9999. */
  stationNumber: number;
  /** Eight characters: the node of the station's clock stamps. */
  node: string;
  /** 32 bytes, base64: encrypts the windows' drafts. */
  draftKey: string;
  /** 32 bytes, base64: from it follow the keys of attached files. */
  attachmentsKey: string;
  /** What makes this station one of an organisation's; absent: it works by itself. */
  enrolment: Enrolment;
  /** Keys of an enrolment whose answer was not seen yet. */
  enrolling: { publicKey: string; privateKey: string };
  /** Station numbers that it had before, with their last protocol sequences behind them. */
  formerNumbers: number[];
  /** The profile was made for a demonstration (`--demo`). */
  demonstration: boolean;
}

export interface Enrolment {
  /** Origin of the centre. */
  address: string;
  stationId: string;
  name: string;
  /** Ed25519, PKCS 8, base64. */
  privateKey: string;
  unit: { id: string; name: string };
  organisation: string;
  /** ISO instant. */
  at: string;
}

export function readSetting<K extends keyof LocalSettings>(file: SqliteFile, name: K): LocalSettings[K] | null {
  const value = file.pluck<string>('SELECT value FROM local_setting WHERE name = ?').get(name);
  return value === undefined ? null : (JSON.parse(value) as LocalSettings[K]);
}

export function writeSetting<K extends keyof LocalSettings>(file: SqliteFile, name: K, value: LocalSettings[K]): void {
  file
    .prepare(
      'INSERT INTO local_setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value',
    )
    .run(name, JSON.stringify(value));
}

export interface Credential {
  hash: string;
  /** Wrong passwords in a row, and when the last one was (milliseconds since the epoch). */
  failures: number;
  failedAt: number;
}

export function readCredential(file: SqliteFile, agentId: string): Credential | null {
  return (
    file
      .prepare<Credential>('SELECT hash, failures, failed_at AS failedAt FROM credential WHERE agent_id = ?')
      .get(agentId) ?? null
  );
}

export function writeCredential(file: SqliteFile, agentId: string, { hash, failures, failedAt }: Credential): void {
  file
    .prepare(
      `INSERT INTO credential(agent_id, hash, failures, failed_at) VALUES (?, ?, ?, ?)
       ON CONFLICT(agent_id) DO UPDATE SET hash = excluded.hash, failures = excluded.failures, failed_at = excluded.failed_at`,
    )
    .run(agentId, hash, failures, failedAt);
}
