import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation } from '#main/core/station.ts';
import { newLock, wrap } from '#main/hosts/keys/wrapped-key.ts';
import { listBackups } from '#main/recovery/backups/backup-file.ts';
import { type StationUnderTest, startStation, TEST_KEY } from '#test/support/station-client.ts';
import { missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';
import { backedUp, work } from './worked-station.ts';

const program = join(import.meta.dirname, '../../../src-main/hosts/command-line/main.ts');

interface Ran {
  code: number;
  out: string;
  err: string;
}

function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: { ...process.env, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

let station: StationUnderTest;
let acknowledged: Acknowledged[];
const here = () => ['--data', station.dataDir];

beforeEach(async () => {
  station = await startStation();
  writeFileSync(join(station.dataDir, 'station.key'), Buffer.from(TEST_KEY).toString('base64'), { mode: 0o600 });
  await backedUp(station);
  acknowledged = await work(station, 'antes', 2);
});
afterEach(() => station.close());

/** The station is closed meanwhile. */
async function off(change: () => Promise<void>): Promise<void> {
  await station.station.close();
  await change();
  station.station = await openStation({
    dataDir: station.dataDir,
    key: TEST_KEY,
    keyProtection: 'key-file',
    version: 'test',
  });
}

describe('[B1] backups and recovery at the command line', () => {
  it('makes a backup, lists it, checks everything and restores it', async () => {
    await off(async () => {
      expect(await run(['backup', ...here()])).toMatchObject({ code: 0, out: expect.stringContaining('2 chamados') });
      const listed = await run(['backups', ...here()]);
      expect(listed.out.trim().split('\n')).toHaveLength(2);
      expect(await run(['check', ...here()])).toMatchObject({
        code: 0,
        out: expect.stringContaining('Dados: em ordem.'),
      });
      const daily = listBackups(join(station.dataDir, 'backups')).find(({ reason }) => reason === 'daily')!;
      const restored = await run(['restore', daily.path, ...here()]);
      expect(restored.err).toBe('');
      expect(restored.out).toContain('A estação tem 2 chamados.');
      expect(restored.out).toMatch(/Da caixa-preta: \d+ registros/);
    });
    expect(await missingIn(station.station, acknowledged)).toEqual([]);
  });

  it('refuses while a station has the data', async () => {
    for (const command of [['backup'], ['backups'], ['check'], ['recover-day']]) {
      const { code, err } = await run([...command, ...here()]);
      expect([code, err]).toEqual([1, expect.stringContaining('já estão abertos')]);
    }
  });

  it('says what is damaged, changes nothing in a check, and the next command puts it right', async () => {
    await off(async () => {
      rmSync(join(station.dataDir, 'station.db'));
      expect(await run(['check', ...here()])).toMatchObject({ code: 2, out: expect.stringContaining('não está lá') });
      const listed = await run(['backups', ...here()]);
      expect(listed.out).toContain('O arquivo de dados não estava lá.');
      expect(listed.out).toContain('Nada do que a caixa-preta guardou se perdeu.');
      expect(await run(['recover-day', '2026-11-23', ...here()])).toMatchObject({
        code: 0,
        out: expect.stringContaining('0 faltam na estação'),
      });
    });
    expect(await missingIn(station.station, acknowledged)).toEqual([]);
  });

  it('opens data under a passphrase', async () => {
    await off(async () => {
      rmSync(join(station.dataDir, 'station.key'));
      const kept = wrap([TEST_KEY], await newLock('uma frase bem longa'));
      writeFileSync(join(station.dataDir, 'station.key.json'), JSON.stringify(kept));
      expect(await run(['backups', ...here()], { PRUMO_PASSPHRASE: 'outra frase' })).toMatchObject({
        code: 1,
        err: expect.stringContaining('A frase-senha não abre estes dados'),
      });
      expect(await run(['check', ...here()], { PRUMO_PASSPHRASE: 'uma frase bem longa' })).toMatchObject({ code: 0 });
    });
  });

  it('changes the key of the data, the copies and the black box', async () => {
    const keyFile = join(station.dataDir, 'station.key');
    await off(async () => {
      const changed = await run(['change-key', ...here()]);
      expect([changed.code, changed.err]).toEqual([0, '']);
      expect(changed.out).toContain('Os dados estão sob a chave nova.');
      const [present, former] = readFileSync(keyFile, 'utf8').trim().split('\n');
      expect(former).toBe(Buffer.from(TEST_KEY).toString('base64'));
      writeFileSync(keyFile, `${present}\n`);
      const checked = await run(['check', ...here()]);
      expect(checked.out).toContain('Dados: em ordem.');
      expect(checked.out).not.toMatch(/NÃO SERVE|não abre/);
      expect(checked.code).toBe(0);
      // The test's own station opens with its key: back to it.
      writeFileSync(keyFile, `${former}\n${present}\n`);
      expect((await run(['backups', ...here()])).code).toBe(0);
    });
    expect(await missingIn(station.station, acknowledged)).toEqual([]);
  });

  it('changes the passphrase without opening the data', async () => {
    await off(async () => {
      rmSync(join(station.dataDir, 'station.key'));
      const kept = wrap([TEST_KEY], await newLock('uma frase bem longa'));
      writeFileSync(join(station.dataDir, 'station.key.json'), JSON.stringify(kept), { mode: 0o600 });
      const change = (present: string, next: string) =>
        run(['change-passphrase', ...here()], { PRUMO_PASSPHRASE: present, PRUMO_NEW_PASSPHRASE: next });
      expect(await change('errada', 'outra frase longa')).toMatchObject({ code: 1 });
      expect(await change('uma frase bem longa', 'curta')).toMatchObject({
        code: 1,
        err: expect.stringContaining('pelo menos 8'),
      });
      expect(await change('uma frase bem longa', 'outra frase longa')).toMatchObject({
        code: 0,
        out: expect.stringContaining('A frase-senha foi trocada.'),
      });
      expect(await run(['check', ...here()], { PRUMO_PASSPHRASE: 'uma frase bem longa' })).toMatchObject({ code: 1 });
      expect(await run(['check', ...here()], { PRUMO_PASSPHRASE: 'outra frase longa' })).toMatchObject({ code: 0 });
    });
  });

  it('knows no backup that is not there, and no data where there are none', async () => {
    await off(async () => {
      expect((await run(['restore', 'x.db', ...here()])).err).toContain('Não há uma cópia com o nome x.db');
    });
    const { err } = await run(['backups', '--data', join(station.dataDir, 'vazia')]);
    expect(err).toContain('Não há dados de uma estação');
  });
});
