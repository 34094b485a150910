import { createHash } from 'node:crypto';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { LocalRecord } from './black-box/record.ts';

/** Settings and credentials as the black box keeps them. How often a password was mistyped is left out. */
export function readLocalState(file: SqliteFile, at: string): LocalRecord {
  const pairs = (sql: string) =>
    file
      .prepare<{ name: string; value: string }>(sql)
      .all()
      .map(({ name, value }): [string, string] => [name, value]);
  return {
    type: 'local',
    at,
    settings: pairs('SELECT name, value FROM local_setting ORDER BY name'),
    credentials: pairs('SELECT agent_id AS name, hash AS value FROM credential ORDER BY agent_id'),
  };
}

/** Puts back settings and credentials; none is taken away. */
export function writeLocalState(file: SqliteFile, { settings, credentials }: LocalRecord): void {
  const setting = file.prepare(
    'INSERT INTO local_setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value',
  );
  for (const pair of settings) setting.run(...pair);
  const credential = file.prepare(
    'INSERT INTO credential(agent_id, hash) VALUES (?, ?) ON CONFLICT(agent_id) DO UPDATE SET hash = excluded.hash',
  );
  for (const pair of credentials) credential.run(...pair);
}

export function digestOf({ settings, credentials }: LocalRecord): string {
  return createHash('sha256')
    .update(JSON.stringify([settings, credentials]))
    .digest('base64');
}
