import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AttachmentKeeper } from '#main/attachments/attachment-keeper.ts';
import { attachmentsKey } from '#main/attachments/attachments-key.ts';
import { BlobStore } from '#main/attachments/blob-store.ts';
import { silentLogger } from '#main/log/logger.ts';
import { writeSetting } from '#main/store/local-settings.ts';
import { forgetHead } from '#main/store/projections/ticket-heads.ts';
import { PIECE_LIMIT } from '#shared/contract/attachments.ts';
import { attach, filesOf, hashOf, offer, pngOf, readFile } from '#test/support/attachments.ts';
import { openCall } from '#test/support/call.ts';
import { done, follow, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let under: StationUnderTest;
let ticketId: string;

beforeEach(async () => {
  under = await startStation();
  ({ ticketId } = await openCall(under.client));
});
afterEach(() => under.close());

const onDisk = () =>
  readdirSync(join(under.dataDir, 'attachments'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

function keeperAt(diskTime = Date.now()): AttachmentKeeper {
  const { store, random } = under.station.core;
  const blobs = new BlobStore({
    dir: join(under.dataDir, 'attachments'),
    key: () => attachmentsKey(store.file),
    random,
  });
  return new AttachmentKeeper({
    ...{ blobs, file: () => store.file, feed: store.feed },
    ...{ diskTime: () => diskTime, log: silentLogger },
  });
}

test('[S2.5] a file is attached in pieces, stands in the journal and on the ticket, and is read as it was', async () => {
  const bytes = pngOf(700_000);
  const sha256 = await attach(under.client, { ticketId, name: 'tela do erro.png', bytes });
  expect(sha256).toBe(hashOf(bytes));
  expect(await filesOf(under.client, ticketId)).toMatchObject([
    {
      ...{ sha256, name: 'tela do erro.png', type: 'image/png', size: 700_000, visibility: 'private' },
      ...{ by: { name: 'Ana Lima' }, state: { at: 'here' }, thumbnail: false },
    },
  ]);
  const view = await now(under.client.tickets.watch({ ticketId }));
  expect(view?.ticket.attachments).toHaveLength(1);
  expect(view?.entries.at(-1)?.kind).toBe('attached');
  expect(await readFile(under.client, { ticketId, sha256 })).toEqual(bytes);
  const found = await under.client.search.all({ text: 'tela do erro', limit: 5 });
  expect(found.tickets.map(({ id }) => id)).toEqual([ticketId]);
});

test('it outlives a restart and a change of the key of the data', async () => {
  const bytes = pngOf(200_000);
  const sha256 = await attach(under.client, { ticketId, name: 'tela.png', bytes });
  await under.restart();
  expect(await readFile(under.client, { ticketId, sha256 })).toEqual(bytes);
  await done(under.station.recovery.changeKey());
  expect(await readFile(under.client, { ticketId, sha256 })).toEqual(bytes);
});

test('[B1] the key of the files comes back with the black box when the database is lost', async () => {
  const bytes = pngOf(100_000);
  const sha256 = await attach(under.client, { ticketId, name: 'tela.png', bytes });
  await under.whileOff(() => writeFileSync(join(under.dataDir, 'station.db'), 'not a database any more'));
  expect(await readFile(under.client, { ticketId, sha256 })).toEqual(bytes);
  expect(await filesOf(under.client, ticketId)).toMatchObject([{ sha256, state: { at: 'here' } }]);
});

test('a piece or a finish that is repeated because its answer was lost does no harm', async () => {
  const bytes = pngOf(1_000);
  const { uploadId } = await done(under.client.attachments.begin({ ticketId, name: 'a.png', size: 1_000 }));
  const append = (from: number, until: number) =>
    under.client.attachments.append({
      ...{ uploadId, offset: from },
      piece: new Blob([new Uint8Array(bytes.subarray(from, until))]),
    });
  expect(await done(append(0, 600))).toEqual({ received: 600 });
  expect(await done(append(0, 600))).toEqual({ received: 600 });
  expect(await refused(append(700, 1_000))).toEqual(['attachment-changed']);
  const finish = () =>
    under.client.attachments.finish({ uploadId, visibility: 'private', dimensions: null, thumbnail: null });
  expect(await refused(finish())).toEqual(['attachment-changed']);
  expect(await done(append(600, 1_000))).toEqual({ received: 1_000 });
  const answers = await Promise.all([finish(), finish()]);
  expect(answers).toEqual([answers[0], { ok: true, value: { sha256: hashOf(bytes) } }]);
  expect(await filesOf(under.client, ticketId)).toHaveLength(1);
});

test('[S2.5] what is refused says why, and leaves nothing on the disk', async () => {
  const codes = (name: string, bytes: Uint8Array) => refused(offer(under.client, { ticketId, name, bytes }));
  const program = Buffer.from(`MZ\x90\0${'\0'.repeat(80)}`, 'latin1');
  expect(await codes('virus.exe', pngOf(10))).toEqual(['S2.5 attachment-type-blocked']);
  expect(await codes('foto.png', program)).toEqual(['S2.5 attachment-type-blocked']);
  expect(await codes('foto.pdf', pngOf(10))).toEqual(['S2.5 attachment-type-mismatch']);
  expect(await codes('nada.txt', Buffer.alloc(0))).toEqual(['S2.5 attachment-empty']);
  const tooLarge = { ticketId, name: 'grande.zip', size: 25 * 1024 * 1024 + 1 };
  expect(await refused(under.client.attachments.begin(tooLarge))).toEqual(['S2.5 attachment-too-large']);
  const unknown = { ticketId: '01939d3e-0000-7000-8000-000000000001', name: 'a.png', size: 9 };
  expect(await refused(under.client.attachments.begin(unknown))).toEqual(['ticket-unknown']);
  expect(onDisk()).toEqual([]);
});

test('cancelling leaves nothing; so does what was under way when the station stopped', async () => {
  const begin = async () =>
    (await done(under.client.attachments.begin({ ticketId, name: 'a.png', size: 100_000 }))).uploadId;
  const piece = new Blob([new Uint8Array(90_000)]);
  const first = await begin();
  await done(under.client.attachments.append({ uploadId: first, offset: 0, piece }));
  expect(onDisk()).toHaveLength(1);
  await done(under.client.attachments.cancel({ uploadId: first }));
  expect(onDisk()).toEqual([]);
  expect(await refused(under.client.attachments.append({ uploadId: first, offset: 90_000, piece }))).toEqual([
    'attachment-upload-unknown',
  ]);
  const second = await begin();
  await done(under.client.attachments.append({ uploadId: second, offset: 0, piece }));
  await under.restart();
  expect(onDisk()).toEqual([]);
});

test('a piece larger than agreed is refused', async () => {
  const { uploadId } = await done(under.client.attachments.begin({ ticketId, name: 'a.zip', size: 3 * PIECE_LIMIT }));
  const piece = new Blob([new Uint8Array(PIECE_LIMIT + 1)]);
  expect(await refused(under.client.attachments.append({ uploadId, offset: 0, piece }))).toEqual([
    'attachment-piece-too-large',
  ]);
});

test('the same file on two tickets lies on the disk once; a file is read only through a ticket that names it', async () => {
  const bytes = pngOf(1_000);
  const other = (await openCall(under.client)).ticketId;
  const third = (await openCall(under.client)).ticketId;
  const sha256 = await attach(under.client, { ticketId, name: 'a.png', bytes });
  await attach(under.client, { ticketId: other, name: 'b.png', bytes });
  expect(onDisk()).toHaveLength(1);
  expect(await refused(offer(under.client, { ticketId, name: 'c.png', bytes }))).toEqual(['attachment-twice']);
  expect(await readFile(under.client, { ticketId: other, sha256 })).toEqual(bytes);
  const foreign = { ticketId: third, sha256, offset: 0, length: 10 };
  expect(await refused(under.client.attachments.read(foreign))).toEqual(['attachment-unknown']);
});

test('nobody reads files without signing in', async () => {
  const sha256 = await attach(under.client, { ticketId, name: 'a.png', bytes: pngOf(10) });
  const stranger = under.window();
  const read = { ticketId, sha256, offset: 0, length: 10 };
  expect(await refused(stranger.attachments.read(read))).toEqual(['signed-out']);
  expect(await refused(stranger.attachments.begin({ ticketId, name: 'b.png', size: 9 }))).toEqual(['signed-out']);
  await expect(stranger.attachments.list({ ticketId })).rejects.toThrow();
});

test('a damaged file is told, never given; attaching it again makes it whole', async () => {
  const bytes = pngOf(300_000);
  const sha256 = await attach(under.client, { ticketId, name: 'a.png', bytes });
  const [path] = onDisk();
  writeFileSync(path!, 'something else');
  const list = follow((signal) => under.client.attachments.list({ ticketId }, { signal }));
  expect(await list.next()).toMatchObject([{ state: { at: 'here' } }]);
  const read = { ticketId, sha256, offset: 0, length: 10 };
  expect(await refused(under.client.attachments.read(read))).toEqual(['attachment-damaged']);
  expect(await list.next()).toMatchObject([{ state: { at: 'damaged' } }]);
  await attach(under.client, { ticketId, name: 'a.png', bytes });
  expect(await list.next()).toMatchObject([{ state: { at: 'here' } }]);
  list.stop();
  expect(await readFile(under.client, { ticketId, sha256 })).toEqual(bytes);
});

test('the small picture of a file is kept beside it', async () => {
  const bytes = pngOf(1_000);
  const { uploadId } = await done(under.client.attachments.begin({ ticketId, name: 'a.png', size: 1_000 }));
  await done(under.client.attachments.append({ uploadId, offset: 0, piece: new Blob([new Uint8Array(bytes)]) }));
  const small = pngOf(200);
  const dimensions = { width: 1280, height: 720 };
  const thumbnail = new Blob([new Uint8Array(small)]);
  const { sha256 } = await done(
    under.client.attachments.finish({ uploadId, visibility: 'public', dimensions, thumbnail }),
  );
  expect(await filesOf(under.client, ticketId)).toMatchObject([
    { ...dimensions, thumbnail: true, visibility: 'public' },
  ]);
  const { picture } = await done(under.client.attachments.thumbnail({ ticketId, sha256 }));
  expect(Buffer.from(await picture!.arrayBuffer())).toEqual(small);
  const script = new Blob(['<svg onload="alert(1)">']);
  await done(under.client.attachments.keepThumbnail({ ticketId, sha256, thumbnail: script }));
  const after = await done(under.client.attachments.thumbnail({ ticketId, sha256 }));
  expect(Buffer.from(await after.picture!.arrayBuffer())).toEqual(small);
});

test('files of a ticket that left the station go, once the centre has them; shared ones stay', async () => {
  const { file } = under.station.core.store;
  const other = (await openCall(under.client)).ticketId;
  const [alone, shared] = [pngOf(1_000), pngOf(2_000)];
  await attach(under.client, { ticketId, name: 'a.png', bytes: alone });
  await attach(under.client, { ticketId, name: 'b.png', bytes: shared });
  await attach(under.client, { ticketId: other, name: 'b.png', bytes: shared });
  const keeper = keeperAt();
  writeSetting(file, 'enrolment', {} as never);
  file.transaction(() => forgetHead(file, ticketId));
  await keeper.removeLeft();
  expect(onDisk()).toHaveLength(2);
  file.prepare("UPDATE attachment_copy SET centre = 'stored'").run();
  await keeper.removeLeft();
  expect(onDisk()).toHaveLength(1);
  expect(await readFile(under.client, { ticketId: other, sha256: hashOf(shared) })).toEqual(shared);
  await keeper.stop();
});

test('files that no entry names wait as long as a backup could bring their entries back; lost ones are told', async () => {
  const { file } = under.station.core.store;
  const kept = await attach(under.client, { ticketId, name: 'a.png', bytes: pngOf(1_000) });
  await attach(under.client, { ticketId, name: 'b.png', bytes: pngOf(2_000) });
  file.prepare('DELETE FROM ticket_attachment WHERE sha256 <> ?').run(kept);
  const soon = keeperAt(Date.now() + 50 * 86_400_000);
  await soon.reconcile();
  expect(onDisk()).toHaveLength(2);
  const late = keeperAt(Date.now() + 61 * 86_400_000);
  await late.reconcile();
  expect(onDisk()).toHaveLength(1);
  await under.whileOff(() => {
    for (const path of onDisk()) writeFileSync(path, '');
  });
  expect(await refused(under.client.attachments.read({ ticketId, sha256: kept, offset: 0, length: 1 }))).toEqual([
    'attachment-damaged',
  ]);
  await Promise.all([soon.stop(), late.stop()]);
});
