import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BlobStore } from '#main/attachments/blob-store.ts';
import { PIECE_BYTES } from '#main/attachments/cipher.ts';

let dir: string;
let store: BlobStore;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'prumo-blobs-'));
  const key = new Uint8Array(32).fill(9);
  store = new BlobStore({ dir, key: () => key, random: (count) => new Uint8Array(randomBytes(count)) });
  await store.prepare();
});
afterAll(() => rmSync(dir, { recursive: true }));

test('a file that comes in any pieces, cut off anywhere and any number of times, ends as it was sent', async () => {
  const cut = fc.record({ after: fc.nat({ max: 4 }), lost: fc.nat({ max: 2 * PIECE_BYTES }) });
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 5 * PIECE_BYTES }),
      fc.array(fc.integer({ min: 1, max: PIECE_BYTES + 1_000 }), { minLength: 1, maxLength: 6 }),
      fc.array(cut, { maxLength: 4 }),
      async (size, steps, cuts) => {
        const bytes = randomBytes(size);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        let writer = await store.beginOrResume(sha256);
        const feed = async (most: number) => {
          for (let step = 0; writer.size < size && step < most; step++) {
            const from = writer.size;
            await writer.append(bytes.subarray(from, from + steps[step % steps.length]!));
          }
        };
        for (const { after, lost } of cuts) {
          await feed(after);
          await writer.pause();
          const { size: onDisk } = statSync(writer.path);
          truncateSync(writer.path, Math.max(0, onDisk - lost));
          writer = await store.beginOrResume(sha256);
        }
        await feed(Number.POSITIVE_INFINITY);
        expect(await store.adopt(writer)).toBe(sha256);
        const reader = await store.open(sha256);
        expect(await reader!.read(0, size)).toEqual(bytes);
        await reader!.close();
        await store.remove(sha256);
      },
    ),
    { seed: 20261121, numRuns: 60 },
  );
});
