import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation } from '#main/core/station.ts';
import { listBackups } from '#main/recovery/backups/backup-file.ts';
import { listSegments } from '#main/recovery/black-box/segment.ts';
import type { RecoveryReport } from '#shared/contract/recovery.ts';
import {
  done,
  HOUR,
  now,
  refused,
  type StationUnderTest,
  startStation,
  TEST_KEY,
} from '#test/support/station-client.ts';
import { contradictions, missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';
import { backedUp, work } from './worked-station.ts';

let station: StationUnderTest;
let acknowledged: Acknowledged[];
let database: string;

beforeEach(async () => {
  station = await startStation();
  await backedUp(station);
  station.clock.pass(HOUR);
  database = join(station.dataDir, 'station.db');
  acknowledged = await work(station, 'antes');
  await done(station.client.recovery.backUpNow());
  station.clock.pass(HOUR);
  acknowledged.push(...(await work(station, 'depois')));
});
afterEach(() => station.close());

function overwrite(path: string, { from, bytes }: { from: number; bytes: Uint8Array }): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, from);
  closeSync(descriptor);
}

const noise = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 131 + 17) % 251);
const report = (): RecoveryReport => station.station.core.data.data.report!;
const insideBackups = () => join(station.dataDir, 'backups');

async function expectWhole(): Promise<void> {
  expect(await missingIn(station.station, acknowledged)).toEqual([]);
  expect(await contradictions(station.station)).toEqual([]);
  expect(station.station.core.store.file.quickCheck()).toEqual({ ok: true });
}

describe('[B1] a destroyed database', () => {
  const ways: [string, () => void, Partial<RecoveryReport>][] = [
    ['deleted', () => rmSync(database), { cause: 'missing', aside: null }],
    ['empty', () => truncateSync(database, 0), { cause: 'missing' }],
    ['cut in half', () => truncateSync(database, Math.floor(statSync(database).size / 2)), { cause: 'damaged' }],
    [
      'with a zeroed beginning',
      () => overwrite(database, { from: 0, bytes: new Uint8Array(8192) }),
      { cause: 'damaged' },
    ],
    ['with a damaged first page', () => overwrite(database, { from: 200, bytes: noise(50) }), { cause: 'damaged' }],
    ['overwritten with noise', () => writeFileSync(database, noise(300_000)), { cause: 'damaged' }],
  ];
  it.each(ways)('%s is replaced by the backup and completed from the black box', async (_name, destroy, expected) => {
    const draftKey = await done(station.client.station.draftKey());
    const number = station.station.core.stationNumber;
    await station.whileOff(destroy);
    expect(report()).toMatchObject(expected);
    expect(report().backup?.name).toMatch(/manual/);
    expect(report().fromBlackBox.entries).toBeGreaterThan(10);
    expect(report().lost).toEqual({ records: 0, unknown: 0, files: [] });
    await expectWhole();
    expect(await done(station.client.station.draftKey())).toEqual(draftKey);
    expect(station.station.core.stationNumber).toBe(number);
    acknowledged.push(...(await work(station, 'outra vez')));
    await expectWhole();
  });

  it('with zeroed pages in the middle, found by the check after an unclean stop', async () => {
    await station.whileOff(() => {
      const size = statSync(database).size;
      for (const part of [0.3, 0.5, 0.7]) {
        overwrite(database, { from: Math.floor((size * part) / 4096) * 4096, bytes: new Uint8Array(4096) });
      }
      writeFileSync(join(station.dataDir, 'check-wanted'), '');
    });
    expect(report()).toMatchObject({ cause: 'damaged' });
    expect(report().problems.length).toBeGreaterThan(0);
    await expectWhole();
    const aside = join(station.dataDir, report().aside!);
    expect(existsSync(join(aside, 'station.db'))).toBe(true);
    expect(existsSync(join(station.dataDir, 'check-wanted'))).toBe(false);
  });

  it('without any backup comes back from the black box alone', async () => {
    await station.whileOff(() => {
      rmSync(database);
      rmSync(insideBackups(), { recursive: true });
    });
    expect(report()).toMatchObject({ cause: 'missing', backup: null });
    await expectWhole();
  });

  it('takes the older backup when the newer one is damaged, and says which', async () => {
    station.clock.pass(HOUR);
    await done(station.client.recovery.backUpNow());
    const [newest, older] = listBackups(insideBackups());
    await station.whileOff(() => {
      overwrite(newest!.path, { from: 40_000, bytes: noise(6000) });
      rmSync(database);
    });
    expect(report().skipped).toEqual([{ name: newest!.name, code: 'corrupt' }]);
    expect(report().backup?.name).toBe(older!.name);
    await expectWhole();
  });

  it('says what the black box could not give back', async () => {
    await station.whileOff(() => {
      const { path } = listSegments(join(station.dataDir, 'blackbox')).at(-1)!;
      overwrite(path, { from: Math.floor(statSync(path).size * 0.95), bytes: noise(40) });
      rmSync(database);
    });
    expect(report().lost.records).toBeGreaterThan(0);
    expect(report().lost.files).toHaveLength(1);
    expect((await missingIn(station.station, acknowledged)).length).toBeLessThanOrEqual(report().lost.records);
    expect(await contradictions(station.station)).toEqual([]);
  });

  it('gives what neither a backup nor the black box has out of the damaged file itself', async () => {
    await station.whileOff(() => {
      rmSync(insideBackups(), { recursive: true });
      const [first] = listSegments(join(station.dataDir, 'blackbox'));
      const size = statSync(first!.path).size;
      // Everything after the first run: the calls are in the database alone.
      truncateSync(first!.path, Math.floor(size * 0.9));
      overwrite(database, { from: Math.floor(statSync(database).size / 4096 / 2) * 4096, bytes: noise(4096) });
      writeFileSync(join(station.dataDir, 'check-wanted'), '');
    });
    expect(report()).toMatchObject({ cause: 'damaged', backup: null });
    expect(report().salvaged.entries + report().salvaged.documents).toBeGreaterThan(5);
    expect(await contradictions(station.station)).toEqual([]);
    const boxedNow = await done(station.client.recovery.day({ day: '2026-11-23' }));
    expect(boxedNow.missing).toBe(0);
  });

  it('whose restoration was cut off is finished at the next opening, and told', async () => {
    const begun = { cause: 'damaged', problems: ['page 7'], aside: null, backup: null, skipped: [] };
    const note = join(station.dataDir, 'recovery-unfinished.json');
    await station.whileOff(() => writeFileSync(note, JSON.stringify(begun)));
    expect(report()).toMatchObject({ cause: 'damaged', problems: ['page 7'] });
    expect(existsSync(note)).toBe(false);
    await station.restart();
    expect(station.station.core.data.data.report).toBeNull();
  });

  it('is told to whoever comes next until they take note, and is still there to be read', async () => {
    await station.whileOff(() => rmSync(database));
    const { at } = report();
    expect((await now(station.window().station.watch())).recovered).toBe(at);
    await station.restart();
    expect((await now(station.window().station.watch())).recovered).toBe(at);
    await done(station.client.recovery.acknowledge({ at }));
    expect((await now(station.client.station.watch())).recovered).toBeNull();
    expect((await now(station.client.recovery.watch())).report).toMatchObject({ at, acknowledged: true });
    expect(await refused(station.client.recovery.acknowledge({ at: '2020-01-01T00:00:00.000Z' }))).toEqual([
      'report-unknown',
    ]);
  });
});

