import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFolded } from '#main/store/projections/ticket-heads.ts';
import { applyRows } from '#main/sync/apply-rows.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import type { FeedRow } from '#shared/sync/messages.ts';
import { type MemoryStation, memoryStation } from '#test/support/sync/memory-station.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

/** Two stations that write on the same tickets, now and then seeing what the other wrote. */
function journals(script: readonly number[]): Map<string, Entry[]> {
  const authors = [5, 6].map(
    (station) => new TestAuthor(station, { id: `01900000-0000-7000-8000-00000000000${station}` }),
  );
  const tickets = new Map<string, Entry[]>();
  for (const _ of [0, 1, 2]) {
    const opened = authors[0]!.open();
    authors[1]!.see(opened);
    tickets.set(opened[0]!.ticketId, [...opened]);
  }
  for (const step of script) {
    const author = authors[step % 2]!;
    const [ticketId, entries] = [...tickets][step % 3]!;
    const entry = step % 5 === 0 ? author.set(ticketId, { subject: `s${step}` }) : author.report(ticketId, `r${step}`);
    entries.push(entry);
    if (step % 7 < 3) authors[(step + 1) % 2]!.see([entry]);
  }
  return tickets;
}

const heads = ({ store }: MemoryStation, ids: Iterable<string>) => [...ids].map((id) => readFolded(store, id));

test('in whatever order, cut and repetition rows arrive, the heads are the folds of the journals', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1_000), { minLength: 1, maxLength: 30 }),
      fc.infiniteStream(fc.nat(1_000)),
      async (script, chances) => {
        const tickets = journals(script);
        const rows = [...tickets.values()].flat().map((entry): FeedRow => ({ kind: 'entry', entry }));
        const next = () => chances.next().value as number;
        for (let at = rows.length - 1; at > 0; at--) {
          const other = next() % (at + 1);
          [rows[at], rows[other]] = [rows[other]!, rows[at]!];
        }
        const station = await memoryStation();
        for (let at = 0; at < rows.length; ) {
          const page = rows.slice(at, at + 1 + (next() % 6));
          for (let times = 0; times <= next() % 2; times++)
            station.file.transaction(() => applyRows(station, next() % 2 ? 'o' : 'u:x', page));
          at += page.length;
        }
        expect(heads(station, tickets.keys())).toEqual([...tickets.values()].map((entries) => fold(entries)));
        for (const [id, entries] of tickets)
          expect(
            station.store
              .journalNow(id)
              .map((entry) => entry.id)
              .toSorted(),
          ).toEqual(entries.map((entry) => entry.id).toSorted());
        expect(station.file.pluck<number>('SELECT count(*) FROM outbox').get()).toBe(0);
        const counted = station.file.pluck<number>('SELECT sum(tickets) FROM ticket_count').get();
        expect(counted).toBe(tickets.size);
        await station.store.close();
      },
    ),
    { seed: 4, numRuns: 40 },
  );
});

test('what leaves all scopes leaves nothing behind, and comes back whole when it is granted again', async () => {
  const station = await memoryStation();
  const tickets = journals([1, 2, 3, 5, 8, 10]);
  const apply = (scope: 'o' | 'u:x', rows: FeedRow[]) =>
    station.file.transaction(() => applyRows(station, scope, rows));
  const rows = [...tickets.values()].flat().map((entry): FeedRow => ({ kind: 'entry', entry }));
  const gone = [...tickets.keys()].map((ticketId): FeedRow => ({ kind: 'ticket-gone', ticketId }));
  apply('o', rows);
  apply('u:x', rows);
  const before = heads(station, tickets.keys());
  apply('o', gone);
  expect(heads(station, tickets.keys())).toEqual(before);
  apply('u:x', gone);
  expect(heads(station, tickets.keys())).toEqual(before.map(() => null));
  const left = (sql: string) => station.file.pluck<number>(sql).get();
  for (const table of ['ticket_head', 'ticket_text', 'held', 'unechoed', 'verdict', station.store.raw.entries.table])
    expect(left(`SELECT count(*) FROM ${table}`), table).toBe(0);
  expect(left('SELECT sum(tickets) FROM ticket_count')).toBe(0);
  apply('o', rows);
  expect(heads(station, tickets.keys())).toEqual(before);
  await station.store.close();
});
