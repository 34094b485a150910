import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BlobStore, OffsetWrong } from '#server/attachments/blob-store.ts';
import { openDiskBlobStore } from '#server/attachments/disk-blob-store.ts';
import { openS3BlobStore } from '#server/attachments/s3-blob-store.ts';
import { UPLOAD_STEP } from '#shared/sync/attachments.ts';
import { hashOf } from '#test/support/attachments.ts';
import { startS3Server } from '#test/support/s3-server.ts';

/** The same for every kind of storage. */
const KINDS: Record<BlobStore['kind'], () => Promise<{ store: BlobStore; stop(): Promise<void> }>> = {
  disk: async () => {
    const dir = mkdtempSync(join(tmpdir(), 'prumo-blobs-'));
    return { store: await openDiskBlobStore(dir), stop: async () => rmSync(dir, { recursive: true }) };
  },
  s3: async () => {
    const { options, stop } = await startS3Server();
    return { store: openS3BlobStore(options), stop };
  },
};

async function* inSteps(bytes: Uint8Array, step = 100_000, breakAfter = Number.POSITIVE_INFINITY) {
  for (let from = 0; from < bytes.length; from += step) {
    if (from >= breakAfter) throw new Error('cut off');
    yield bytes.subarray(from, from + step);
  }
}

async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const some of bytes) pieces.push(some);
  return Buffer.concat(pieces);
}

const all = () => true;
let count = 0;
const newUpload = () => `upload-${++count}`;

describe.each(Object.entries(KINDS))('attachments on %s', (kind, open) => {
  let store: BlobStore;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ store, stop } = await open());
  });
  afterAll(() => stop());

  const keep = async (bytes: Uint8Array) => {
    const upload = newUpload();
    expect(await store.append(upload, { offset: 0, total: bytes.length }, inSteps(bytes))).toBe(bytes.length);
    expect(await store.finish(upload, hashOf(bytes), all)).toBe('kept');
    return hashOf(bytes);
  };

  test('what was sent whole is there under its hash, and nowhere before', async () => {
    const bytes = randomBytes(300_000);
    const upload = newUpload();
    expect(await store.offset(upload)).toBe(0);
    await store.append(upload, { offset: 0, total: bytes.length }, inSteps(bytes));
    expect(await store.offset(upload)).toBe(bytes.length);
    expect(await store.has(hashOf(bytes))).toBe(false);
    expect(await store.finish(upload, hashOf(bytes), all)).toBe('kept');
    expect(await store.size(hashOf(bytes))).toBe(bytes.length);
    expect(await store.offset(upload)).toBe(0);
    expect(await whole(await store.read(hashOf(bytes), { from: 0, until: bytes.length }))).toEqual(bytes);
  });

  test.each([
    [0, 1],
    [999, 1_000],
    [500, 900],
    [0, 1_000],
    [700, 700],
  ])('bytes %i to %i are read without the rest', async (from, until) => {
    const bytes = randomBytes(1_000);
    const sha256 = await keep(bytes);
    expect(await whole(await store.read(sha256, { from, until }))).toEqual(bytes.subarray(from, until));
  });

  test('an upload goes on only where it stands', async () => {
    const bytes = randomBytes(2 * UPLOAD_STEP + 1_000);
    const upload = newUpload();
    const total = bytes.length;
    await store.append(upload, { offset: 0, total }, inSteps(bytes.subarray(0, UPLOAD_STEP)));
    for (const offset of [0, 1, UPLOAD_STEP - 1, UPLOAD_STEP + 1]) {
      const wrong = store.append(upload, { offset, total }, inSteps(bytes.subarray(offset)));
      await expect(wrong).rejects.toThrow(OffsetWrong);
    }
    await store.append(upload, { offset: UPLOAD_STEP, total }, inSteps(bytes.subarray(UPLOAD_STEP, 2 * UPLOAD_STEP)));
    await store.append(upload, { offset: 2 * UPLOAD_STEP, total }, inSteps(bytes.subarray(2 * UPLOAD_STEP)));
    expect(await store.finish(upload, hashOf(bytes), all)).toBe('kept');
    expect(await whole(await store.read(hashOf(bytes), { from: 0, until: total }))).toEqual(bytes);
  });

  test('what is not what its hash says is thrown away, and so is what may not be kept', async () => {
    const bytes = randomBytes(1_000);
    const wrong = newUpload();
    await store.append(wrong, { offset: 0, total: 1_000 }, inSteps(bytes));
    expect(await store.finish(wrong, hashOf(randomBytes(1)), all)).toBe('hash-differs');
    expect(await store.offset(wrong)).toBe(0);
    const refused = newUpload();
    await store.append(refused, { offset: 0, total: 1_000 }, inSteps(bytes));
    const heads: Uint8Array[] = [];
    const mayKeep = (head: Uint8Array) => heads.push(head) < 0;
    expect(await store.finish(refused, hashOf(bytes), mayKeep)).toBe('refused');
    expect(Buffer.from(heads[0]!)).toEqual(bytes);
    expect(await store.has(hashOf(bytes))).toBe(false);
  });

  test('the same file may come again, and from two at once', async () => {
    const bytes = randomBytes(50_000);
    const uploads = [newUpload(), newUpload()];
    for (const upload of uploads) await store.append(upload, { offset: 0, total: 50_000 }, inSteps(bytes));
    const finished = await Promise.all(uploads.map((upload) => store.finish(upload, hashOf(bytes), all)));
    expect(finished).toEqual(['kept', 'kept']);
    expect(await whole(await store.read(hashOf(bytes), { from: 0, until: 50_000 }))).toEqual(bytes);
  });

  test('what is thrown away or removed is not there any more, and removing it again is no error', async () => {
    const bytes = randomBytes(10);
    const sha256 = await keep(bytes);
    await store.remove(sha256);
    await store.remove(sha256);
    expect(await store.has(sha256)).toBe(false);
    const upload = newUpload();
    await store.append(upload, { offset: 0, total: 10 }, inSteps(bytes));
    await store.discard(upload);
    await store.discard(upload);
    expect(await store.offset(upload)).toBe(0);
  });

  test('cut off anywhere and any number of times, it ends as it was sent', { timeout: 120_000 }, async () => {
    const cuts = fc.array(fc.nat({ max: 3 * UPLOAD_STEP }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 * UPLOAD_STEP + 1_000 }), cuts, async (total, breaks) => {
        const bytes = randomBytes(total);
        const upload = newUpload();
        for (const breakAfter of [...breaks, Number.POSITIVE_INFINITY]) {
          const offset = await store.offset(upload);
          if (offset === total) break;
          const sent = store.append(upload, { offset, total }, inSteps(bytes.subarray(offset), 1_000_000, breakAfter));
          await sent.catch((error: Error) => expect(error.message).toBe('cut off'));
        }
        expect(await store.offset(upload)).toBe(total);
        expect(await store.finish(upload, hashOf(bytes), all)).toBe('kept');
        expect(await store.size(hashOf(bytes))).toBe(total);
        await store.remove(hashOf(bytes));
      }),
      { seed: 20261121, numRuns: kind === 'disk' ? 25 : 6 },
    );
  });
});

test('storage that is set up wrongly is told, not taken for an empty one', async () => {
  const { options, stop } = await startS3Server();
  const store = openS3BlobStore({ ...options, bucket: 'another' });
  const sent = store.append('u', { offset: 0, total: 1 }, inSteps(randomBytes(1)));
  await expect(sent).rejects.toThrow(/storage: POST uploads answered 404 NoSuchBucket/);
  await stop();
  await expect(store.has('ab'.repeat(32))).rejects.toThrow();
});
