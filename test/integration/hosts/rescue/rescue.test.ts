import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedKey, openKey } from '#main/hosts/keys/open-key.ts';
import { newLock, wrap } from '#main/hosts/keys/wrapped-key.ts';
import { type Rescue, rescue } from '#main/hosts/rescue/rescue.ts';
import { troubleOf } from '#main/hosts/rescue/trouble.ts';
import { type StationOpener, stationOpener } from '#main/hosts/station-opener.ts';
import { silentLogger } from '#main/log/logger.ts';
import { replaceByAnother } from '#test/e2e/support/another-database.ts';
import { type StationUnderTest, startStation, TEST_KEY } from '#test/support/station-client.ts';
import { missingIn } from '../../recovery/acknowledged.ts';
import type { Acknowledged } from '../../recovery/station-program.ts';
import { backedUp, work } from '../../recovery/worked-station.ts';

const PASSPHRASE = 'frase-senha de exemplo';
let under: StationUnderTest;
let acknowledged: Acknowledged[];
let database: string;

beforeEach(async () => {
  under = await startStation();
  database = join(under.dataDir, 'station.db');
  writeFileSync(join(under.dataDir, 'station.key'), Buffer.from(TEST_KEY).toString('base64'), { mode: 0o600 });
  await backedUp(under);
  acknowledged = await work(under, 'antes', 2);
  await under.station.close();
});
afterEach(() => rmSync(under.dataDir, { recursive: true }));

function opener(): StationOpener {
  return stationOpener({
    dataDir: under.dataDir,
    openKey: (ask): Promise<OpenedKey> =>
      openKey(under.dataDir, {
        keychain: null,
        askPassphrase: ask ?? (async () => null),
        protectNewBy: 'key-file',
      }),
    version: 'test',
    sampleData: false,
    log: silentLogger,
  });
}

/** The page that stands in for the station, which did not open. */
async function standIn(open = opener()): Promise<Rescue & { code: string }> {
  const error = await open().then(
    async ({ station }) => {
      await station.close();
      throw new Error('it opened');
    },
    (thrown: unknown) => thrown,
  );
  const trouble = troubleOf(error)!;
  return {
    ...rescue({ dataDir: under.dataDir, version: 'test', trouble, open, log: silentLogger }),
    code: trouble.code,
  };
}

async function shown(page: Rescue, pathname = '/'): Promise<string> {
  const { body } = await page.answer({ method: 'GET', pathname, fields: new URLSearchParams() });
  return body.toString('utf8');
}

async function send(page: Rescue, fields: Record<string, string>): Promise<string> {
  const ticket = /name="ticket" value="(\w+)"/.exec(await shown(page))?.[1] ?? '';
  const { body } = await page.answer({
    method: 'POST',
    pathname: '/recuperar',
    fields: new URLSearchParams({ ticket, ...fields }),
  });
  return body.toString('utf8');
}

/** Once the try is over and the page says again what is wrong. */
async function over(page: Rescue): Promise<string> {
  for (;;) {
    const html = await shown(page);
    if (!html.includes('http-equiv="refresh"')) return html;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ways = (html: string) => new Set([...html.matchAll(/name="way" value="([a-z]+)"/g)].map(([, way]) => way));
const newestBackup = (html: string) => /name="backup" value="([^"]+)"/.exec(html)?.[1] ?? '';

