import { DOCUMENT_COLLECTIONS, type DocumentCollection } from '#shared/sync/messages.ts';
import type { WriteHook } from '../storage/collection-write.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import { readSetting } from '../store/local-settings.ts';
import { bare } from '../store/raw-collection.ts';
import { noteWritten } from './outbox.ts';
import { createSyncTables } from './tables.ts';

const DOCUMENTS = new Set<string>(DOCUMENT_COLLECTIONS);

export function isDocumentCollection(name: string): name is DocumentCollection {
  return DOCUMENTS.has(name);
}

/**
 * Takes note of every write of this station, in the transaction of that write. What comes from the centre is written
 * inside `fromCentre` and not noted. A station that was never enrolled notes nothing.
 */
export class Ledger {
  readonly #file: SqliteFile;
  readonly #now: () => string;
  #fromCentre = false;
  #listening = false;
  #written: () => void = () => {};

  constructor(file: SqliteFile, { now }: { now: () => string }) {
    this.#file = file;
    this.#now = now;
    createSyncTables(file);
  }

  /** Writes are noted from now on: after documents of a former schema were brought to the present one. */
  listen(): void {
    this.#listening = true;
  }

  /** Told after a commit that put something into the outbox. */
  onWritten(told: () => void): void {
    this.#written = told;
  }

  /** What is written by `work`, in this turn, comes from the centre. */
  fromCentre<T>(work: () => T): T {
    const before = this.#fromCentre;
    this.#fromCentre = true;
    try {
      return work();
    } finally {
      this.#fromCentre = before;
    }
  }

  /** Whether what is being written comes from the centre: it is no news for the black box either. */
  get isFromCentre(): boolean {
    return this.#fromCentre;
  }

  get isEnrolled(): boolean {
    return readSetting(this.#file, 'enrolment') !== null;
  }

  readonly hook: WriteHook = (changes, file, { collectionName: collection }) => {
    if (this.#fromCentre || !this.#listening || !this.isEnrolled) return undefined;
    for (const { document, previous } of changes) {
      const { id, ticketId, at } = document as unknown as { id: string; ticketId?: string; at?: string };
      if (collection === 'entries') {
        if (!document._deleted) noteWritten(file, { collection, id, ticketId: ticketId!, at: at! });
        continue;
      }
      if (!isDocumentCollection(collection)) continue;
      if (previous && !previous._deleted) keepBase(file, { collection, id, body: bare(previous) });
      noteWritten(file, { collection, id, ticketId: null, at: this.#now() });
    }
    return this.#written;
  };
}

/** The state that an edit stands on, while the base says only "as it is here". */
function keepBase(
  file: SqliteFile,
  { collection, id, body }: { collection: string; id: string; body: Record<string, unknown> },
): void {
  file
    .prepare('UPDATE sync_base SET body = ? WHERE collection = ? AND id = ? AND body IS NULL')
    .run(JSON.stringify(body), collection, id);
}
