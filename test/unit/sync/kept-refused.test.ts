import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Core } from '#main/core/core.ts';
import { RefusedItems } from '#main/core/refused-items.ts';
import { deliveryOf, queueView } from '#main/core/sync-queue.ts';
import { writeVerdict } from '#main/store/verdicts.ts';
import { applyRows } from '#main/sync/apply-rows.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { FeedRow } from '#shared/sync/messages.ts';
import { AT, type MemoryStation, memoryStation } from '#test/support/sync/memory-station.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

const TEXT = `Um relato longo. ${'Com tudo o que a pessoa escreveu. '.repeat(20)}`;
const REFUSALS = [{ code: 'text-unstorable', message: 'O texto tem um caractere que não pode ser guardado.' }];

let station: MemoryStation;
let ticketId: string;
let accepted: Entry[];
let refused: Entry;

const apply = (...rows: FeedRow[]) => station.file.transaction(() => applyRows(station, 'u:1', rows));
const granted = () => apply(...accepted.map((entry): FeedRow => ({ kind: 'entry', entry })));
const gone = () => apply({ kind: 'ticket-gone', ticketId });
const refuse = (state: 'refused' | 'given-up') =>
  writeVerdict(station.file, {
    collection: 'entries',
    id: refused.id,
    ticketId,
    state,
    refusals: REFUSALS,
    body: null,
    at: refused.at,
    decidedAt: AT,
  });
const desk = () => {
  const core = { store: station.store, serially: (task: () => Promise<unknown>) => task() } as unknown as Core;
  return new RefusedItems({ core, onWritten: () => {}, onChange: () => {} });
};

/** A ticket of the unit, in which somebody wrote here what the centre refused. */
beforeEach(async () => {
  station = await memoryStation();
  const author = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001', name: 'Ana' });
  accepted = author.open();
  ticketId = accepted[0]!.ticketId;
  granted();
  refused = author.report(ticketId, TEXT);
  const { file, store, ledger } = station;
  file.transaction(() => ledger.fromCentre(() => store.raw.entries.write([refused] as never)));
});
afterEach(() => station.store.close());

test('a refused text whose ticket leaves the station stays in the queue, whole, and is all that stays', () => {
  refuse('refused');
  const protocol = station.file.pluck<string>('SELECT protocol FROM ticket_head').get();
  gone();
  const { items, totals } = queueView(station.store);
  expect(totals.refused).toBe(1);
  expect(items).toMatchObject([
    {
      id: refused.id,
      state: 'refused',
      title: 'Relato',
      who: 'Ana',
      refusals: REFUSALS,
      protocol,
      ticketId: null,
      customerName: '',
      correctable: null,
    },
  ]);
  expect(items[0]!.kept).toContain(TEXT.trim());
  const count = (table: string) => station.file.pluck<number>(`SELECT count(*) FROM ${table}`).get();
  for (const table of ['ticket_head', 'ticket_text', 'held', 'outbox', station.store.raw.entries.table])
    expect(count(table), table).toBe(0);
  expect(station.file.pluck<number>(`SELECT count(*) FROM ticket_fts WHERE ticket_fts MATCH '"relato"'`).get()).toBe(0);
});

test('sent again it stays, and given up it is gone with its text', async () => {
  refuse('refused');
  gone();
  await desk().resend([refused.id]);
  expect(queueView(station.store).totals).toEqual({ refused: 1, later: 0, unsent: 0 });
  expect(await desk().giveUp(refused.id)).toEqual({ ok: true, value: null });
  expect(queueView(station.store).totals.refused).toBe(0);
  expect(station.file.pluck<number>('SELECT count(*) FROM verdict').get()).toBe(0);
});

test('when its ticket comes back it is in the history again, and can be written anew', () => {
  refuse('refused');
  gone();
  granted();
  expect(station.store.journalNow(ticketId).map(({ id }) => id)).toContain(refused.id);
  expect(deliveryOf(station.file, ticketId)[refused.id]).toMatchObject({ state: 'refused', settled: null });
  expect(queueView(station.store).items).toMatchObject([{ ticketId, kept: null, correctable: { text: TEXT } }]);
});

test('what was dealt with before leaves with its ticket', () => {
  refuse('given-up');
  gone();
  expect(station.file.pluck<number>('SELECT count(*) FROM verdict').get()).toBe(0);
});
