import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Keychain, type KeyWays, openKey } from '#main/hosts/keys/open-key.ts';
import { askForPassphrase } from '#main/hosts/keys/terminal-passphrase.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'prumo-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const inFile: KeyWays = { keychain: null, askPassphrase: async () => null, protectNewBy: 'key-file' };
const byPassphrase = (...answers: string[]): KeyWays => ({
  keychain: null,
  askPassphrase: async () => answers.shift() ?? null,
  protectNewBy: 'passphrase',
});
const at = (name: string) => join(dataDir, name);

describe('a key in a file', () => {
  test('is made once, for its owner only, and found again', async () => {
    const made = await openKey(dataDir, inFile);
    const found = await openKey(dataDir, inFile);
    expect(made).toMatchObject({ protection: 'key-file', fresh: true });
    expect(made.source.keys).toEqual([expect.any(Uint8Array)]);
    expect({ ...found, source: found.source.keys }).toEqual({ ...made, fresh: false, source: made.source.keys });
    expect((await stat(at('station.key'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['station.key']);
  });

  test('that others could read is closed to them, and that is said', async () => {
    await openKey(dataDir, inFile);
    await chmod(at('station.key'), 0o644);
    const { warnings } = await openKey(dataDir, inFile);
    expect(warnings).toEqual([expect.stringContaining('a permissão foi corrigida')]);
    expect((await stat(at('station.key'))).mode & 0o777).toBe(0o600);
  });

  test('that is damaged is refused and left as it is', async () => {
    await writeFile(at('station.key'), 'meia chave');
    await expect(openKey(dataDir, inFile)).rejects.toMatchObject({ code: 'key-damaged' });
    expect(await readFile(at('station.key'), 'utf8')).toBe('meia chave');
  });

  test('that two stations make in the same moment is one key', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => openKey(dataDir, inFile)));
    expect(new Set(opened.map(({ source }) => Buffer.from(source.keys[0]!).toString('hex'))).size).toBe(1);
    expect(opened.filter(({ fresh }) => fresh)).toHaveLength(1);
  });
});

test('no key is made beside data that have lost theirs', async () => {
  await writeFile(at('station.db'), 'x');
  await expect(openKey(dataDir, inFile)).rejects.toMatchObject({ code: 'key-missing' });
  expect(await readdir(dataDir)).toEqual(['station.db']);
});

test('two keys are not chosen between', async () => {
  await openKey(dataDir, inFile);
  await writeFile(at('station.key.json'), '{}');
  await expect(openKey(dataDir, inFile)).rejects.toMatchObject({ code: 'key-ambiguous' });
});

describe('a key under a passphrase', () => {
  test('opens by it, and lies nowhere in clear', async () => {
    const made = await openKey(dataDir, byPassphrase('correta e longa'));
    const kept = await readFile(at('station.key.json'), 'utf8');
    expect(kept).not.toContain(Buffer.from(made.source.keys[0]!).toString('base64'));
    expect(JSON.parse(kept)).toMatchObject({ protection: 'passphrase', kdf: { name: 'argon2id', memory: 65_536 } });
    expect((await stat(at('station.key.json'))).mode & 0o777).toBe(0o600);
    const found = await openKey(dataDir, { ...inFile, askPassphrase: async () => 'correta e longa' });
    expect({ ...found, source: found.source.keys }).toEqual({ ...made, fresh: false, source: made.source.keys });
  });

  test('is asked for again after a wrong one, with the reason', async () => {
    const made = await openKey(dataDir, byPassphrase('correta e longa'));
    const problems: (string | undefined)[] = [];
    const answers = ['errada', 'correta e longa'];
    const found = await openKey(dataDir, {
      ...inFile,
      askPassphrase: async ({ problem }) => {
        problems.push(problem?.code);
        return answers.shift() ?? null;
      },
    });
    expect(problems).toEqual([undefined, 'passphrase-wrong']);
    expect(found.source.keys).toEqual(made.source.keys);
  });

  test('that is too short is not taken', async () => {
    await expect(openKey(dataDir, byPassphrase('curta'))).rejects.toMatchObject({ code: 'passphrase-short' });
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('without anybody to ask says how to give it', async () => {
    await openKey(dataDir, byPassphrase('correta e longa'));
    const nobody = { ...inFile, askPassphrase: askForPassphrase(undefined, null) };
    await expect(openKey(dataDir, nobody)).rejects.toThrow(/PRUMO_PASSPHRASE/);
  });

  test('from the environment is tried once', async () => {
    await openKey(dataDir, byPassphrase('correta e longa'));
    const wrong = { ...inFile, askPassphrase: askForPassphrase('errada mas longa', null) };
    await expect(openKey(dataDir, wrong)).rejects.toMatchObject({ code: 'passphrase-wrong' });
  });

  test.each([
    ['text that is no JSON', () => '{'],
    ['a form nobody knows', () => '{"version":2}'],
    ['a cost that asks for all memory', (kept: string) => kept.replace('65536', '99999999')],
  ])('refuses %s', async (_what, change) => {
    await openKey(dataDir, byPassphrase('correta e longa'));
    await writeFile(at('station.key.json'), change(await readFile(at('station.key.json'), 'utf8')));
    await expect(openKey(dataDir, byPassphrase('correta e longa'))).rejects.toMatchObject({ code: 'key-damaged' });
  });
});

describe('a key in the keychain', () => {
  const keychain = (options: { stale?: boolean; locked?: boolean } = {}): Keychain & { encrypted: number } => ({
    encrypted: 0,
    async encrypt(text) {
      this.encrypted += 1;
      return Buffer.from(`${this.encrypted}|${text}`);
    },
    async decrypt(encrypted) {
      if (options.locked) throw new Error('locked');
      return { text: Buffer.from(encrypted).toString().split('|')[1] ?? '', stale: options.stale ?? false };
    },
  });

  test('opens by it', async () => {
    const made = await openKey(dataDir, { ...inFile, keychain: keychain(), protectNewBy: 'keychain' });
    const found = await openKey(dataDir, { ...inFile, keychain: keychain() });
    expect({ ...found, source: found.source.keys }).toEqual({ ...made, fresh: false, source: made.source.keys });
    expect(found.protection).toBe('keychain');
  });

  test('is kept anew when the keychain asks for it', async () => {
    await openKey(dataDir, { ...inFile, keychain: keychain(), protectNewBy: 'keychain' });
    const renewing = keychain({ stale: true });
    await openKey(dataDir, { ...inFile, keychain: renewing });
    expect(renewing.encrypted).toBe(1);
    expect((await openKey(dataDir, { ...inFile, keychain: keychain() })).source.keys).toHaveLength(1);
  });

  test('is out of reach of a host that has none, and says where it is', async () => {
    await openKey(dataDir, { ...inFile, keychain: keychain(), protectNewBy: 'keychain' });
    await expect(openKey(dataDir, inFile)).rejects.toMatchObject({ code: 'key-elsewhere' });
  });

  test('says so when the keychain does not open it', async () => {
    await openKey(dataDir, { ...inFile, keychain: keychain(), protectNewBy: 'keychain' });
    const locked = { ...inFile, keychain: keychain({ locked: true }) };
    await expect(openKey(dataDir, locked)).rejects.toMatchObject({ code: 'keychain-unavailable' });
  });
});
