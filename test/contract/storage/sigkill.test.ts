import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { createInstance } from './documents.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const program = join(import.meta.dirname, 'write-until-killed.ts');

/** Runs the program and kills it once it has acknowledged `saves` saves; answers the lines it got out. */
async function killAfter(saves: number, args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > saves) child.kill('SIGKILL');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(complaint).toBe('');
  expect(signal).toBe('SIGKILL');
  return output.split('\n').slice(0, -1);
}

describe.each(driverCases.map((entry, index) => ({ ...entry, rounds: index === 0 ? 20 : 6 })))(
  'SIGKILL during saves on $name',
  ({ driver, key, rounds }) => {
    let directory: string;
    beforeAll(() => {
      directory = newDirectory();
    });
    afterAll(() => rmSync(directory, { recursive: true }));

    it(`loses no acknowledged save and shows no half one, ${rounds} times on the same file`, async () => {
      const path = join(directory, 'station.db');
      for (let round = 1; round <= rounds; round++) {
        const lines = await killAfter(1 + ((round * 37) % 200), [path, key ? 'encrypted' : 'plain', String(round)]);
        const file = openSqliteFile({ path, driver, key });
        expect(file.recovered).toBe(true);
        const instance = await createInstance(asStorage(file), { databaseName: 'db' });
        const ids = lines.map((line) => `${round}-${line.split(' ')[0]}`);
        expect(await instance.findDocumentsById(ids, false)).toHaveLength(ids.length);

        const documents = file.pluck<number>("SELECT count(*) FROM head WHERE id != 'counter'").get() ?? 0;
        const [counter] = await instance.findDocumentsById(['counter'], false);
        // One insert and one step of the counter per save: a half save would set them apart.
        expect(counter?._rev).toBe(`${documents + 1}-a`);
        expect(file.pluck('SELECT rev FROM head WHERE id = ?').get('counter') ?? counter?._rev).toBe(counter?._rev);
        expect(documents).toBeGreaterThanOrEqual(ids.length);
        expect(file.quickCheck()).toEqual({ ok: true });
        file.close();
      }
    }, 120_000);
  },
);
