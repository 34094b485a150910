import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCentre } from '#server/centre/centre.ts';
import { beginEpoch } from '#server/centre/restored.ts';
import { openDatabase } from '#server/postgres/database.ts';
import type { FeedRow, PullReply, PushReply, ScopeKey } from '#shared/sync/messages.ts';
import {
  addTestStation,
  addTestUnit,
  openTestCentre,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

interface House {
  at: TestCentre;
  unitId: string;
  staffId: string;
  station: TestStation;
}

async function house(): Promise<House> {
  const at = await openTestCentre(await postgres.freshDatabase());
  const unit = await addTestUnit(at.centre, 'Matriz');
  return { at, ...unit, station: await addTestStation(at.centre, { unitId: unit.unitId, staffIds: [unit.staffId] }) };
}

async function pushed({ at, station }: House, rows: unknown[]): Promise<PushReply['results']> {
  const reply = await at.centre.push(await station.access(), { epoch: station.epoch, rows });
  if (!reply.ok) throw new Error(reply.refusals[0]!.code);
  return reply.value.results;
}

async function page(
  { at, station }: House,
  scope: string,
  { cursor, limit = 500 }: { cursor: string | null; limit?: number },
): Promise<PullReply> {
  const reply = await at.centre.pull(await station.access(), {
    epoch: station.epoch,
    scope: scope as ScopeKey,
    cursor,
    limit,
  });
  if (!reply.ok) throw new Error(reply.refusals[0]!.code);
  return JSON.parse(reply.value.json) as PullReply;
}

async function walk(
  house: House,
  scope: string,
  limit = 500,
): Promise<{ rows: FeedRow[]; cursor: string; pages: number[] }> {
  const rows: FeedRow[] = [];
  const pages: number[] = [];
  let cursor: string | null = null;
  for (;;) {
    const next: PullReply = await page(house, scope, { cursor, limit });
    rows.push(...next.rows);
    pages.push(next.rows.length);
    cursor = next.cursor;
    if (!next.more) return { rows, cursor, pages };
  }
}

const entryIds = (rows: readonly FeedRow[]) => rows.flatMap((row) => (row.kind === 'entry' ? [row.entry.id] : []));

describe('feeds', () => {
  it('[trap 3] loses no row to transactions that commit out of order, under 16 writers', async () => {
    const house1 = await house();
    const { at, staffId, unitId } = house1;
    const scope = `u:${unitId}`;
    const stations = await Promise.all(
      Array.from({ length: 16 }, () => addTestStation(at.centre, { unitId, staffIds: [staffId] })),
    );
    let writing = true;
    const written: string[] = [];
    const naive: { seen: Set<string>; after: bigint } = { seen: new Set(), after: 0n };
    const readers = [
      (async () => {
        const seen: string[] = [];
        let cursor: string | null = null;
        for (;;) {
          const last = !writing;
          const next: PullReply = await page(house1, scope, { cursor, limit: 50 });
          seen.push(...entryIds(next.rows));
          cursor = next.cursor;
          if (last && !next.more) return seen;
        }
      })(),
      (async () => {
        // What a cursor over the sequence alone would see: the trap itself.
        for (;;) {
          const last = !writing;
          const { rows } = await at.db.query<{ seq: string; entry_id: string }>(
            `SELECT seq::text, entry_id FROM feed WHERE scope = $1 AND seq > $2 AND kind = 'e' ORDER BY feed.seq LIMIT 50`,
            [scope, naive.after.toString()],
          );
          for (const row of rows) naive.seen.add(row.entry_id);
          if (rows.length > 0) naive.after = BigInt(rows.at(-1)!.seq);
          if (last && rows.length === 0) return [];
        }
      })(),
    ] as const;
    await Promise.all(
      stations.map(async (station, index) => {
        const author = new TestAuthor(station.stationNumber, { id: staffId });
        for (let round = 0; round < 12; round++) {
          const entries = Array.from({ length: 1 + ((index * 7 + round) % 9) }, () => author.open()).flat();
          // Some transactions stay open after they wrote: others overtake them.
          if (round % 3 === index % 3) await slowCommit(at, entries, { station, unitId });
          else await pushed({ ...house1, station }, entryRows(entries));
          written.push(...entries.map(({ id }) => id));
        }
      }),
    );
    writing = false;
    const [seen] = await Promise.all(readers);
    expect(written.length).toBeGreaterThan(900);
    expect(new Set(seen)).toEqual(new Set(written));
    expect(seen.length).toBe(written.length);
    // Had nobody been overtaken, the test would have shown nothing.
    expect(naive.seen.size).toBeLessThan(written.length);
    await at.close();
  });

  it('[trap 5] one row that cannot be taken never holds up the others', async () => {
    const house1 = await house();
    const author = new TestAuthor(house1.station.stationNumber, { id: house1.staffId });
    const opened = author.open();
    const ticketId = opened[0]!.ticketId;
    const bad = [
      { kind: 'entry', entry: { ...author.report(ticketId, 'texto'), data: { text: 'nulo \0 colado' } } },
      { kind: 'entry', entry: { ...author.report(ticketId, 'texto'), data: { text: '\ud800' } } },
      { kind: 'entry', entry: null },
      { kind: 'entry', entry: { id: 7 } },
      { kind: 'unknown' },
      'x',
      { kind: 'document', collection: 'customers', id: 'c', version: 0, base: null, document: { id: 'c' } },
      { kind: 'document', collection: 'packs', id: 'p', version: 0, base: null, document: { id: 'p' } },
    ];
    const good = Array.from({ length: 29 }, (_, index) => author.report(ticketId, `Relato ${index}`));
    const rows = [...entryRows(opened), ...bad, ...entryRows(good)];
    const results = await pushed(house1, rows);
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      ...bad.map(() => 'refused'),
      ...good.map(() => 'accepted'),
    ]);
    expect(entryIds((await walk(house1, `u:${house1.unitId}`)).rows)).toHaveLength(30);
    await house1.at.close();
  });

  it('[trap 6] fills a page of one scope while most rows belong to others', async () => {
    const house1 = await house();
    const { at } = house1;
    const other = await addTestUnit(at.centre, 'Filial');
    const there = await addTestStation(at.centre, { unitId: other.unitId, staffIds: [other.staffId] });
    const [here, away] = [
      new TestAuthor(house1.station.stationNumber, { id: house1.staffId }),
      new TestAuthor(there.stationNumber, { id: other.staffId }),
    ];
    const start = (await walk(house1, `u:${house1.unitId}`)).cursor;
    for (let round = 0; round < 20; round++) {
      await pushed(house1, entryRows(here.open()));
      await pushed({ ...house1, station: there }, entryRows(Array.from({ length: 30 }, () => away.open()).flat()));
    }
    const next = await page(house1, `u:${house1.unitId}`, { cursor: start, limit: 10 });
    expect(next.rows).toHaveLength(10);
    expect(next.more).toBe(true);
    const rest = await page(house1, `u:${house1.unitId}`, { cursor: next.cursor, limit: 500 });
    expect(rest.rows).toHaveLength(10);
    expect(rest.more).toBe(false);
    await at.close();
  });

  it('gives a new station everything once, open tickets first, whatever changes meanwhile', async () => {
    const house1 = await house();
    const scope = `u:${house1.unitId}`;
    const author = new TestAuthor(house1.station.stationNumber, { id: house1.staffId });
    const tickets: string[] = [];
    for (let index = 0; index < 30; index++) {
      const opened = author.open();
      tickets.push(opened[0]!.ticketId);
      await pushed(
        house1,
        entryRows([...opened, author.report(opened[0]!.ticketId, 'a'), author.report(opened[0]!.ticketId, 'b')]),
      );
    }
    await house1.at.db.query('UPDATE ticket SET open = false WHERE id = ANY($1)', [tickets.slice(10)]);
    await house1.at.db.query('UPDATE ticket_scope SET open = false WHERE ticket_id = ANY($1)', [tickets.slice(10)]);
    const first = await page(house1, scope, { cursor: null, limit: 9 });
    expect(first.progress).toEqual({ done: 9, total: 90 });
    const late = author.report(tickets[3]!, 'chegou durante');
    await pushed(house1, entryRows([late]));
    const opened = author.open();
    await pushed(house1, entryRows(opened));
    const rows = [...first.rows];
    for (let cursor: string | null = first.cursor; cursor; ) {
      const next: PullReply = await page(house1, scope, { cursor, limit: 9 });
      rows.push(...next.rows);
      cursor = next.more ? next.cursor : null;
    }
    const openOnes = rows.slice(0, 30).flatMap((row) => (row.kind === 'entry' ? [row.entry.ticketId] : []));
    expect(new Set(openOnes)).toEqual(new Set(tickets.slice(0, 10)));
    expect(new Set(entryIds(rows))).toEqual(new Set([...(await allEntries(house1)), late.id, opened[0]!.id]));
    await house1.at.close();
  });

  it('makes stations of another epoch begin anew, and takes back what the backup did not have', async () => {
    const house1 = await house();
    const { at, station, staffId } = house1;
    const author = new TestAuthor(station.stationNumber, { id: staffId });
    const opened = author.open();
    await pushed(house1, entryRows(opened));
    const lost = author.report(opened[0]!.ticketId, 'escrito depois da cópia');
    // Another station had pulled it before the restore, and offers it now.
    const other = await addTestStation(at.centre, { unitId: house1.unitId, staffIds: [staffId] });
    const { epoch } = await beginEpoch(at.db, Date.now());
    const old = await at.centre.pull(await station.access(), {
      epoch: station.epoch,
      scope: 'o',
      cursor: 'p.1.1',
      limit: 10,
    });
    expect(old).toMatchObject({ ok: false, status: 409, epoch, refusals: [{ code: 'epoch-changed' }] });
    const offered = await at.centre.push(await other.access(), { epoch, rows: entryRows([...opened, lost]) });
    expect(offered.ok && offered.value.results.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    const { rows } = await at.db.query<{ offered_by: string }>('SELECT offered_by FROM entry WHERE id = $1', [lost.id]);
    expect(rows[0]!.offered_by).toBe(other.stationId);
    const seen = await walk({ ...house1, station: { ...station, epoch } }, `u:${house1.unitId}`);
    expect(entryIds(seen.rows)).toContain(lost.id);
    await at.close();
  });

  it('notices by itself that the database lies in another PostgreSQL than before, once', async () => {
    const house1 = await house();
    const { at, station } = house1;
    await at.db.query(`UPDATE centre SET cluster = 'another'`);
    const again = await createCentre({ db: at.db });
    const pulled = await again.pull(await station.access(), {
      epoch: station.epoch,
      scope: 'o',
      cursor: null,
      limit: 10,
    });
    expect(pulled).toMatchObject({ ok: false, status: 409, refusals: [{ code: 'epoch-changed' }] });
    const begun = (await at.db.query<{ epoch: string }>('SELECT epoch FROM centre')).rows[0]!.epoch;
    const third = await createCentre({ db: at.db });
    expect((await at.db.query<{ epoch: string }>('SELECT epoch FROM centre')).rows[0]!.epoch).toBe(begun);
    await third.close();
    await again.close();
    await at.close();
  });

  it('says so when a station has seen what the database has not, instead of letting it wait', async () => {
    const house1 = await house();
    const { at, station } = house1;
    const answer = (xid: string) =>
      station
        .access()
        .then((access) =>
          at.centre.pull(access, { epoch: station.epoch, scope: 'o', cursor: `p.${xid}.1`, limit: 10 }),
        );
    expect(await answer('9000000000000')).toMatchObject({
      ok: false,
      status: 409,
      refusals: [{ code: 'centre-behind' }],
    });
    const { rows } = await at.db.query<{ xid: string }>('SELECT max(xid)::text AS xid FROM feed');
    expect(await answer(rows[0]!.xid)).toMatchObject({ ok: true });
    await at.close();
  });

  it('serves one database from two processes: news of one reaches the streams of the other', async () => {
    const house1 = await house();
    const url = (await house1.at.db.query<{ name: string }>('SELECT current_database() AS name')).rows[0]!.name;
    const db = openDatabase({ url: postgres.adminUrl.replace(/\/postgres$/, `/${url}`) });
    const second = await createCentre({ db });
    const heard: string[] = [];
    let ended = false;
    const subscribed = await second.subscribe(house1.station.stationId, {
      send: ({ kind, data }) => heard.push(`${kind} ${data}`),
      beat: () => {},
      waiting: () => 0,
      end: () => {
        ended = true;
      },
    });
    expect(subscribed.ok).toBe(true);
    expect(heard[0]).toMatch(/^hello /);
    await expect.poll(() => second.streams.listening).toBe(true);
    const author = new TestAuthor(house1.station.stationNumber, { id: house1.staffId });
    const opened = author.open();
    await pushed(house1, entryRows(opened));
    await expect
      .poll(
        () => heard.filter((event) => event.startsWith(`rows {"scope":"u:`) && event.includes(opened[0]!.id)).length,
      )
      .toBe(1);
    const { revokeStation } = await import('#server/centre/stations.ts');
    await revokeStation(house1.at.centre.context, house1.station.stationId);
    await expect.poll(() => ended).toBe(true);
    expect(heard.at(-1)).toBe('revoked {}');
    expect(await second.access(house1.station.stationId)).toMatchObject({
      status: 401,
      refusals: [{ code: 'station-revoked' }],
    });
    await second.close();
    await db.close();
    await house1.at.close();
  });
});

async function allEntries({ at }: House): Promise<string[]> {
  return (await at.db.query<{ id: string }>('SELECT id FROM entry')).rows.map(({ id }) => id);
}

/** The very rows that a push writes, in a transaction that dawdles before it commits. */
async function slowCommit(
  { db }: TestCentre,
  entries: ReturnType<TestAuthor['open']>,
  { station, unitId }: { station: TestStation; unitId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    for (const entry of entries) {
      await tx.query('INSERT INTO ticket (id, birth_unit) VALUES ($1, $2)', [entry.ticketId, unitId]);
      await tx.query(
        `INSERT INTO entry (id, ticket_id, hlc, hash, body, offered_by, received_at) VALUES ($1, $2, $3, 0, $4, $5, now())`,
        [entry.id, entry.ticketId, entry.hlc, JSON.stringify(entry), station.stationId],
      );
      await tx.query(`INSERT INTO feed (scope, kind, entry_id) VALUES ($1, 'e', $2)`, [`u:${unitId}`, entry.id]);
    }
    await wait(5 + (entries.length % 5) * 10);
  });
}
