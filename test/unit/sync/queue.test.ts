import { afterEach, beforeEach, expect, test } from 'vitest';
import { noteHere, noteSent, readCopy, setCentre } from '#main/attachments/copies.ts';
import type { Core } from '#main/core/core.ts';
import { RefusedItems } from '#main/core/refused-items.ts';
import { queueView } from '#main/core/sync-queue.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { type MemoryStation, memoryStation } from '#test/support/sync/memory-station.ts';
import { TestAuthor } from '#test/support/sync-entries.ts';

let station: MemoryStation;
beforeEach(async () => {
  station = await memoryStation();
});
afterEach(() => station.store.close());

const FILE = { sha256: 'a'.repeat(64), size: 3_000_000 };

function attached(opened: Entry): Entry {
  const data = { ...FILE, name: 'nota.pdf', type: 'application/pdf' };
  return { ...opened, id: '01900000-0000-7000-8000-0000000000ff', kind: 'attached', data } as Entry;
}

test('a file that is not on the centre is in the queue by its name, with how far it is', () => {
  const { file, store, ledger } = station;
  const [opened] = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' }).open();
  const entry = attached(opened!);
  // Chosen, and not yet put into the journal: nothing of a ticket.
  noteHere(file, FILE, 'unsent');
  expect(queueView(store)).toMatchObject({ items: [], files: 0 });
  file.transaction(() => ledger.fromCentre(() => store.raw.entries.write([opened!, entry] as never)));
  noteSent(file, FILE.sha256, 1_000_000);
  const { items, files, totals } = queueView(store);
  expect({ files, totals }).toEqual({ files: 1, totals: { refused: 0, later: 0, unsent: 0 } });
  expect(items).toMatchObject([
    {
      id: `file/${FILE.sha256}`,
      state: 'unsent',
      title: 'Arquivo',
      text: 'nota.pdf',
      at: entry.at,
      ticketId: entry.ticketId,
      progress: { done: 1_000_000, total: 3_000_000 },
    },
  ]);
  setCentre(file, FILE.sha256, 'stored');
  expect(queueView(store)).toMatchObject({ items: [], files: 0 });
});

test('a file that the centre does not take is in the queue with its reason, until somebody sends it again or lets it be', async () => {
  const { file, store, ledger } = station;
  const [opened] = new TestAuthor(5, { id: '01900000-0000-7000-8000-000000000001' }).open();
  const entry = attached(opened!);
  file.transaction(() => ledger.fromCentre(() => store.raw.entries.write([opened!, entry] as never)));
  const refusals = [{ code: 'attachment-too-large', message: 'O arquivo passa de 25 MB.' }];
  noteHere(file, FILE, 'unsent');
  setCentre(file, FILE.sha256, 'refused', refusals);
  const id = `file/${FILE.sha256}`;
  expect(queueView(store)).toMatchObject({
    items: [{ id, state: 'refused', text: 'nota.pdf', refusals, correctable: null, progress: null }],
    files: 0,
    totals: { refused: 1 },
  });
  const core = { store, serially: (task: () => Promise<unknown>) => task() } as unknown as Core;
  const desk = new RefusedItems({ core, onWritten: () => {}, onChange: () => {} });
  expect(await desk.resend([id])).toEqual({ ok: true, value: null });
  expect(queueView(store)).toMatchObject({ items: [{ id, state: 'unsent' }], files: 1, totals: { refused: 0 } });
  setCentre(file, FILE.sha256, 'refused', refusals);
  expect(await desk.giveUp(id)).toEqual({ ok: true, value: null });
  expect(queueView(store)).toMatchObject({ items: [], totals: { refused: 0 } });
  expect(readCopy(file, FILE.sha256)).toMatchObject({ centre: 'refused', here: true });
  expect(await desk.giveUp(id)).toMatchObject({ ok: false, refusals: [{ code: 'not-refused' }] });
});

test('what could not be taken in is counted, once though several feeds have it', () => {
  const { file, store } = station;
  for (const [scope, key] of [
    ['o', 'packs/9'],
    ['u:1', 'packs/9'],
    ['o', 'customers/1'],
  ])
    file.prepare('INSERT INTO parked_row VALUES (?, ?, ?)').run(scope!, key!, '{}');
  expect(queueView(store).parked).toBe(2);
});
