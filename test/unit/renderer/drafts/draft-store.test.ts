import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDraftKey } from '#renderer/drafts/cipher.ts';
import { createDraftStore, type DraftStore } from '#renderer/drafts/draft-store.ts';
import { type DraftsDatabase, draftId, openDraftsDatabase } from '#renderer/drafts/drafts-database.ts';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 2).toString('base64');

describe('drafts', () => {
  let database: DraftsDatabase;
  let now = 1_000;
  let names = 0;

  const store = async (agentId = 'agent-1', key = KEY): Promise<DraftStore> =>
    createDraftStore({ database, agentId, key: await importDraftKey(key), now: () => now });

  beforeEach(() => {
    names += 1;
    database = openDraftsDatabase(`drafts-${names}`);
  });
  afterEach(() => database.delete());

  it('gives back the last thing written, from another window too', async () => {
    const first = await store();
    await Promise.all(['a', 'ab', 'abç 😀'].map((text) => first.write('step:1', { text })));
    const second = await store();
    expect(await second.read('step:1')).toEqual({ key: 'step:1', value: { text: 'abç 😀' }, updatedAt: 1_000 });
  });

  it('writes every keystroke in order however fast they come', async () => {
    const drafts = await store();
    let text = '';
    const writes = [...'o cliente relata que a nota não autoriza'].map((letter) => {
      text += letter;
      return drafts.write('notes', text);
    });
    await Promise.all(writes);
    expect((await drafts.read('notes'))?.value).toBe(text);
  });

  it('leaves nothing readable on disk', async () => {
    const drafts = await store();
    await drafts.write('step:1', 'CPF 529.982.247-25');
    const record = await database.drafts.get(draftId('agent-1', 'step:1'));
    expect(record?.cipher.byteLength).toBeGreaterThan(0);
    expect(Buffer.from(record!.cipher).includes('529.982')).toBe(false);
    expect(JSON.stringify({ ...record, cipher: undefined, iv: undefined })).not.toContain('529.982');
  });

  it('uses a new initialisation vector for every write', async () => {
    const drafts = await store();
    const seen = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      await drafts.write('k', 'same');
      seen.add(Buffer.from((await database.drafts.get(draftId('agent-1', 'k')))!.iv).toString('hex'));
    }
    expect(seen.size).toBe(20);
  });

  it('parks what it cannot open, with its bytes, and shows it', async () => {
    await (await store('agent-1', OTHER_KEY)).write('step:1', 'under another key');
    const drafts = await store();
    now = 2_000;
    expect(await drafts.read('step:1')).toBeNull();
    expect(await drafts.parked()).toEqual([
      { parkedId: 'agent-1 step:1 1000', key: 'step:1', updatedAt: 1_000, parkedAt: 2_000 },
    ]);
    await drafts.write('step:1', 'new');
    expect((await drafts.read('step:1'))?.value).toBe('new');
    expect(await drafts.parked()).toHaveLength(1);
    now = 1_000;
  });

  it('parks a record that was moved to another place', async () => {
    const drafts = await store();
    await drafts.write('step:1', 'mine');
    const record = await database.drafts.get(draftId('agent-1', 'step:1'));
    await database.drafts.put({ ...record!, id: draftId('agent-1', 'step:2'), key: 'step:2' });
    expect(await drafts.read('step:2')).toBeNull();
    expect((await drafts.parked()).map(({ key }) => key)).toEqual(['step:2']);
  });

  it('shows each agent their own', async () => {
    await (await store('agent-1')).write('step:1', 'of one');
    const other = await store('agent-2');
    expect(await other.read('step:1')).toBeNull();
    expect(await other.list()).toEqual([]);
    expect(await other.parked()).toEqual([]);
  });

  it('lists what is in no record yet, newest first', async () => {
    const drafts = await store();
    await drafts.write('a', 1);
    now = 3_000;
    await drafts.write('b', 2);
    now = 1_000;
    await drafts.write('c', 3);
    await drafts.remove('c');
    expect((await drafts.list()).map(({ key }) => key)).toEqual(['b', 'a']);
  });

  it('removes in order with the writes: what comes after stays', async () => {
    const drafts = await store();
    void drafts.write('k', 'one');
    void drafts.remove('k');
    await drafts.write('k', 'two');
    expect((await drafts.read('k'))?.value).toBe('two');
    await drafts.remove('k');
    expect(await drafts.read('k')).toBeNull();
  });

  it('counts the writes of a key', async () => {
    const drafts = await store();
    expect(drafts.version('k')).toBe(0);
    void drafts.write('k', 1);
    void drafts.write('k', 2);
    expect(drafts.version('k')).toBe(2);
    await drafts.flush();
    expect((await drafts.read('k'))?.value).toBe(2);
  });

  it('takes no key that is not 32 bytes', async () => {
    await expect(importDraftKey(Buffer.alloc(16).toString('base64'))).rejects.toThrow('32 bytes');
  });

  it('keeps the key from being read out of the window', async () => {
    const key = await importDraftKey(KEY);
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });
});
