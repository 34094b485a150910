import type { RxStorage } from 'rxdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changed, createInstance, fullSchema, type NoteInstance, note, noteSchema, rows } from './documents.ts';
import { type OpenStorage, storageCases } from './storages.ts';

describe.each(storageCases)('attachments on $name', ({ ours, open }) => {
  const withAttachments = fullSchema({ ...noteSchema, attachments: {} });
  const stub = (text: string) => ({ length: text.length, type: 'text/plain', digest: `d-${text}` });
  const full = (text: string) => ({ ...stub(text), data: new Blob([text], { type: 'text/plain' }) });

  let opened: OpenStorage;
  let storage: RxStorage<unknown, unknown>;
  let store: NoteInstance;
  beforeEach(async () => {
    opened = open();
    storage = opened.storage;
    store = await createInstance(storage, { schema: withAttachments });
  });
  afterEach(async () => {
    await store.close();
    opened.dispose();
  });

  const textOf = async (attachment: string, digest: string) =>
    (await store.getAttachmentData('a', attachment, digest)).text();
  const missing = (attachment: string, digest: string) =>
    expect((async () => textOf(attachment, digest))()).rejects.toThrow();

  it('stores the bytes beside the document, stubs in it, and follows change and removal', async () => {
    const inserted = note('a', { _attachments: { x: full('one'), y: full('two') } });
    expect(await store.bulkWrite([{ document: inserted }], 'ctx')).toEqual({ error: [] });
    const stored = note('a', { _attachments: { x: stub('one'), y: stub('two') } });
    expect(await store.findDocumentsById(['a'], true)).toEqual([stored]);
    expect(await textOf('x', 'd-one')).toBe('one');
    await missing('x', 'd-other');
    const update = changed(stored, { _attachments: { x: full('three') } });
    await store.bulkWrite([update], 'ctx');
    expect(await textOf('x', 'd-three')).toBe('three');
    await missing('y', 'd-two');
    const current = { ...update.document, _attachments: { x: stub('three') } };
    await store.bulkWrite([changed(current, { _deleted: true, _attachments: {} })], 'ctx');
    await missing('x', 'd-three');
  });

  // RxDB's memory storage throws here: it wants to emit an event for a row that failed.
  it.runIf(ours)('refuses a stub without bytes and stores nothing of that document', async () => {
    const { error } = await store.bulkWrite(rows(note('a', { _attachments: { x: stub('one') } })), 'ctx');
    expect(error.map(({ status }) => status)).toEqual([510]);
    expect(await store.findDocumentsById(['a'], true)).toEqual([]);
  });

  it('finishes a write that waits for its bytes before it closes', async () => {
    const { databaseName } = store;
    const other = await createInstance(storage, { databaseName, collectionName: 'others', schema: withAttachments });
    const write = other.bulkWrite([{ document: note('a', { _attachments: { x: full('one') } }) }], 'ctx');
    await other.close();
    expect((await write).error).toEqual([]);
    const again = await createInstance(storage, { databaseName, collectionName: 'others', schema: withAttachments });
    expect(await (await again.getAttachmentData('a', 'x', 'd-one')).text()).toBe('one');
    await again.close();
  });

  it('keeps the order of writes when one of them has to wait for its bytes', async () => {
    const first = store.bulkWrite([{ document: note('a', { _attachments: { x: full('one') } }) }], 'ctx');
    const second = store.bulkWrite(rows(note('a', { _rev: '1-b' })), 'ctx');
    expect((await first).error).toEqual([]);
    expect((await second).error.map(({ status }) => status)).toEqual([409]);
  });
});
