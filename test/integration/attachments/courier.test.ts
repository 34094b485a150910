import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobStore } from '#main/attachments/blob-store.ts';
import { noteHere, readCopy } from '#main/attachments/copies.ts';
import { silentLogger } from '#main/log/logger.ts';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { ChangeFeed } from '#main/store/change-feed.ts';
import { writeSetting } from '#main/store/local-settings.ts';
import type { Store } from '#main/store/open-store.ts';
import { createProjections } from '#main/store/projections/versions.ts';
import { AttachmentCourier } from '#main/sync/attachments/attachment-courier.ts';
import type { BlobTransport } from '#main/sync/attachments/blob-transport.ts';
import { createSyncTables } from '#main/sync/tables.ts';
import { CentreRefused, Unreachable } from '#main/sync/transport/transport.ts';
import { hashOf } from '#test/support/attachments.ts';
import { until } from '#test/support/sync/enrolled-station.ts';

let dir: string;
let file: SqliteFile;
let blobs: BlobStore;
let courier: AttachmentCourier;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'prumo-courier-'));
  file = openSqliteFile({ path: ':memory:', driver: nodeSqliteDriver() });
  createProjections(file);
  createSyncTables(file);
  writeSetting(file, 'enrolment', {} as never);
  const key = new Uint8Array(32);
  blobs = new BlobStore({ dir, key: () => key, random: (count) => new Uint8Array(randomBytes(count)) });
  await blobs.prepare();
});
afterEach(async () => {
  await courier.stop();
  file.close();
  rmSync(dir, { recursive: true });
});

async function keep(bytes: Uint8Array): Promise<string> {
  const writer = await blobs.begin();
  await writer.append(bytes);
  const sha256 = await blobs.adopt(writer);
  name(sha256, bytes.length);
  noteHere(file, { sha256, size: bytes.length }, 'unsent');
  return sha256;
}

function name(sha256: string, size: number): void {
  file.prepare('INSERT INTO ticket_attachment VALUES (?, ?, ?, ?)').run(sha256, 'ticket', sha256, size);
}

/** A centre of which the test says how it answers. */
function carry(centre: Partial<BlobTransport>): void {
  const transport: BlobTransport = {
    standing: async () => ({ offset: 0, complete: false }),
    send: async (_, { total }) => ({ offset: total, complete: true }),
    read: () => {
      throw new Error('nothing to read');
    },
    ...centre,
  };
  const store = { file, feed: new ChangeFeed() } as unknown as Store;
  courier = new AttachmentCourier({
    ...{ store: () => store, blobs, log: silentLogger, jitter: () => 0 },
    link: () => ({ transport, authorised: (call) => call('token') }),
    pace: { firstRetry: 5, longestRetry: 20, lookEvery: 50 },
  });
  courier.start();
}

const refusal = (status: number, code: string) =>
  new CentreRefused(status, { refusals: [{ code, message: 'não' }], at: '' });
const centreOf = (sha256: string) => readCopy(file, sha256)?.centre;

test('what the centre refuses for good is told and asked no more; the others go on', async () => {
  const [bad, good] = [await keep(randomBytes(10)), await keep(randomBytes(20))];
  let asked = 0;
  carry({
    send: async (sha256, { total }) => {
      if (sha256 !== bad) return { offset: total, complete: true };
      asked++;
      throw refusal(413, 'attachment-too-large');
    },
  });
  await until(() => centreOf(good) === 'stored' && centreOf(bad) === 'refused');
  expect(readCopy(file, bad)?.refusals).toMatchObject([{ code: 'attachment-too-large' }]);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(asked).toBe(1);
});

test('what may be otherwise later is tried again, and gets there', async () => {
  const sha256 = await keep(randomBytes(10));
  const troubles = [new Unreachable('cut'), refusal(423, 'attachment-busy'), refusal(422, 'attachment-hash-differs')];
  carry({
    send: async (_, { total }) => {
      const trouble = troubles.shift();
      if (trouble) throw trouble;
      return { offset: total, complete: true };
    },
  });
  await until(() => centreOf(sha256) === 'stored');
  expect(troubles).toEqual([]);
});

test('an upload that the centre takes nowhere is given up, and tried again later', async () => {
  const sha256 = await keep(randomBytes(10));
  let calls = 0;
  carry({ send: async () => (calls++ > 30 ? { offset: 10, complete: true } : { offset: 0, complete: false }) });
  await until(() => centreOf(sha256) === 'stored');
  expect(calls).toBeGreaterThan(30);
});

test('a file that is damaged here is told, not sent', async () => {
  const sha256 = await keep(randomBytes(1_000));
  for (const found of readdirSync(dir, { recursive: true, withFileTypes: true }))
    if (found.isFile()) writeFileSync(join(found.parentPath, found.name), 'something else');
  carry({
    send: async () => {
      throw new Error('it was sent');
    },
  });
  await until(() => readCopy(file, sha256)?.here === false);
  expect(centreOf(sha256)).toBe('unsent');
});

test('a file that comes wrong is thrown away and fetched anew; one that the centre does not have is said to be absent', async () => {
  const bytes = randomBytes(100_000);
  const sha256 = hashOf(bytes);
  const elsewhere = hashOf(Buffer.from('elsewhere'));
  name(sha256, bytes.length);
  name(elsewhere, 9);
  let reads = 0;
  carry({
    async *read(wanted, from) {
      if (wanted === elsewhere) throw refusal(404, 'attachment-absent');
      reads++;
      const right = reads > 1;
      yield right ? bytes.subarray(from) : randomBytes(bytes.length);
    },
  });
  expect(courier.fetch(sha256).ok).toBe(true);
  expect(courier.fetch(elsewhere).ok).toBe(true);
  await until(() => readCopy(file, sha256)?.here === true);
  expect(reads).toBe(2);
  expect(centreOf(sha256)).toBe('stored');
  await until(() => courier.progress(elsewhere)?.way === 'absent');
  expect(readCopy(file, elsewhere)).toMatchObject({ here: false, wanted: false });
});

test('without contact nothing is fetched, and it says so', () => {
  name('ab'.repeat(32), 9);
  courier = new AttachmentCourier({
    store: () => ({ file, feed: new ChangeFeed() }) as unknown as Store,
    ...{ blobs, log: silentLogger, link: () => null },
  });
  const refused = courier.fetch('ab'.repeat(32));
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'attachment-offline' }] });
});
