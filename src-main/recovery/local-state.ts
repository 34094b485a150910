import { createHash } from 'node:crypto';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { BlackBox } from './black-box/black-box.ts';
import type { LocalRecord } from './black-box/record.ts';
import { readLocalDigest, writeLocalDigest } from './position.ts';

type State = Required<Omit<LocalRecord, 'type' | 'at'>>;

/** Settings, credentials and leases as the black box keeps them. How often a password was mistyped is left out. */
function readLocalState(file: SqliteFile, at: string): LocalRecord & State {
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
    leases: file
      .prepare<{ id: string; until: string; refresh: string }>(
        'SELECT agent_id AS id, lease_until AS until, refresh FROM agent_lease ORDER BY agent_id',
      )
      .all()
      .map(({ id, until, refresh }): State['leases'][number] => [id, until, refresh]),
  };
}

/** Puts back settings, credentials and leases; none is taken away. */
export function writeLocalState(file: SqliteFile, { settings, credentials, leases = [] }: LocalRecord): void {
  const setting = file.prepare(
    'INSERT INTO local_setting(name, value) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value',
  );
  for (const pair of settings) setting.run(...pair);
  const credential = file.prepare(
    'INSERT INTO credential(agent_id, hash) VALUES (?, ?) ON CONFLICT(agent_id) DO UPDATE SET hash = excluded.hash',
  );
  for (const pair of credentials) credential.run(...pair);
  const lease = file.prepare('INSERT OR REPLACE INTO agent_lease(agent_id, lease_until, refresh) VALUES (?, ?, ?)');
  for (const one of leases) lease.run(...one);
}

function digestOf({ settings, credentials, leases }: State): string {
  return createHash('sha256')
    .update(JSON.stringify([settings, credentials, leases]))
    .digest('base64');
}

/** Puts settings, credentials and leases into the black box when they have changed. What stops it is told by the box itself. */
export function keepLocalState({ file, box, now }: { file: SqliteFile; box: BlackBox; now: () => string }): void {
  if (file.failed || file.closed || box.failed) return;
  const state = readLocalState(file, now());
  const digest = digestOf(state);
  if (digest === readLocalDigest(file)) return;
  box.append(state);
  writeLocalDigest(file, digest);
}
