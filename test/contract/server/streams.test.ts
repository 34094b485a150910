import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StreamMessage } from '#server/centre/stream/event.ts';
import { addTestStation, type TestCentre, type TestStation } from '#test/support/centre-process.ts';
import { type CentreWithUnit, openCentreWithUnit } from '#test/support/centre-with-unit.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';

let opened: CentreWithUnit;
let at: TestCentre;
let station: TestStation;
let author: TestAuthor;
beforeAll(async () => {
  opened = await openCentreWithUnit();
  at = opened.at;
  const { unitId, staffId } = opened.unit;
  station = await addTestStation(at.centre, { unitId, staffIds: [staffId] });
  author = new TestAuthor(station.stationNumber, { id: staffId });
});
afterAll(() => opened?.close());

/** @returns id of the opening */
async function write(): Promise<string> {
  const opened = author.open();
  const pushed = await at.centre.push(await station.access(), { epoch: station.epoch, rows: entryRows(opened) });
  expect(pushed.ok && pushed.value.results[0]?.outcome).toBe('accepted');
  return opened[0]!.id;
}

/** Kinds and data of what a connection got; `waiting`: bytes that have not left yet. */
async function listen(): Promise<{ heard: StreamMessage[]; sink: { waiting: number }; close(): void }> {
  const heard: StreamMessage[] = [];
  const state = { waiting: 0 };
  const subscribed = await at.centre.subscribe(station.stationId, {
    send: (message) => heard.push(message),
    beat: () => {},
    waiting: () => state.waiting,
    end: () => {},
  });
  if (!subscribed.ok) throw new Error('not subscribed');
  await expect.poll(() => at.centre.streams.listening).toBe(true);
  return { heard, sink: state, close: subscribed.value.close };
}

const brought = (heard: readonly StreamMessage[], id: string) =>
  heard.some(({ kind, data }) => kind === 'rows' && data.includes(id));

it('a connection that does not get rid of what it was sent gets nothing new, and is told to pull once it has', async () => {
  const { heard, sink, close } = await listen();
  sink.waiting = 2_000_000;
  const missed = await write();
  const other = await listen();
  const seen = await write();
  await expect.poll(() => brought(other.heard, seen)).toBe(true);
  expect(heard.map(({ kind }) => kind)).toEqual(['hello']);
  sink.waiting = 0;
  const after = await write();
  await expect.poll(() => brought(heard, after)).toBe(true);
  expect(heard[1]).toMatchObject({ kind: 'resync', data: '{"scope":null}' });
  expect(brought(heard, missed) || brought(heard, seen)).toBe(false);
  close();
  other.close();
});

it('a connection for announcements that is cut off is made anew, and what was announced meanwhile is not missed', async () => {
  const { heard, close } = await listen();
  const { rowCount } = await at.db.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
  );
  expect(rowCount).toBe(1);
  const id = await write();
  await expect.poll(() => brought(heard, id)).toBe(true);
  expect(at.centre.streams.listening).toBe(true);
  close();
});
