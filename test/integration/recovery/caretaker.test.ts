import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteBeginning } from '#main/recovery/black-box/beginning.ts';
import { readBlackBox } from '#main/recovery/black-box/read-black-box.ts';
import { listSegments } from '#main/recovery/black-box/segment.ts';
import { done, HOUR, refused, type StationUnderTest, startStation, TEST_KEY } from '#test/support/station-client.ts';
import { missingIn } from './acknowledged.ts';
import { backedUp, work } from './worked-station.ts';

const DAY = 24 * HOUR;

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const blackBox = () => join(station.dataDir, 'blackbox');
const care = () => station.station.core.data.data.caretaker.care();

async function damage(): Promise<{ lostFrames: number }> {
  const reading = readBlackBox({ directory: blackBox(), keys: [TEST_KEY] });
  for (;;) {
    const next = await reading.next();
    if (next.done) return next.value.damage;
  }
}

describe('[B1] what is looked after beside the station', () => {
  it('removes what is older than 30 days once two backups hold it, and not before', async () => {
    await backedUp(station);
    const acknowledged = await work(station, 'antes', 3);
    const before = listSegments(blackBox()).length;
    station.clock.pass(31 * DAY);
    await station.restart();
    await work(station, 'depois', 1);
    await care();
    expect(listSegments(blackBox()).length).toBeGreaterThanOrEqual(before);
    const old = (await done(station.client.recovery.backUpNow())).name;
    // The first backup still leans on what came after it: it is of the rotation.
    await care();
    expect(listSegments(blackBox())[0]?.first).toBe(1);

    const first = join(station.dataDir, 'backups');
    for (const name of readdirSync(first)) if (!name.startsWith(old)) writeFileSync(join(first, name), '');
    station.clock.pass(DAY);
    await done(station.client.recovery.backUpNow());
    await care();
    const [oldest] = listSegments(blackBox());
    expect(oldest!.first).toBeGreaterThan(1);
    expect((await damage()).lostFrames).toBe(oldest!.first - 1);
    expect(await missingIn(station.station, acknowledged)).toEqual([]);
    await station.restart();
    expect(station.station.core.data.data.report).toBeNull();
    expect(await missingIn(station.station, acknowledged)).toEqual([]);
  });

  it('moves a damaged file of the black box aside, keeps what is whole of it, and says so', async () => {
    await backedUp(station);
    await work(station, 'antes', 2);
    await station.restart();
    const [{ path } = { path: '' }] = listSegments(blackBox());
    const bytes = readFileSync(path);
    bytes[Math.round(bytes.length / 2)]! ^= 1;
    writeFileSync(path, bytes);
    const before = await damage();
    expect(before.lostFrames).toBe(1);
    await care();
    expect(await damage()).toEqual(before);
    const aside = readdirSync(join(station.dataDir, 'damaged')).find((name) => name.startsWith('blackbox-'))!;
    const kept = join(station.dataDir, 'damaged', aside);
    expect(readdirSync(kept)).toHaveLength(1);
    expect(readFileSync(join(kept, readdirSync(kept)[0]!))).toEqual(bytes);
    expect(existsSync(path)).toBe(true);
    expect(station.station.recovery.view().blackBox.damaged).toHaveLength(1);
    await care();
    expect(readdirSync(join(station.dataDir, 'damaged'))).toHaveLength(1);
  });

  it('refuses a backup that is older than what the black box still holds', async () => {
    await backedUp(station);
    await work(station, 'antes', 1);
    noteBeginning(blackBox(), 10_000);
    const { name } = station.station.recovery.view().backups[0]!;
    expect(await refused(station.client.recovery.restore({ name }))).toEqual(['B1 backup-too-old']);
  });
});
