import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { importDraftKey } from '#renderer/drafts/cipher.ts';
import { createDraftStore } from '#renderer/drafts/draft-store.ts';
import { type DraftsDatabase, openDraftsDatabase } from '#renderer/drafts/drafts-database.ts';
import { createLastWords } from '#renderer/drafts/last-words.ts';

const AGENT = 'agent-1';
const KEY = Buffer.alloc(32, 7).toString('base64');

function memoryStorage() {
  const items = new Map<string, string>();
  return {
    items,
    get length() {
      return items.size;
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}

let database: DraftsDatabase;
let storage: ReturnType<typeof memoryStorage>;
let now = 1000;
beforeEach(async () => {
  database = openDraftsDatabase(`last-words-${Math.random()}`);
  storage = memoryStorage();
  now = 1000;
});

const words = (agentId = AGENT) => createLastWords({ agentId, key: KEY, storage, now: () => now });
const drafts = async () =>
  createDraftStore({ database, agentId: AGENT, key: await importDraftKey(KEY), now: () => now });

describe('what is typed in the instant in which the page goes', () => {
  it('[S5.2] is there after the next sign-in, opened by the same key', async () => {
    words().keep([{ key: 'step:1:atender', value: { notes: 'até a última tecla ç' } }]);
    await words().recover(database);
    expect((await (await drafts()).read('step:1:atender'))?.value).toEqual({ notes: 'até a última tecla ç' });
    expect(storage.items.size).toBe(0);
  });

  it('[S5.2] is what the store still had under way, without waiting for it', async () => {
    const store = await drafts();
    const writing = [store.write('a', 'x'), store.write('a', 'xy'), store.write('b', 'z')];
    expect(store.underWay()).toEqual([
      { key: 'a', value: 'xy' },
      { key: 'b', value: 'z' },
    ]);
    await Promise.all(writing);
    expect(store.underWay()).toEqual([]);
  });

  it('gives way to a draft that was written later, and replaces an earlier one', async () => {
    const store = await drafts();
    await store.write('later', 'old');
    now = 2000;
    words().keep([
      { key: 'later', value: 'last' },
      { key: 'earlier', value: 'last' },
    ]);
    now = 3000;
    await store.write('earlier', 'new');
    await words().recover(database);
    expect((await store.read('later'))?.value).toBe('last');
    expect((await store.read('earlier'))?.value).toBe('new');
  });

  it('lies in nobody else’s drafts, and not readable', async () => {
    words().keep([{ key: 'a', value: 'segredo do cliente' }]);
    expect([...storage.items.values()].join()).not.toContain('segredo');
    await words('agent-2').recover(database);
    expect(await database.drafts.count()).toBe(0);
    expect(storage.items.size).toBe(1);
  });

  it('is forgotten when the page comes back as it was, and what cannot be read harms nobody', async () => {
    words().keep([{ key: 'a', value: 1 }]);
    words().forget();
    expect(storage.items.size).toBe(0);
    storage.items.set(`prumo-last-words ${AGENT} a`, '{broken');
    await words().recover(database);
    expect(storage.items.size).toBe(0);
  });

  it('never throws at the page that goes', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() =>
      createLastWords({ agentId: AGENT, key: KEY, storage: full }).keep([{ key: 'a', value: 1 }]),
    ).not.toThrow();
  });
});
