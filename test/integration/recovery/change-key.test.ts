import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation, type Station } from '#main/core/station.ts';
import { openKey } from '#main/hosts/keys/open-key.ts';
import { keyOf } from '#main/recovery/aside/tasks.ts';
import { listBackups } from '#main/recovery/backups/backup-file.ts';
import { readBlackBox } from '#main/recovery/black-box/read-black-box.ts';
import { rewrapSegment } from '#main/recovery/black-box/rewrap-segment.ts';
import { listSegments } from '#main/recovery/black-box/segment.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { readSetting } from '#main/store/local-settings.ts';
import { done, type StationUnderTest, startStation, TEST_KEY } from '#test/support/station-client.ts';
import { contradictions, missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';
import { backedUp, work } from './worked-station.ts';

const driver = betterSqlite3Driver();
const program = join(import.meta.dirname, 'change-key-program.ts');

let under: StationUnderTest;
let acknowledged: Acknowledged[];
const keyFile = () => join(under.dataDir, 'station.key');
const database = () => join(under.dataDir, 'station.db');
const copies = () => listBackups(join(under.dataDir, 'backups')).map(({ path }) => path);
const segments = () => listSegments(join(under.dataDir, 'blackbox')).map(({ path }) => path);

/** The profile of a host: the key is in its file. */
async function opened(): Promise<Station> {
  const { source, protection } = await openKey(under.dataDir, {
    keychain: null,
    askPassphrase: async () => null,
    protectNewBy: 'key-file',
  });
  return openStation({ dataDir: under.dataDir, keySource: source, keyProtection: protection, version: 'test' });
}

const recorded = () =>
  readFileSync(keyFile(), 'utf8')
    .trim()
    .split('\n')
    .map((line) => new Uint8Array(Buffer.from(line, 'base64')));

beforeEach(async () => {
  under = await startStation();
  await backedUp(under);
  acknowledged = await work(under, 'antes', 2);
  await under.station.close();
  writeFileSync(keyFile(), `${Buffer.from(TEST_KEY).toString('base64')}\n`, { mode: 0o600 });
});
afterEach(() => rmSync(under.dataDir, { recursive: true }));

/** Everything in the profile opens with what is recorded, and is under the first of it where `followed`. */
async function everythingOpens({ followed }: { followed: boolean }): Promise<void> {
  const keys = recorded();
  const under = followed ? keys.slice(0, 1) : keys;
  for (const path of [database(), ...copies()]) expect(keyOf(path, { keys: under, driver })).toBeDefined();
  const reading = readBlackBox({ directory: join(database(), '../blackbox'), keys: under });
  for (;;) {
    const next = await reading.next();
    if (next.done) {
      expect(next.value.damage).toMatchObject({ lostFrames: 0, unreadableFrames: 0 });
      return;
    }
  }
}

describe('[B1] a new key for the data', () => {
  it('is given to the data, the copies and the black box; what was recorded stays, and drafts keep their key', async () => {
    const station = await opened();
    const draftKey = readSetting(station.core.store.file, 'draftKey');
    expect(await station.recovery.changeKey()).toEqual({ ok: true, value: null });
    await station.core.data.data.caretaker.care();
    expect(await missingIn(station, acknowledged)).toEqual([]);
    expect(readSetting(station.core.store.file, 'draftKey')).toBe(draftKey);
    await station.close();

    const [present, former, ...more] = recorded();
    expect(former).toEqual(TEST_KEY);
    expect(more).toEqual([]);
    expect(present).not.toEqual(TEST_KEY);
    await everythingOpens({ followed: true });
    for (const path of [database(), ...copies()]) {
      expect(() => keyOf(path, { keys: [TEST_KEY], driver })).toThrow(expect.objectContaining({ code: 'wrong-key' }));
    }
    const again = await opened();
    expect(await contradictions(again)).toEqual([]);
    expect(again.core.data.data.report).toBeNull();
    await again.close();
  });

  it('that could not be recorded changes nothing, and is said', async () => {
    const station = await opened();
    station.core.data.keySource!.record = async () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    expect(await station.recovery.changeKey()).toMatchObject({ ok: false, refusals: [{ code: 'key-not-recorded' }] });
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
    expect(recorded()).toEqual([TEST_KEY]);
    expect(keyOf(database(), { keys: [TEST_KEY], driver })).toEqual(TEST_KEY);
  });

  it.each([
    ['recorded, nothing else done', () => {}],
    ['in the middle of the copy of the data', () => copyFileSync(database(), `${database()}.rekey`)],
    [
      'with a copy and a segment done, and others half written',
      (keys: Uint8Array[]) => {
        rewrapSegment(segments()[0]!, keys);
        writeFileSync(`${segments()[0]}.part`, 'meio');
        writeFileSync(`${copies()[0]}.rekey`, 'meio');
      },
    ],
  ])('cut off %s: the next opening ends it', async (_where, meanwhile) => {
    const keys = [new Uint8Array(32).fill(9), TEST_KEY];
    writeFileSync(keyFile(), keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join(''), { mode: 0o600 });
    meanwhile(keys);
    await everythingOpens({ followed: false });
    const station = await opened();
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.core.data.data.caretaker.care();
    await station.close();
    await everythingOpens({ followed: true });
  });

  it('killed at any point leaves data that the recorded keys open', async () => {
    for (let round = 0; round < 10; round++) {
      await killedWhileChanging(round * 37);
      await everythingOpens({ followed: false });
    }
    const station = await opened();
    expect(await missingIn(station, acknowledged)).toEqual([]);
    expect(await contradictions(station)).toEqual([]);
    await station.core.data.data.caretaker.care();
    await station.close();
    await everythingOpens({ followed: true });
    expect(readdirSync(under.dataDir).filter((name) => /\.(rekey|part)$/.test(name))).toEqual([]);
  }, 240_000);

  it('opens a copy that was made before, and segments that another key opens', async () => {
    const station = await opened();
    const made = await done(station.recovery.backUpNow());
    await station.recovery.changeKey();
    const restored = await done(station.recovery.restore(made.name));
    expect(restored.cause).toBe('asked');
    expect(station.core.data.data.underFormerKey).toBe(false);
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
    expect(keyOf(database(), { keys: recorded().slice(0, 1), driver })).toBeDefined();
  });

  it('restores data whose file is gone from copies and black box that followed', async () => {
    const first = await opened();
    await first.recovery.changeKey();
    await first.core.data.data.caretaker.care();
    await first.close();
    rmSync(database());
    const station = await opened();
    expect(station.core.data.data.report).toMatchObject({ cause: 'missing', lost: { records: 0 } });
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
  });
});

/** Kills a process some milliseconds after it began to change the key. */
async function killedWhileChanging(delay: number): Promise<void> {
  const child = spawn(process.execPath, [program, under.dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), delay));
  await new Promise((resolve) => child.once('close', resolve));
}
