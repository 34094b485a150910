import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Keychain, type OpenedKey, openKey } from '#main/hosts/keys/open-key.ts';

const PASSPHRASE = 'uma frase-senha longa';
const keychain: Keychain = {
  encrypt: async (text) => Buffer.from(text).map((byte) => byte ^ 0xff),
  decrypt: async (encrypted) => ({ text: Buffer.from(encrypted.map((byte) => byte ^ 0xff)).toString(), stale: false }),
};

let dataDir: string;
const at = (name: string) => join(dataDir, name);
const open = (passphrase: string | null = null, chain: Keychain | null = null): Promise<OpenedKey> => {
  const answers = [passphrase];
  return openKey(dataDir, {
    keychain: chain,
    askPassphrase: async () => answers.shift() ?? null,
    protectNewBy: 'key-file',
  });
};
const note = (to: string) => writeFileSync(at('station.key.move.json'), JSON.stringify({ version: 1, to }));

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'prumo-moving-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

describe('[B1] the key of a profile moves to another protection', () => {
  it('from a file under a passphrase and back, and is the same key', async () => {
    const { source } = await open();
    const [key] = source.keys;
    expect(source.others).toEqual(['passphrase']);
    await source.protectBy('passphrase', PASSPHRASE);
    expect([source.protection, source.others]).toEqual(['passphrase', ['key-file']]);
    expect([existsSync(at('station.key')), existsSync(at('station.key.move.json'))]).toEqual([false, false]);
    await expect(open('outra frase qualquer')).rejects.toMatchObject({ code: 'passphrase-wrong' });

    const under = await open(PASSPHRASE);
    expect(under.source.keys).toEqual([key]);
    await under.source.protectBy('key-file');
    expect(existsSync(at('station.key.json'))).toBe(false);
    expect((await open()).source.keys).toEqual([key]);
  });

  it('into the keychain where there is one, which no file then holds in clear', async () => {
    const { source } = await open(null, keychain);
    const [key] = source.keys;
    expect(source.others).toEqual(['keychain', 'passphrase']);
    await source.protectBy('keychain');
    expect(existsSync(at('station.key'))).toBe(false);
    expect((await open(null, keychain)).source.keys).toEqual([key]);
    await expect(open()).rejects.toMatchObject({ code: 'key-elsewhere' });
  });

  it('cut off before the new file is there stays as it was', async () => {
    const [key] = (await open()).source.keys;
    note('passphrase');
    expect((await open()).source.keys).toEqual([key]);
    expect(existsSync(at('station.key.move.json'))).toBe(false);
  });

  it('cut off before the former file is gone ends at the next opening that succeeds, and not before', async () => {
    const { source } = await open();
    const [key] = source.keys;
    const plain = readFileSync(at('station.key'));
    await source.protectBy('passphrase', PASSPHRASE);
    writeFileSync(at('station.key'), plain, { mode: 0o600 });
    await expect(open(PASSPHRASE)).rejects.toMatchObject({ code: 'key-ambiguous' });
    note('passphrase');
    await expect(open('outra frase qualquer')).rejects.toMatchObject({ code: 'passphrase-wrong' });
    expect(existsSync(at('station.key'))).toBe(true);
    expect((await open(PASSPHRASE)).source.keys).toEqual([key]);
    expect([existsSync(at('station.key')), existsSync(at('station.key.move.json'))]).toEqual([false, false]);
  });
});
