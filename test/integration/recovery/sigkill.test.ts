import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation } from '#main/core/station.ts';
import { newDataDir, TEST_KEY } from '#test/support/station-client.ts';
import { contradictions, missingIn, missingInBox } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';

const program = join(import.meta.dirname, 'station-program.ts');
const ROUNDS = 8;

function overwrite(path: string, at: number): void {
  const descriptor = openSync(path, 'r+');
  writeSync(descriptor, Buffer.alloc(64, 0x5a), 0, 64, at);
  closeSync(descriptor);
}

/** Kills the station some milliseconds after so many acknowledgements. */
async function workAndDie(dataDir: string, { round, after, delay }: { round: number; after: number; delay: number }) {
  const child = spawn(process.execPath, [program, dataDir, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  let dying = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (dying || output.split('\n').length <= after) return;
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(complaint).toBe('');
  expect(signal).toBe('SIGKILL');
  const lines = output.split('\n').slice(0, -1);
  return lines.filter((line) => line !== 'ready').map((line) => JSON.parse(line) as Acknowledged);
}

describe('[B1] a station killed in the middle of commands', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = newDataDir();
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it(`has everything it acknowledged in its journal and in its black box, ${ROUNDS} times on the same data`, async () => {
    const all: Acknowledged[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      all.push(...(await workAndDie(dataDir, { round, after: 1 + ((round * 13) % 60), delay: (round * 7) % 23 })));
      const station = await openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test' });
      try {
        expect(await missingIn(station, all)).toEqual([]);
        expect(await missingInBox(dataDir, all)).toEqual([]);
        expect(await contradictions(station)).toEqual([]);
        expect(station.core.data.data.report).toBeNull();
      } finally {
        await station.close();
      }
    }
    expect(all.length).toBeGreaterThan(ROUNDS * 10);
  }, 240_000);

  it.each([
    ['damaged in the middle', (log: string, size: number) => overwrite(log, Math.floor(size / 2))],
    ['damaged at its beginning', (log: string) => overwrite(log, 16)],
    ['cut off', (log: string, size: number) => truncateSync(log, Math.floor(size / 3))],
    ['deleted', (log: string) => rmSync(log)],
  ])('whose log is then %s has everything back from its black box', async (_name, damage) => {
    const all = await workAndDie(dataDir, { round: 1, after: 60, delay: 5 });
    const log = join(dataDir, 'station.db-wal');
    damage(log, statSync(log).size);
    const station = await openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test' });
    try {
      expect(await missingIn(station, all)).toEqual([]);
      expect(await contradictions(station)).toEqual([]);
      // A part of the log that SQLite had already moved into the file may be damaged without any loss.
      expect(station.core.data.data.report?.lost.records ?? 0).toBe(0);
    } finally {
      await station.close();
    }
  });
});
