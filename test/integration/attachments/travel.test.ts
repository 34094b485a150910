import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDiskBlobStore } from '#server/attachments/disk-blob-store.ts';
import { announceFeed } from '#server/centre/announce.ts';
import { beginEpoch } from '#server/centre/restored.ts';
import { revoke } from '#server/centre/scopes.ts';
import { hashOf, pngFrom } from '#test/support/attachments.ts';
import { addTestUnit, openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { type CuttingProxy, openCuttingProxy } from '#test/support/cutting-proxy.ts';
import { until } from '#test/support/sync/enrolled-station.ts';
import { StationChild } from '#test/support/sync/station-child.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

const MIB = 1024 * 1024;
const PATCH = 'PATCH /v1/attachments';
let postgres: TestPostgres;
let centre: TestCentre;
let dir: string;
let unit: { unitId: string; staffId: string };
let proxy: CuttingProxy;
let a: StationChild;
let b: StationChild;

beforeAll(async () => {
  postgres = await startTestPostgres();
  dir = mkdtempSync(join(tmpdir(), 'prumo-centre-files-'));
  centre = await openTestCentre(await postgres.freshDatabase(), { store: await openDiskBlobStore(dir) });
  unit = await addTestUnit(centre.centre, 'Matriz');
});
afterAll(async () => {
  await centre.close();
  await postgres.stop();
  rmSync(dir, { recursive: true });
});
beforeEach(async () => {
  proxy = await openCuttingProxy(centre.origin);
  a = await new StationChild().start();
  await a.enrol({ ...centre, origin: proxy.origin }, unit);
});
afterEach(async () => {
  await a.dispose();
  await b?.dispose();
  await proxy.close();
});

async function colleague(): Promise<StationChild> {
  b = await new StationChild().start();
  await b.enrol(centre, unit);
  return b;
}

async function openTicket(): Promise<string> {
  return (await a.do<{ ticketId: string }>('attendance', 'open', { looseCallId: null })).ticketId;
}

const states = async (station: StationChild, ticketId: string) =>
  (await station.files(ticketId)).map(({ state }) => state);
const isAtCentre = (ticketId: string) => async () => (await states(a, ticketId)).every(({ at }) => at === 'centre');
const saw = (ticketId: string) => async () => JSON.stringify(await states(a, ticketId));
const stored = async (sha256: string) =>
  (await a.sql<{ centre: string }>(`SELECT centre FROM attachment_copy WHERE sha256 = '${sha256}'`))[0]?.centre;

async function fetched(station: StationChild, ticketId: string, sha256: string): Promise<Uint8Array> {
  await station.do('attachments', 'fetch', { ticketId, sha256 });
  await until(async () => {
    const found = (await station.files(ticketId)).find((one) => one.sha256 === sha256);
    return found?.state.at === 'centre' && found.state.here;
  });
  return station.file(ticketId, sha256);
}

test('a file goes to the centre beside its entry, and a colleague brings it there when it is wanted', async () => {
  const ticketId = await openTicket();
  const sha256 = await a.attach(ticketId, { seed: 'um', size: 300_000 });
  await until(isAtCentre(ticketId), saw(ticketId));
  await until(async () => (await stored(sha256)) === 'stored');
  await colleague();
  await until(async () => (await b.files(ticketId)).length === 1);
  expect(await states(b, ticketId)).toEqual([{ at: 'centre', here: false }]);
  expect(hashOf(await fetched(b, ticketId, sha256))).toBe(sha256);
});

test('neither waits for the other: the entry goes while the file cannot, and the file while the entry cannot', async () => {
  await colleague();
  proxy.block(PATCH);
  const first = await openTicket();
  const late = await a.attach(first, { seed: 'dois', size: 100_000 });
  // What is left is the file.
  await until(async () => (await a.view()).unsent === 1);
  await until(async () => (await b.files(first)).length === 1);
  await b.do('attachments', 'fetch', { ticketId: first, sha256: late });
  await until(async () => (await states(b, first))[0]?.at === 'absent');
  expect((await states(a, first))[0]?.at).not.toBe('centre');
  proxy.block('POST /v1/push');
  const second = await openTicket();
  const early = await a.attach(second, { seed: 'tres', size: 100_000 });
  await until(async () => (await stored(early)) === 'sent');
  expect((await a.view()).unsent).toBeGreaterThan(0);
  proxy.block(null);
  await until(async () => (await stored(early)) === 'stored' && (await stored(late)) === 'stored', saw(first));
  expect(hashOf(await fetched(b, first, late))).toBe(late);
  await until(async () => (await b.files(second)).length === 1);
  expect(hashOf(await fetched(b, second, early))).toBe(early);
});

test('cut off at any byte and with lost replies, it goes on from where the centre is', async () => {
  const ticketId = await openTicket();
  const size = 20 * MIB;
  proxy.cutRequests(PATCH, 3 * MIB, 2);
  proxy.loseReplies(PATCH, 2);
  proxy.cutRequests('HEAD', 10, 2);
  const before = centre.attachments!.counts.bytesIn;
  const sha256 = await a.attach(ticketId, { seed: 'quatro', size });
  await until(isAtCentre(ticketId), saw(ticketId), 60_000);
  const sent = centre.attachments!.counts.bytesIn - before;
  expect(sent).toBeLessThan(size + 2 * MIB);
  expect(await centre.attachments!.store.size(sha256)).toBe(size);
});

test('[B1] SIGKILL in the middle of sending, again and again: it is sent once, and whole', async () => {
  const ticketId = await openTicket();
  const size = 20 * MIB;
  proxy.slow(PATCH, 12 * MIB);
  const before = centre.attachments!.counts.bytesIn;
  const sha256 = await a.attach(ticketId, { seed: 'cinco', size });
  for (let round = 1; round <= 3; round++) {
    const least = before + round * 4 * MIB;
    await until(() => centre.attachments!.counts.bytesIn > least);
    await a.kill();
    await a.start();
    await a.enter(unit.staffId);
  }
  proxy.slow(PATCH, null);
  await until(isAtCentre(ticketId), saw(ticketId), 60_000);
  expect(centre.attachments!.counts.bytesIn - before).toBeLessThan(size + 3 * MIB);
  expect(await centre.attachments!.store.size(sha256)).toBe(size);
  expect(hashOf(await a.file(ticketId, sha256))).toBe(hashOf(pngFrom('cinco', size)));
});

test('SIGKILL in the middle of fetching: it goes on from there', async () => {
  const ticketId = await openTicket();
  const size = 20 * MIB;
  const sha256 = await a.attach(ticketId, { seed: 'seis', size });
  await until(isAtCentre(ticketId), saw(ticketId), 60_000);
  await colleague();
  await until(async () => (await b.files(ticketId)).length === 1);
  const before = centre.attachments!.counts.bytesOut;
  await b.do('attachments', 'fetch', { ticketId, sha256 });
  await until(() => centre.attachments!.counts.bytesOut > before + 2 * MIB);
  await b.kill();
  await b.start();
  await b.enter(unit.staffId);
  await until(async () => {
    const [state] = await states(b, ticketId);
    return state?.at === 'centre' && state.here;
  });
  expect(hashOf(await b.file(ticketId, sha256))).toBe(sha256);
});

test('a centre that was restored without its files gets them back from the stations', async () => {
  const ticketId = await openTicket();
  const sha256 = await a.attach(ticketId, { seed: 'oito', size: 50_000 });
  await until(async () => (await stored(sha256)) === 'stored');
  await centre.db.query('DELETE FROM attachment WHERE sha256 = $1', [sha256]);
  await centre.db.query('DELETE FROM attachment_reference WHERE sha256 = $1', [sha256]);
  await centre.attachments!.store.remove(sha256);
  await beginEpoch(centre.db, Date.now());
  await until(async () => (await centre.attachments!.store.size(sha256)) === 50_000);
});

test('when the station may not see the ticket any more, its files go', async () => {
  const ticketId = await openTicket();
  await a.attach(ticketId, { seed: 'nove', size: 50_000 });
  await until(isAtCentre(ticketId), saw(ticketId));
  await a.settled();
  const files = () =>
    readdirSync(join(a.dataDir, 'attachments'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files()).toHaveLength(1);
  const scopes = [`u:${unit.unitId}`, `a:${unit.staffId}`];
  await centre.db.transaction(async (tx) => {
    await tx.query('SELECT FROM ticket WHERE id = $1 FOR UPDATE', [ticketId]);
    await revoke(
      tx,
      scopes.map((scope) => ({ ticketId, scope })),
    );
    await announceFeed(tx, new Set(scopes));
  });
  await until(() => files().length === 0);
  expect(await a.files(ticketId)).toEqual([]);
});