describe('[B1] a station that cannot be opened', () => {
  it('whose file is another: a backup is restored, the rest comes from the black box, nothing is deleted', async () => {
    replaceByAnother(database);
    const page = await standIn();
    const html = await shown(page);
    expect(html).toContain('O que está a salvo');
    expect(ways(html)).toEqual(new Set(['again', 'restore', 'day']));
    expect(html).toMatch(/Restaurar a cópia de \d\d\/\d\d\/\d{4}, \d\d:\d\d/);

    expect(await send(page, { way: 'restore', backup: newestBackup(html) })).toContain('Abrindo a estação');
    const { station } = await page.opened;
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
    const [aside] = readdirSync(join(under.dataDir, 'damaged'));
    expect(readFileSync(join(under.dataDir, 'damaged', aside!, 'station.db'), 'latin1')).toContain('SQLite format 3');
  });

  it('says when the chosen backup does not hold, leaves all as it is, and the day comes back without any', async () => {
    replaceByAnother(database);
    for (const name of readdirSync(join(under.dataDir, 'backups')))
      if (name.endsWith('.db')) writeFileSync(join(under.dataDir, 'backups', name), 'nada');
    const page = await standIn();
    await send(page, { way: 'restore', backup: newestBackup(await shown(page)) });
    const html = await over(page);
    expect(html).toContain('Esta cópia não pôde ser aberta. Nada mudou: escolha outra.');
    expect(readFileSync(database, 'latin1')).toContain('SQLite format 3');

    const day = /<option value="([^"]+)"/.exec(html)?.[1] ?? '';
    await send(page, { way: 'day', day });
    const { station } = await page.opened;
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
  });

  it('whose key is not there: nothing but trying again, and it opens once the key is back', async () => {
    const key = join(under.dataDir, 'station.key');
    renameSync(key, `${key}.fora`);
    const page = await standIn();
    expect([page.code, ways(await shown(page))]).toEqual(['key-missing', new Set(['again'])]);
    await send(page, { way: 'again' });
    expect(await over(page)).toContain('A tentativa não deu certo.');
    writeFileSync(key, Buffer.alloc(32, 9).toString('base64'), { mode: 0o600 });
    await send(page, { way: 'again' });
    expect(await over(page)).toContain('ela é de outros dados');
    renameSync(`${key}.fora`, key);
    await send(page, { way: 'again' });
    const { station } = await page.opened;
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
  });

  it('under a passphrase that was not given: it is typed on the page, and again after a wrong one', async () => {
    rmSync(join(under.dataDir, 'station.key'));
    const wrapped = wrap([TEST_KEY], await newLock(PASSPHRASE));
    writeFileSync(join(under.dataDir, 'station.key.json'), JSON.stringify(wrapped), { mode: 0o600 });
    const page = await standIn();
    expect([page.code, ways(await shown(page))]).toEqual(['passphrase-needed', new Set(['passphrase'])]);
    await send(page, { way: 'passphrase', passphrase: 'outra frase' });
    expect(await over(page)).toContain('A frase-senha não abre estes dados.');
    await send(page, { way: 'passphrase', passphrase: PASSPHRASE });
    const { station, key } = await page.opened;
    expect(key.protection).toBe('passphrase');
    await station.close();
  });

  it('takes no form that it did not make, no way that does not help, and nothing else but its own pages', async () => {
    replaceByAnother(database);
    const page = await standIn();
    const html = await shown(page);
    expect(await send(page, { way: 'restore', backup: newestBackup(html), ticket: 'f00' })).toContain('não abriu');
    expect(await send(page, { way: 'passphrase', passphrase: 'x' })).toContain('não abriu');
    expect(await send(page, { way: 'restore', backup: '../../etc/passwd' })).toContain('não está mais na pasta');
    expect(await send(page, { way: 'day', day: '1; DROP' })).toContain('não abriu');
    const fields = new URLSearchParams();
    expect((await page.answer({ method: 'POST', pathname: '/', fields })).status).toBe(405);
    expect((await page.answer({ method: 'GET', pathname: '/assets/x.js', fields })).status).toBe(503);
  });

  it('gives its diagnosis as a file: what is in the folder, not what is in the files', async () => {
    replaceByAnother(database);
    mkdirSync(join(under.dataDir, 'attachments'), { recursive: true });
    const page = await standIn();
    const fields = new URLSearchParams();
    const answer = await page.answer({ method: 'GET', pathname: '/recuperar/diagnostico.txt', fields });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="prumo-diagnostico-[\d-]+\.txt"$/);
    const text = answer.body.toString('utf8');
    expect(text).toMatch(/Por que não abriu: (not-encrypted|foreign-file)/);
    expect(text).toMatch(/station\.db \d+ /);
    expect(text).toMatch(/station-\d+T\d+Z-daily\.db .* conferida/);
    expect(text).not.toContain(Buffer.from(TEST_KEY).toString('base64'));
    expect(text).not.toContain('Mercado');
  });
});
