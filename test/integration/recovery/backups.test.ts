import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation } from '#main/core/station.ts';
import { backupNoteSchema, listBackups } from '#main/recovery/backups/backup-file.ts';
import { verifyBackup } from '#main/recovery/backups/verify-backup.ts';
import { readPosition } from '#main/recovery/position.ts';
import {
  done,
  HOUR,
  newDataDir,
  now,
  type StationUnderTest,
  startStation,
  TEST_KEY,
} from '#test/support/station-client.ts';
import { missingIn } from './acknowledged.ts';
import { backedUp, work } from './worked-station.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
  await backedUp(station);
});
afterEach(() => station.close());

const directory = () => join(station.dataDir, 'backups');

describe('[B1] backups', () => {
  it('are made at the first start of the day, verified, and not again that day', async () => {
    expect(listBackups(directory())).toMatchObject([{ reason: 'daily', note: { tickets: 0 } }]);
    await station.restart();
    await station.station.core.data.data.backups.stop();
    expect(listBackups(directory())).toHaveLength(1);
    station.clock.pass(24 * HOUR);
    await station.restart();
    while (listBackups(directory()).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(listBackups(directory()).map(({ at }) => at.slice(0, 10))).toEqual(['2026-11-24', '2026-11-23']);
  });

  it('hold the state of one moment while the station goes on saving', async () => {
    await work(station, 'antes', 10);
    station.clock.pass(HOUR);
    const { file, backups } = station.station.core.data.data;
    const before = readPosition(file);
    const making = done(station.client.recovery.backUpNow());
    while ((backups.running?.total ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
    await work(station, 'durante', 10);
    const row = await making;
    expect(readPosition(file)).toBeGreaterThan(before);
    const made = listBackups(directory()).find(({ name }) => name === row.name)!;
    const contents = verifyBackup({ path: made.path, keys: [TEST_KEY] });
    expect(contents).toMatchObject({ ...row.verified, position: made.note!.position });
    expect(contents.position).toBe(before);
    expect(readdirSync(directory()).filter((name) => !/\.db(\.json)?$/.test(name))).toEqual([]);
  });

  it('are given up when the station closes, and leave nothing half made', async () => {
    station.clock.pass(HOUR);
    const making = station.station.core.data.data.backups.backUp('manual').catch((error: Error) => error.name);
    await station.restart();
    expect(await making).toBe('AbortError');
    expect(readdirSync(directory()).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('are given up while they are checked, too', async () => {
    station.clock.pass(HOUR);
    const { backups } = station.station.core.data.data;
    const making = backups.backUp('manual').catch((error: Error) => error.name);
    while (!backups.running?.checking) await new Promise((resolve) => setImmediate(resolve));
    await backups.stop();
    expect(await making).toBe('AbortError');
    expect(readdirSync(directory()).filter((name) => name.includes('.part'))).toEqual([]);
    expect(backups.problem).toBeNull();
  });

  it('keep the lock of the station: another process cannot come in while or after one is made', async () => {
    station.clock.pass(HOUR);
    await done(station.client.recovery.backUpNow());
    const program = join(import.meta.dirname, 'try-to-open.ts');
    expect(execFileSync(process.execPath, [program, station.dataDir], { encoding: 'utf8' })).toBe('locked');
  });

  it('are open to whoever moves to another computer: the copy, its key and the black box make the station', async () => {
    const acknowledged = await work(station, 'mudança', 3);
    const elsewhere = newDataDir();
    const [backup] = listBackups(directory());
    mkdirSync(join(elsewhere, 'blackbox'));
    copyFileSync(backup!.path, join(elsewhere, 'station.db'));
    for (const name of readdirSync(join(station.dataDir, 'blackbox')))
      copyFileSync(join(station.dataDir, 'blackbox', name), join(elsewhere, 'blackbox', name));
    await station.station.close();
    const open = (dataDir: string) =>
      openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test' });
    const moved = await open(elsewhere);
    expect(await missingIn(moved, acknowledged)).toEqual([]);
    await moved.close();
    station.station = await open(station.dataDir);
  });

  it('tell their age and content without being opened', async () => {
    const view = await now(station.client.recovery.watch());
    expect(view.backups[0]).toMatchObject({ reason: 'daily', verified: { tickets: 0, entries: 0, customers: 0 } });
    expect(view.running).toBeNull();
    expect(view.problem).toBeNull();
    expect(backupNoteSchema.safeParse(listBackups(directory())[0]!.note).success).toBe(true);
  });
});
