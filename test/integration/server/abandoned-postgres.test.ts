import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isRunning, removeAbandoned } from '#test/support/abandoned-postgres.ts';

let place: string;
let owner: ChildProcess | undefined;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'prumo-abandoned-'));
  chmodSync(place, 0o711);
});
afterAll(async () => {
  owner?.kill('SIGKILL');
  await removeAbandoned(place);
  rmSync(place, { recursive: true, force: true });
});

const RUN = `
  const { startTestPostgres } = await import('#test/support/test-postgres.ts');
  const postgres = await startTestPostgres(process.argv[1]);
  process.stdout.write(String(postgres.pid()));
  setInterval(() => {}, 60_000);
`;

it('ends the server of a killed run, and nobody else’s', async () => {
  const others = ['prumo-postgres-unknown', 'prumo-postgres-half', 'something-else'].map((name) => join(place, name));
  for (const dir of others) mkdirSync(dir);
  writeFileSync(join(others[1]!, 'owner'), '1');
  owner = spawn(process.execPath, ['--input-type=module', '-e', RUN, place], {
    cwd: resolve(import.meta.dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(owner.stdout!, 'data')) as [Buffer];
  const server = Number(said.toString());
  const [folder] = readdirSync(place)
    .map((name) => join(place, name))
    .filter((dir) => !others.includes(dir));
  expect(await removeAbandoned(place)).toEqual([]);
  expect(isRunning(server)).toBe(true);

  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(isRunning(server)).toBe(true);
  expect(await removeAbandoned(place)).toEqual([folder]);
  expect(isRunning(server)).toBe(false);
  expect([folder!, ...others].map(existsSync)).toEqual([false, true, true, true]);
});
