import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applyDamage,
  type CrashedFile,
  complaint,
  judge,
  makeCrashedFile,
  randomDamage,
  readLog,
} from './damaged-log.ts';
import { seededRandom } from './random.ts';
import { driverCases, newDirectory } from './storages.ts';

const ROUNDS = 60;

describe.each(driverCases)('a damaged log on $name', (driverCase) => {
  let directory: string;

  beforeEach(() => {
    directory = newDirectory();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const crash = (movedAt: number): Promise<CrashedFile> =>
    makeCrashedFile(join(directory, 'station.db'), driverCase, { commits: 30, movedAt });

  it.each([
    ['never moved into the file', 0],
    ['moved in the middle, old frames behind the new ones', 15],
  ])('that is whole gives everything and no alarm: %s', async (_what, movedAt) => {
    const crashed = await crash(movedAt);
    expect(await judge(crashed, readLog(crashed), driverCase)).toEqual({ state: 'opened', commits: 30, said: false });
  });

  it.each([
    ['never moved into the file', 0, 1],
    ['moved in the middle, old frames behind the new ones', 15, 2],
  ])('loses no commit that lies before the damage, and never shows a wrong value: %s', async (_what, movedAt, seed) => {
    const crashed = await crash(movedAt);
    const log = readLog(crashed);
    const random = seededRandom(seed);
    const states: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const damage = randomDamage(log.length, random);
      const verdict = await judge(crashed, applyDamage(log, damage, random), driverCase);
      expect({ round, damage, verdict, complaint: complaint(crashed, damage, verdict) }).toMatchObject({
        complaint: undefined,
      });
      states[verdict.state] = (states[verdict.state] ?? 0) + 1;
    }
    expect(states.opened).toBeGreaterThan(5);
    expect(states.refused).toBeGreaterThan(5);
  });

  it('that lost its last transaction is opened without it, said, and a copy of the log is kept', async () => {
    const crashed = await crash(0);
    const log = readLog(crashed);
    const damaged = Buffer.from(log);
    damaged[log.length - 100] = (damaged[log.length - 100] ?? 0) ^ 1;
    expect(await judge(crashed, damaged, driverCase)).toEqual({ state: 'opened', commits: 29, said: true });
    expect(readFileSync(`${crashed.path}.damaged.damaged-log-1`).equals(damaged)).toBe(true);
  });

  it('that lost more is refused as damaged, and stays with its file', async () => {
    const crashed = await crash(0);
    const damaged = readLog(crashed);
    damaged[5000] = (damaged[5000] ?? 0) ^ 1;
    expect(await judge(crashed, damaged, driverCase)).toEqual({ state: 'refused', code: 'corrupt' });
    expect(readFileSync(`${crashed.path}.damaged-wal`).equals(damaged)).toBe(true);
    expect(existsSync(`${crashed.path}.damaged.damaged-log-1`)).toBe(false);
  });
});
