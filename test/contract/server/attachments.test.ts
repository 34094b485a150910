import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDiskBlobStore } from '#server/attachments/disk-blob-store.ts';
import { openS3BlobStore } from '#server/attachments/s3-blob-store.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import { attachmentPath, PIECE_TYPE } from '#shared/sync/attachments.ts';
import { hashOf, pngOf } from '#test/support/attachments.ts';
import {
  addTestStation,
  addTestUnit,
  openTestCentre,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

const QUOTA = 3_000_000;
const AWAY = { bucket: 'prumo', region: 'us-east-1', accessKeyId: 'A', secretAccessKey: 'B' };
let postgres: TestPostgres;
let at: TestCentre;
let dir: string;
let now = Date.parse('2026-11-21T12:00:00Z');
let unit: { unitId: string; staffId: string };
let station: TestStation;
let author: TestAuthor;

beforeAll(async () => {
  postgres = await startTestPostgres();
  dir = mkdtempSync(join(tmpdir(), 'prumo-attachments-'));
  const store = await openDiskBlobStore(dir);
  const url = await postgres.freshDatabase();
  at = await openTestCentre(url, { clock: () => now, store, unnamedBytesOfStation: QUOTA });
  unit = await addTestUnit(at.centre, 'Matriz');
});
afterAll(async () => {
  await at.close();
  await postgres.stop();
  rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  station = await addTestStation(at.centre, { unitId: unit.unitId, staffIds: [unit.staffId] });
  author = new TestAuthor(station.stationNumber, { id: unit.staffId }, () => now);
});

interface Ask {
  as?: TestStation;
  token?: string;
  headers?: Record<string, string>;
  body?: Uint8Array;
}

async function ask(method: string, sha256: string, { as = station, token, headers = {}, body }: Ask = {}) {
  const answer = await fetch(at.origin + attachmentPath(sha256), {
    method,
    headers: { authorization: `Bearer ${token ?? (await as.token())}`, ...headers },
    ...(body ? { body: new Uint8Array(body) } : {}),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const json = method !== 'HEAD' && answer.headers.get('content-type')?.startsWith('application/json');
  const code = json ? (JSON.parse(bytes.toString()) as { refusals: { code: string }[] }).refusals[0]?.code : undefined;
  const offset = answer.headers.get('upload-offset');
  return { status: answer.status, code, bytes, offset, complete: answer.headers.get('upload-complete'), answer };
}

const piece = (offset: number, total: number) => ({
  ...{ 'content-type': PIECE_TYPE, 'upload-offset': String(offset), 'upload-length': String(total) },
});
const send = (bytes: Uint8Array, as = station) =>
  ask('PATCH', hashOf(bytes), { as, headers: piece(0, bytes.length), body: bytes });

async function push(rows: unknown[], as = station): Promise<string[]> {
  const reply = await at.centre.push(await as.access(), { epoch: as.epoch, rows });
  if (!reply.ok) throw new Error(reply.refusals[0]!.code);
  return reply.value.results.map((result) =>
    result.outcome === 'refused' ? result.refusals.map(({ code }) => code).join() : result.outcome,
  );
}

const attached = (ticketId: string, bytes: Uint8Array, name = 'tela.png', by = author) =>
  by.write([
    draft(ticketId, 'attached', {
      data: { sha256: hashOf(bytes), name, type: 'image/png', size: bytes.length },
    }),
  ]);

async function ticketWith(bytes: Uint8Array): Promise<string> {
  const opening = author.open();
  const { ticketId } = opening[0]!;
  expect(await push(entryRows([...opening, ...attached(ticketId, bytes)]))).toEqual(['accepted', 'accepted']);
  return ticketId;
}

test('a file is sent in parts, stands at the centre once whole, and is read by range by whoever holds its ticket', async () => {
  const bytes = pngOf(300_000);
  const sha256 = hashOf(bytes);
  expect(await ask('HEAD', sha256)).toMatchObject({ status: 200, offset: '0', complete: '?0' });
  const first = await ask('PATCH', sha256, { headers: piece(0, 300_000), body: bytes.subarray(0, 100_000) });
  expect(first).toMatchObject({ status: 204, offset: '100000', complete: '?0' });
  for (const offset of [0, 99_999, 100_001]) {
    const wrong = await ask('PATCH', sha256, { headers: piece(offset, 300_000), body: bytes.subarray(offset) });
    expect(wrong).toMatchObject({ status: 409, code: 'attachment-offset', offset: '100000' });
  }
  await ticketWith(bytes);
  expect(await ask('GET', sha256)).toMatchObject({ status: 404, code: 'attachment-absent' });
  const last = await ask('PATCH', sha256, { headers: piece(100_000, 300_000), body: bytes.subarray(100_000) });
  expect(last).toMatchObject({ status: 204, offset: '300000', complete: '?1' });
  expect(await ask('HEAD', sha256)).toMatchObject({ offset: '300000', complete: '?1' });

  const colleague = await addTestStation(at.centre, { unitId: unit.unitId });
  const whole = await ask('GET', sha256, { as: colleague });
  expect(whole.status).toBe(200);
  expect(whole.bytes.equals(bytes)).toBe(true);
  expect(whole.answer.headers.get('content-disposition')).toBe('attachment');
  expect(whole.answer.headers.get('content-type')).toBe('application/octet-stream');
  const ranges: [string, number, Uint8Array][] = [
    ['bytes=10-19', 206, bytes.subarray(10, 20)],
    ['bytes=299990-', 206, bytes.subarray(299_990)],
    ['bytes=-5', 206, bytes.subarray(299_995)],
    ['bytes=300000-', 416, Buffer.alloc(0)],
    ['bytes=0-1,5-6', 200, bytes],
  ];
  for (const [range, status, expected] of ranges) {
    const part = await ask('GET', sha256, { as: colleague, headers: { range } });
    expect(part.status, range).toBe(status);
    expect(part.bytes.equals(expected), range).toBe(true);
  }
});

test('the file may come before its entry, and a repeated last piece finds it whole', async () => {
  const bytes = pngOf(1_000);
  expect(await send(bytes)).toMatchObject({ status: 204, complete: '?1' });
  expect(await send(bytes)).toMatchObject({ status: 204, complete: '?1', offset: '1000' });
  await ticketWith(bytes);
  expect((await ask('GET', hashOf(bytes))).bytes.equals(bytes)).toBe(true);
});

test('[scope] nobody reads what no ticket of theirs names, and knowing a hash is not having the file', async () => {
  const bytes = pngOf(2_000);
  const sha256 = hashOf(bytes);
  await send(bytes);
  await ticketWith(bytes);
  const elsewhere = await addTestUnit(at.centre, 'Filial');
  const other = await addTestStation(at.centre, { unitId: elsewhere.unitId, staffIds: [elsewhere.staffId] });
  expect(await ask('GET', sha256, { as: other })).toMatchObject({ status: 404, code: 'attachment-absent' });
  expect(await ask('HEAD', sha256, { as: other })).toMatchObject({ offset: '0', complete: '?0' });
  // Names the hash in a ticket of its own, without the bytes.
  const forger = new TestAuthor(other.stationNumber, { id: elsewhere.staffId }, () => now);
  const opening = forger.open();
  const rows = entryRows([...opening, ...attached(opening[0]!.ticketId, bytes, 'tela.png', forger)]);
  expect(await push(rows, other)).toEqual(['accepted', 'accepted']);
  expect(await ask('GET', sha256, { as: other })).toMatchObject({ status: 404, code: 'attachment-absent' });
  // With the bytes it is theirs.
  expect(await send(bytes, other)).toMatchObject({ status: 204, complete: '?1' });
  expect((await ask('GET', sha256, { as: other })).bytes.equals(bytes)).toBe(true);
});

test('[scope] a ticket that moves away takes its files along', async () => {
  const bytes = pngOf(2_500);
  await send(bytes);
  const ticketId = await ticketWith(bytes);
  const elsewhere = await addTestUnit(at.centre, 'Filial Sul');
  const other = await addTestStation(at.centre, { unitId: elsewhere.unitId, staffIds: [] });
  const move = author.write([
    draft(ticketId, 'unit-moved', {
      data: { unitId: elsewhere.unitId, unitName: 'Filial Sul', reason: 'Atende lá' },
      patch: { unit: elsewhere.unitId },
    }),
    draft(ticketId, 'forwarded', {
      data: { boardId: 'n1-filiais', boardLabel: 'N1 - Filiais', reason: 'Atende lá' },
      patch: { board: 'n1-filiais', assignee: null, status: 'open' },
    }),
  ]);
  await push(entryRows(move));
  expect((await ask('GET', hashOf(bytes), { as: other })).status).toBe(200);
  const scopes = await at.db.query('SELECT scope FROM ticket_scope WHERE ticket_id = $1', [ticketId]);
  const mine = scopes.rows.some(({ scope }) => scope === `a:${unit.staffId}`);
  expect((await ask('GET', hashOf(bytes))).status).toBe(mine ? 200 : 404);
});

test('[security] tokens that are missing, foreign or revoked open nothing', async () => {
  const bytes = pngOf(10);
  for (const method of ['HEAD', 'GET', 'PATCH']) {
    const headers = method === 'PATCH' ? piece(0, 10) : {};
    const body = method === 'PATCH' ? { body: bytes } : {};
    expect((await ask(method, hashOf(bytes), { token: 'x.y.z', headers, ...body })).status).toBe(401);
    expect((await ask(method, 'not-a-hash', { headers, ...body })).status).toBe(400);
  }
});

test('what is sent wrongly is refused without a word of the 5xx kind, and nothing of it stays', async () => {
  const bytes = pngOf(1_000);
  const sha256 = hashOf(bytes);
  const patch = (headers: Record<string, string>, body: Uint8Array = bytes) => ask('PATCH', sha256, { headers, body });
  const { 'upload-offset': _, ...withoutOffset } = piece(0, 1_000);
  const wrongs: [string, Record<string, string>, number][] = [
    ['no offset', withoutOffset, 400],
    ['a negative one', { ...piece(0, 1_000), 'upload-offset': '-1' }, 400],
    ['one beyond the end', piece(1_001, 1_000), 400],
    ['more than announced', piece(0, 999), 400],
    ['nothing at all', piece(0, 0), 400],
    ['not a number', { ...piece(0, 1_000), 'upload-length': '1e3' }, 400],
    ['another type', { ...piece(0, 1_000), 'content-type': 'application/json' }, 415],
    ['too large', piece(0, 26 * 1024 * 1024), 413],
  ];
  for (const [name, headers, status] of wrongs) expect((await patch(headers)).status, name).toBe(status);
  const other = await ask('PATCH', hashOf(pngOf(5)), { headers: piece(0, 1_000), body: bytes });
  expect(other).toMatchObject({ status: 422, code: 'attachment-hash-differs' });
  const program = Buffer.from(`MZ\x90\0${'\0'.repeat(80)}`, 'latin1');
  expect(await send(program)).toMatchObject({ status: 415, code: 'attachment-type-blocked' });
  expect(readdirSync(join(dir, 'incoming'))).toEqual([]);
  const left = await at.db.query('SELECT FROM attachment_upload WHERE station_id = $1', [station.stationId]);
  expect(left.rowCount).toBe(0);
});

test('what no ticket names counts against the station, until one does', async () => {
  const bytes = pngOf(2_000_000);
  expect(await send(bytes)).toMatchObject({ status: 204 });
  const more = pngOf(1_500_000);
  expect(await send(more)).toMatchObject({ status: 429, code: 'attachment-quota' });
  await ticketWith(bytes);
  expect(await send(more)).toMatchObject({ status: 204, complete: '?1' });
});

test('a body that breaks off leaves what came, and a second one at the same time is told to wait', async () => {
  const bytes = pngOf(400_000);
  const sha256 = hashOf(bytes);
  const token = await station.token();
  const cut = await new Promise<string>((done) => {
    const sending = request(at.origin + attachmentPath(sha256), {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, ...piece(0, 400_000), 'content-length': '400000' },
    });
    sending.on('error', () => done('cut'));
    sending.write(bytes.subarray(0, 200_000), () => {
      const busy = async () => {
        for (;;) {
          const second = await ask('PATCH', sha256, { headers: piece(0, 400_000), body: bytes });
          // Until the first one is at work, the second may be first.
          if (second.status === 423) break;
          expect(second.status).toBe(409);
          break;
        }
        sending.destroy();
      };
      setTimeout(() => void busy(), 100);
    });
  });
  expect(cut).toBe('cut');
  await expect.poll(async () => (await ask('HEAD', sha256)).offset).not.toBe('0');
  for (;;) {
    const { offset, complete } = await ask('HEAD', sha256);
    if (complete === '?1') break;
    const from = Number(offset);
    await ask('PATCH', sha256, { headers: piece(from, 400_000), body: bytes.subarray(from) });
  }
  await ticketWith(bytes);
  expect((await ask('GET', sha256)).bytes.equals(bytes)).toBe(true);
});

test('what is never finished and what no ticket names goes in the end; what one names stays', async () => {
  const [named, unnamed, unfinished] = [pngOf(100), pngOf(200), pngOf(300)];
  await send(named);
  await ticketWith(named);
  await send(unnamed);
  await ask('PATCH', hashOf(unfinished), { headers: piece(0, 300), body: unfinished.subarray(0, 100) });
  await at.attachments!.sweep();
  expect((await ask('HEAD', hashOf(unnamed))).complete).toBe('?1');
  now += 15 * 86_400_000;
  await at.attachments!.sweep();
  expect(await ask('HEAD', hashOf(unnamed))).toMatchObject({ offset: '0', complete: '?0' });
  expect(await ask('HEAD', hashOf(unfinished))).toMatchObject({ offset: '0', complete: '?0' });
  expect((await ask('GET', hashOf(named))).bytes.equals(named)).toBe(true);
});

test('what the disk lost is taken in anew', async () => {
  const bytes = pngOf(1_234);
  await send(bytes);
  await ticketWith(bytes);
  await at.attachments!.store.remove(hashOf(bytes));
  expect((await ask('GET', hashOf(bytes))).status).toBe(404);
  expect(await ask('HEAD', hashOf(bytes))).toMatchObject({ offset: '0', complete: '?0' });
  expect(await send(bytes)).toMatchObject({ status: 204, complete: '?1' });
  expect((await ask('GET', hashOf(bytes))).bytes.equals(bytes)).toBe(true);
});

test('[S2.5] the centre refuses entries that no station would write', async () => {
  const opening = author.open();
  const { ticketId } = opening[0]!;
  await push(entryRows(opening));
  const wrong = (data: object) =>
    push(
      entryRows(
        author.write([
          draft(ticketId, 'attached', {
            data: { sha256: 'ab'.repeat(32), name: 'a.png', type: 'image/png', size: 9, ...data },
          }),
        ]),
      ),
    );
  expect(await wrong({ name: '../a.png' })).toEqual(['attachment-malformed']);
  expect(await wrong({ type: 'text/html' })).toEqual(['attachment-malformed']);
  expect(await wrong({ name: 'a.exe', type: 'application/octet-stream' })).toEqual(['attachment-type-blocked']);
  expect(await wrong({ size: 2 ** 40 })).toEqual(['attachment-too-large']);
  expect(await wrong({ sha256: 'zz' })).toEqual(['entry-invalid']);
});

test('any pieces in any order of tries end in the same file', async () => {
  const bytes = randomBytes(150_000);
  const sha256 = hashOf(bytes);
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  for (let turn = 0; turn < 200; turn++) {
    const from = next(3) === 0 ? next(150_000) : Number((await ask('HEAD', sha256)).offset);
    const until = Math.min(150_000, from + 1 + next(30_000));
    const { complete, status } = await ask('PATCH', sha256, {
      headers: piece(from, 150_000),
      body: bytes.subarray(from, until),
    });
    expect([204, 409]).toContain(status);
    if (complete === '?1') break;
  }
  expect((await ask('HEAD', sha256)).complete).toBe('?1');
});

test('while the storage of files does not answer, requests for them are put off and others are served', async () => {
  const store = openS3BlobStore({ ...AWAY, endpoint: 'http://127.0.0.1:9', timeOutMs: 2_000 });
  const centre = await openTestCentre(await postgres.freshDatabase(), { store });
  const one = await addTestStation(centre.centre, {
    unitId: (await addTestUnit(centre.centre, 'Matriz')).unitId,
    staffIds: [],
  });
  const headers = { authorization: `Bearer ${await one.token()}` };
  const bytes = pngOf(2_000);
  const answer = await fetch(centre.origin + attachmentPath(hashOf(bytes)), {
    method: 'PATCH',
    headers: { ...headers, ...piece(0, bytes.length) },
    body: new Uint8Array(bytes),
  });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
  expect(((await answer.json()) as { refusals: { code: string }[] }).refusals[0]?.code).toBe('storage-away');
  const other = await fetch(`${centre.origin}/v1/digest`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(other.status).toBeLessThan(500);
  await centre.close();
});
