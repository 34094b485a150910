import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKey } from '#main/hosts/keys/open-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'prumo-destroy-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test.each(['key-file', 'passphrase'] as const)(
  'a destroyed key (%s) is gone, and the next start says why',
  async (protectNewBy) => {
    const ways = { keychain: null, askPassphrase: async () => 'uma frase-senha longa', protectNewBy };
    const { source } = await openKey(dataDir, ways);
    writeFileSync(join(dataDir, 'station.db'), 'data');
    const [key] = source.keys;
    await source.destroy();
    expect(key!.every((byte) => byte === 0)).toBe(true);
    expect(source.keys).toEqual([]);
    expect(existsSync(join(dataDir, 'station.key')) || existsSync(join(dataDir, 'station.key.json'))).toBe(false);
    await expect(openKey(dataDir, ways)).rejects.toMatchObject({ code: 'station-revoked' });
  },
);
