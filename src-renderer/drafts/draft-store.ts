import { open, type Sealed, seal } from './cipher.ts';
import { type DraftRecord, type DraftsDatabase, draftId } from './drafts-database.ts';
import { createOrderedWriter } from './ordered-writer.ts';

/*
 * The drafts of one agent in this window. Each key has its own order of writes: a write that has not yet
 * begun gives way to a newer one, a write under way is never overtaken. What does not open is moved to
 * `parked` before anything can be written in its place.
 */

export interface Draft {
  key: string;
  value: unknown;
  /** Milliseconds. */
  updatedAt: number;
}

export interface ParkedDraft {
  parkedId: string;
  key: string;
  updatedAt: number;
  parkedAt: number;
}

export interface DraftStore {
  /** `null`: there is none, or it did not open and is parked now. */
  read(key: string): Promise<Draft | null>;
  /** Settles when this value, or a newer one of the same key, is on disk. */
  write(key: string, value: unknown): Promise<void>;
  /** How many times the key has been written in this window. */
  version(key: string): number;
  /** In order with the writes: takes away what was written before, not what comes after. */
  remove(key: string): Promise<void>;
  /** All that is not in the journal, newest first; those that did not open are parked. */
  list(): Promise<Draft[]>;
  parked(): Promise<ParkedDraft[]>;
  discardParked(parkedId: string): Promise<void>;
  /** Settles when everything written so far is on disk. Rejects when something could not be. */
  flush(): Promise<void>;
  /** What is not on disk yet, for whoever must keep it at once. */
  underWay(): { key: string; value: unknown }[];
}

export interface DraftStoreOptions {
  database: DraftsDatabase;
  agentId: string;
  key: CryptoKey;
  now?: () => number;
}

export function createDraftStore({ database, agentId, key: secret, now = Date.now }: DraftStoreOptions): DraftStore {
  const writer = createOrderedWriter<{ value: unknown } | null>(async (key, change) => {
    const id = draftId(agentId, key);
    if (change === null) return await database.drafts.delete(id);
    const sealed = await seal(secret, id, change.value);
    await database.drafts.put({ id, agentId, key, updatedAt: now(), ...sealed });
  });

  const openOrPark = async (record: DraftRecord): Promise<Draft | null> => {
    try {
      const value = await open(secret, record.id, record as Sealed);
      return { key: record.key, value, updatedAt: record.updatedAt };
    } catch {
      await park(database, record, now());
      return null;
    }
  };

  const versions = new Map<string, number>();

  return {
    async read(key) {
      await writer.settled(key);
      const record = await database.drafts.get(draftId(agentId, key));
      return record ? await openOrPark(record) : null;
    },
    write(key, value) {
      versions.set(key, (versions.get(key) ?? 0) + 1);
      return writer.put(key, { value });
    },
    version: (key) => versions.get(key) ?? 0,
    remove: (key) => writer.put(key, null),
    async list() {
      await writer.flush();
      const records = await database.drafts.where({ agentId }).toArray();
      const drafts = await Promise.all(records.map(openOrPark));
      return drafts.filter((draft) => draft !== null).sort((a, b) => b.updatedAt - a.updatedAt);
    },
    async parked() {
      const records = await database.parked.where({ agentId }).toArray();
      return records
        .map(({ parkedId, key, updatedAt, parkedAt }) => ({ parkedId, key, updatedAt, parkedAt }))
        .sort((a, b) => b.parkedAt - a.parkedAt);
    },
    discardParked: (parkedId) => database.parked.delete(parkedId),
    flush: () => writer.flush(),
    underWay: () => writer.underWay().flatMap(([key, change]) => (change ? [{ key, value: change.value }] : [])),
  };
}

/** Moves a record in one transaction, unless it has been replaced meanwhile. */
async function park(database: DraftsDatabase, record: DraftRecord, parkedAt: number): Promise<void> {
  await database.transaction('rw', database.drafts, database.parked, async () => {
    const current = await database.drafts.get(record.id);
    if (!current || current.updatedAt !== record.updatedAt) return;
    await database.parked.put({ ...current, parkedAt, parkedId: `${record.id} ${record.updatedAt}` });
    await database.drafts.delete(record.id);
  });
}