describe('[B1] what is no damage', () => {
  it('a wrong key is refused and nothing is touched', async () => {
    await station.whileOff(() => {});
    await station.station.close();
    const before = readdirSync(station.dataDir).sort();
    const open = (key: Uint8Array) =>
      openStation({ dataDir: station.dataDir, key, keyProtection: 'key-file', version: 'test' });
    await expect(open(new Uint8Array(32).fill(1))).rejects.toMatchObject({ code: 'wrong-key' });
    const content = readFileSync(database);
    rmSync(database);
    await expect(open(new Uint8Array(32).fill(1))).rejects.toMatchObject({ code: 'wrong-key' });
    writeFileSync(database, content);
    expect(readdirSync(station.dataDir).sort()).toEqual(before);
    station.station = await open(TEST_KEY);
    expect(station.station.core.data.data.report).toBeNull();
  });

  it('an older copy of the file, put there by hand, is completed from the black box', async () => {
    const [backup] = listBackups(insideBackups());
    await station.whileOff(() => writeFileSync(database, readFileSync(backup!.path)));
    expect(report()).toMatchObject({ cause: 'behind', aside: null, backup: null });
    expect(report().fromBlackBox.entries).toBeGreaterThan(10);
    await expectWhole();
  });
});

describe('[B1] restoring a backup', () => {
  it('from the screen moves the present file aside and brings back what came after the backup', async () => {
    const [backup] = (await now(station.client.recovery.watch())).backups.slice(-1);
    const restored = await done(station.client.recovery.restore({ name: backup!.name }));
    expect(restored).toMatchObject({ cause: 'asked', backup: { name: backup!.name } });
    expect(existsSync(join(station.dataDir, restored.aside!, 'station.db'))).toBe(true);
    await expectWhole();
    acknowledged.push(...(await work(station, 'seguindo')));
    await expectWhole();
  });

  it('that does not hold is refused, and everything stays as it was', async () => {
    const [backup] = listBackups(insideBackups());
    overwrite(backup!.path, { from: 40_000, bytes: noise(6000) });
    expect(await refused(station.client.recovery.restore({ name: backup!.name }))).toEqual(['B1 backup-unusable']);
    expect(await refused(station.client.recovery.restore({ name: '../station.db' }))).toEqual(['B1 backup-unusable']);
    expect(existsSync(join(station.dataDir, 'damaged'))).toBe(false);
    await expectWhole();
    acknowledged.push(...(await work(station, 'seguindo')));
    await expectWhole();
  });
});
