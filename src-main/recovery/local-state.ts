import { createHash } from 'node:crypto';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { BlackBox } from './black-box/black-box.ts';
import type { LocalRecord } from './black-box/record.ts';
import { readLocalDigest, writeLocalDigest } from './position.ts';

/** Settings and credentials as the black box keeps them. How often a password was mistyped is left out. */
function readLocalState(file: SqliteFile, at: string): LocalRecord {
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

function digestOf({ settings, credentials }: LocalRecord): string {
  return createHash('sha256')
    .update(JSON.stringify([settings, credentials]))
    .digest('base64');
}

/** Puts settings and credentials into the black box when they have changed. What stops it is told by the box itself. */
export function keepLocalState({ file, box, now }: { file: SqliteFile; box: BlackBox; now: () => string }): void {
  if (file.failed || file.closed || box.failed) return;
  const state = readLocalState(file, now());
  const digest = digestOf(state);
  if (digest === readLocalDigest(file)) return;
  box.append(state);
  writeLocalDigest(file, digest);
}
