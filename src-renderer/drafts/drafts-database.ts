import { Dexie, type EntityTable } from 'dexie';

/** What is typed and not in the journal yet, as it lies on disk. Nothing personal outside `cipher`. */
export interface DraftRecord {
  /** `<agent id> <key>`. */
  id: string;
  agentId: string;
  /** What it is a draft of, by ids only: `step:<ticket id>:<step id>`. */
  key: string;
  /** Wall time of the write, milliseconds: for people. */
  updatedAt: number;
  iv: Uint8Array<ArrayBuffer>;
  cipher: ArrayBuffer;
}

/** A draft that did not open: kept with its bytes until a person decides. */
export interface ParkedRecord extends DraftRecord {
  parkedAt: number;
  parkedId: string;
}

export type DraftsDatabase = Dexie & {
  drafts: EntityTable<DraftRecord, 'id'>;
  parked: EntityTable<ParkedRecord, 'parkedId'>;
};

/** Every transaction is on disk before it counts as done. */
export function openDraftsDatabase(name = 'prumo-drafts'): DraftsDatabase {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as DraftsDatabase;
  database.version(1).stores({ drafts: 'id, agentId', parked: 'parkedId, agentId' });
  return database;
}

export function draftId(agentId: string, key: string): string {
  return `${agentId} ${key}`;
}
