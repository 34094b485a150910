import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeDocument } from '#main/sync/apply-rows.ts';
import { endEpoch, readBase, writeBase } from '#main/sync/bases.ts';
import { beginOffering, offerSome } from '#main/sync/offering.ts';
import { noteSent, outboxRow } from '#main/sync/outbox.ts';
import { takeVerdict } from '#main/sync/verdict.ts';
import type { PushRow } from '#shared/sync/messages.ts';
import { type MemoryStation, memoryStation } from '#test/support/sync/memory-station.ts';

const FORMER = '01900000-0000-4000-8000-00000000000a';
const id = '01900000-0000-7000-8000-000000000001';
const here = { id, number: '7', title: 'Ajuste', status: 'aberta', updatedAt: '2026-11-21T10:00:00.000Z' };
const key = { collection: 'workorders', id } as const;

let station: MemoryStation;
/** A station that has a work order at version 5 of an epoch that ended, and offers it. */
beforeEach(async () => {
  station = await memoryStation();
  const { file, store, ledger } = station;
  ledger.fromCentre(() => file.transaction(() => store.raw.workorders.write([here])));
  writeBase(file, key, { version: 5, body: null });
  endEpoch(file, FORMER);
  file.transaction(() => beginOffering(file));
  while (!offerSome(store, 100));
});
afterEach(() => station.store.close());

const settle = (result: object) => {
  const { file, store, ledger } = station;
  const row = outboxRow(file, 'workorders', id)!;
  const pushed: PushRow = { kind: 'document', ...key, version: 5, former: FORMER, base: here, document: here };
  const judged = { row, pushed, result: { id, ...result } as never, now: '', refold: new Set<string>() };
  ledger.fromCentre(() => file.transaction(() => takeVerdict(store, judged)));
};

test('[B3] what a restored centre shows waits for the answer to what is offered to it', () => {
  const { file, store } = station;
  const older = { ...here, title: 'De antes' };
  expect(file.transaction(() => takeDocument(store, { ...key, version: 9, document: older }))).toBe(false);
  expect(store.raw.workorders.one(id)).toEqual(here);
  expect(readBase(file, 'workorders', id)).toEqual({ version: 5, body: null, former: FORMER });
});

test('[B3] its answer counts, whatever its version is, and what did not stand is kept beside', () => {
  const { file, store } = station;
  const document = { ...here, title: 'Outro' };
  settle({ outcome: 'merged', version: 3, document, lost: [{ field: 'title', kept: 'Outro', lost: 'Ajuste' }] });
  expect(outboxRow(file, 'workorders', id)).toBeNull();
  expect(readBase(file, 'workorders', id)).toEqual({ version: 3, body: null, former: null });
  expect(store.raw.workorders.one(id)).toEqual(document);
  expect(file.pluck<string>('SELECT lost FROM document_clash').all()).toEqual(['"Ajuste"']);
});

test('[B3] refused, it is whatever the centre has', () => {
  const { file, store } = station;
  settle({ outcome: 'refused', refusals: [{ code: 'x', message: 'x' }] });
  const centre = { ...here, title: 'Da central' };
  expect(file.transaction(() => takeDocument(store, { ...key, version: 1, document: centre }))).toBe(true);
  expect(store.raw.workorders.one(id)).toEqual(centre);
  expect(file.pluck<string>('SELECT body FROM verdict').get()).toContain('Ajuste');
});

test('[B3] a push of before that had no answer says of which epoch it is', () => {
  const { file } = station;
  const row = outboxRow(file, 'workorders', id)!;
  noteSent(file, row, JSON.stringify({ version: 4 }));
  endEpoch(file, FORMER);
  expect(JSON.parse(outboxRow(file, 'workorders', id)!.sent!)).toEqual({ version: 4, former: FORMER });
});
