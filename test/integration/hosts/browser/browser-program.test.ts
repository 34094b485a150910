import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type StationProcess, type StationProcessOptions, startStation } from '#test/e2e/support/station-process.ts';
import { ensureBundles } from '../../../../build/bundles.ts';

beforeAll(() => ensureBundles(() => {}), 180_000);

let dataDir: string;
let running: StationProcess[];
const start = async (options: StationProcessOptions = {}) => {
  const station = await startStation({ dataDir, ...options });
  running.push(station);
  return station;
};
const cookieOf = async ({ address }: StationProcess) => {
  const response = await fetch(address, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
};
async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'prumo-program-'));
  running = [];
});
afterEach(async () => {
  for (const station of running) await station.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

test('stops in order when it is asked to', async () => {
  const station = await start();
  expect(await station.stop()).toBe(0);
  expect(await readFile(join(dataDir, 'logs', 'station.log'), 'utf8')).toContain('"event":"ready"');
});

test('after SIGKILL it is back at the same address and knows the browser that was in', async () => {
  const station = await start();
  const { origin } = station;
  const cookie = await cookieOf(station);
  await station.kill();
  await station.start();
  expect(station.origin).toBe(origin);
  expect((await fetch(`${origin}/`, { headers: { cookie } })).status).toBe(200);
});

test('a second station on the same data is refused, and told who has them', async () => {
  const first = await start();
  await expect(start()).rejects.toThrow(
    new RegExp(`já estão abertos por outra estação \\(no navegador em ${first.origin}, processo ${first.pid}, desde`),
  );
});

test('another port is taken, and where the drafts of the old one lie is said', async () => {
  const first = await start();
  const { port } = new URL(first.origin);
  await first.stop();
  const other = await freePort();
  const second = await start({ args: ['--port', other] });
  expect(second.output()).toContain(`--port ${port}`);
  await second.stop();
  const third = await start();
  expect(new URL(third.origin).port).toBe(other);
});

test('a passphrase in the environment protects new data and opens them again; a wrong one does not', async () => {
  const first = await start({ env: { PRUMO_PASSPHRASE: 'frase de exemplo' } });
  await first.stop();
  const again = await start({ env: { PRUMO_PASSPHRASE: 'frase de exemplo' } });
  await again.stop();
  await expect(start({ env: { PRUMO_PASSPHRASE: 'frase errada' } })).rejects.toThrow(/não abre estes dados/);
  await expect(start()).rejects.toThrow(/PRUMO_PASSPHRASE/);
});

test('data without their key are refused and left alone', async () => {
  const first = await start();
  await first.stop();
  const before = await readFile(join(dataDir, 'station.db'));
  await rm(join(dataDir, 'station.key'));
  await expect(start()).rejects.toThrow(/a chave deles .* não está/);
  expect((await readFile(join(dataDir, 'station.db'))).equals(before)).toBe(true);
});

test('the key of other data does not open these', async () => {
  const first = await start();
  await first.stop();
  await writeFile(join(dataDir, 'station.key'), `${Buffer.alloc(32, 1).toString('base64')}\n`, { mode: 0o600 });
  await expect(start()).rejects.toThrow(/A chave não abre os dados/);
});

test('--passphrase does not pretend to protect data that have another protection', async () => {
  const first = await start();
  await first.stop();
  await expect(start({ args: ['--passphrase'] })).rejects.toThrow(/protegidos por um arquivo de chave/);
});

test.runIf(process.getuid?.() !== 0)('a place that cannot be written is said', async () => {
  await chmod(dataDir, 0o500);
  await expect(start()).rejects.toThrow(/não pode ser aberta por este usuário/);
  await chmod(dataDir, 0o700);
});

test('an unknown flag is refused', async () => {
  await expect(start({ args: ['--dmeo'] })).rejects.toThrow(/Opção desconhecida/);
});
