import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from '#main/attachments/blob-store.ts';
import { PIECE_BYTES, sealedSize } from '#main/attachments/cipher.ts';

let dir: string;
let store: BlobStore;
const key = new Uint8Array(32).fill(3);
const storeWith = (own: Uint8Array) =>
  new BlobStore({ dir, key: () => own, random: (count) => new Uint8Array(randomBytes(count)) });

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'prumo-blobs-'));
  store = storeWith(key);
  await store.prepare();
});
afterEach(() => rmSync(dir, { recursive: true }));

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function keep(bytes: Uint8Array): Promise<string> {
  const writer = await store.begin();
  for (let from = 0; from < bytes.length; from += 100_000) await writer.append(bytes.subarray(from, from + 100_000));
  return store.adopt(writer);
}

async function readWhole(sha256: string): Promise<Buffer> {
  const reader = await store.open(sha256);
  if (!reader) throw new Error('not here');
  try {
    await reader.verify();
    return await reader.read(0, reader.size);
  } finally {
    await reader.close();
  }
}

const files = () => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
const pathOf = (sha256: string) => join(dir, store.nameOf(sha256).slice(0, 2), store.nameOf(sha256));

test.each([0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 300_001])(
  'a file of %i bytes is read as it was kept',
  async (size) => {
    const bytes = randomBytes(size);
    const sha256 = await keep(bytes);
    expect(sha256).toBe(hashOf(bytes));
    expect(statSync(pathOf(sha256)).size).toBe(sealedSize(size));
    expect(await readWhole(sha256)).toEqual(bytes);
  },
);

test('any part can be read without the rest', async () => {
  const bytes = randomBytes(200_000);
  const sha256 = await keep(bytes);
  const reader = await store.open(sha256);
  for (const [offset, length] of [
    [0, 10],
    [PIECE_BYTES - 5, 10],
    [PIECE_BYTES, PIECE_BYTES],
    [199_990, 100],
    [200_000, 1],
    [70_000, 130_000],
  ] as const)
    expect(await reader!.read(offset, length)).toEqual(bytes.subarray(offset, offset + length));
  await reader!.close();
});

test('neither the content nor its hash nor its name can be read from the disk', async () => {
  const bytes = Buffer.from('Relatório de José da Conceição '.repeat(5_000));
  const sha256 = await keep(bytes);
  for (const { parentPath, name } of files()) {
    expect(name).not.toContain(sha256.slice(0, 12));
    const text = readFileSync(join(parentPath, name)).toString('latin1');
    expect(text).not.toContain('Concei');
    expect(text).not.toContain(sha256);
  }
  expect(await storeWith(new Uint8Array(32).fill(4)).open(sha256)).toBeNull();
});

test('the same content is kept once', async () => {
  const bytes = randomBytes(100);
  expect(await keep(bytes)).toBe(await keep(bytes));
  expect(files()).toHaveLength(1);
});

test('whatever is done to a file on the disk is told, never given as content', async () => {
  const bytes = randomBytes(200_000);
  const sha256 = await keep(bytes);
  const whole = readFileSync(pathOf(sha256));
  const other = readFileSync(pathOf(await keep(randomBytes(200_000))));
  const damages: [string, () => void][] = [
    ['a bit in the header', () => flip(9)],
    ['a bit in a piece', () => flip(100_000)],
    ['a bit in the trailer', () => flip(whole.length - 20)],
    ['cut off', () => truncateSync(pathOf(sha256), whole.length - 1)],
    ['cut off at a piece', () => truncateSync(pathOf(sha256), 40 + PIECE_BYTES + 16)],
    ['longer', () => writeFileSync(pathOf(sha256), Buffer.concat([whole, whole.subarray(-1)]))],
    ['empty', () => writeFileSync(pathOf(sha256), '')],
    ['another file in its place', () => writeFileSync(pathOf(sha256), other)],
    ['two pieces changed over', () => writeFileSync(pathOf(sha256), swapped(whole))],
  ];
  function flip(at: number) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(pathOf(sha256), changed);
  }
  for (const [name, damage] of damages) {
    damage();
    await expect(readWhole(sha256), name).rejects.toThrow(/damaged/);
    writeFileSync(pathOf(sha256), whole);
  }
  expect(await readWhole(sha256)).toEqual(bytes);
});

function swapped(whole: Buffer): Buffer {
  const [from, length] = [40, PIECE_BYTES + 16];
  const [first, second] = [whole.subarray(from, from + length), whole.subarray(from + length, from + 2 * length)];
  return Buffer.concat([whole.subarray(0, from), second, first, whole.subarray(from + 2 * length)]);
}

test('what a crash left half written is gone at the next start, and what was being fetched goes on', async () => {
  const bytes = randomBytes(200_000);
  const sha256 = hashOf(bytes);
  const written = await store.begin();
  await written.append(bytes);
  await written.pause();
  const fetching = await store.beginOrResume(sha256);
  await fetching.append(bytes.subarray(0, 150_000));
  await store.prepare();
  expect(files().map(({ name }) => name.split('.').at(-1))).toEqual(['part']);
  await fetching.pause();
  const again = await store.beginOrResume(sha256);
  expect(again.size).toBe(2 * PIECE_BYTES);
  await again.append(bytes.subarray(again.size));
  expect(await store.adopt(again)).toBe(sha256);
  expect(await readWhole(sha256)).toEqual(bytes);
});

test('a fetch whose last piece never reached the disk goes on before it', async () => {
  const bytes = randomBytes(200_000);
  const sha256 = hashOf(bytes);
  const fetching = await store.beginOrResume(sha256);
  await fetching.append(bytes.subarray(0, 3 * PIECE_BYTES));
  await fetching.pause();
  const torn = readFileSync(fetching.path);
  torn.fill(0, 40 + 2 * (PIECE_BYTES + 16) + 100);
  writeFileSync(fetching.path, torn);
  const again = await store.beginOrResume(sha256);
  expect(again.size).toBe(2 * PIECE_BYTES);
  await again.discard();
  writeFileSync(fetching.path, 'not a file of ours');
  const fresh = await store.beginOrResume(sha256);
  expect(fresh.size).toBe(0);
  await fresh.discard();
});

test('removing takes the file, its small picture and what was fetched', async () => {
  const bytes = randomBytes(10);
  const sha256 = await keep(bytes);
  await store.keepThumbnail(sha256, randomBytes(5));
  const small = await store.open(sha256, 'thumbnail');
  expect(small?.size).toBe(5);
  await small?.close();
  const part = await store.beginOrResume(sha256);
  await part.append(bytes);
  await part.pause();
  await store.remove(sha256);
  expect(files()).toEqual([]);
});
