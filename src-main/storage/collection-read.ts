/**
 * Reads of one collection by id, by row and by sequence, in slices (`pace.ts`). What fits into one turn is answered
 * in it, as a value; more is answered as a promise, with the documents as they were at the moment of the call.
 */
import type { RxDocumentData } from 'rxdb';
import type { CollectionTable } from './collection-table.ts';
import type { SqliteCheckpoint } from './collection-write.ts';
import { OutdatedAnswers } from './outdated-answers.ts';
import { Pace, type PaceOptions, withoutPauses } from './pace.ts';
import type { RowList } from './row-list.ts';
import type { Snapshot } from './snapshot.ts';
import type { SqliteFile } from './sqlite-file.ts';

export type Soon<T> = T | Promise<T>;

/** Takes one document after the other; answers false when it needs no more. */
export type Take<RxDocType> = (document: RxDocumentData<RxDocType>) => boolean;

export type Changes<RxDocType> = { documents: RxDocumentData<RxDocType>[]; checkpoint: SqliteCheckpoint };

/** After so many outdated answers in succession the next one is read in one turn. */
export const MOST_OUTDATED = 2;

export class CollectionRead<RxDocType> {
  readonly #file: SqliteFile;
  readonly #table: CollectionTable;
  readonly paceOptions: PaceOptions;
  readonly #outdated = new OutdatedAnswers<never>();

  constructor(file: SqliteFile, table: CollectionTable, paceOptions: PaceOptions) {
    this.#file = file;
    this.#table = table;
    this.paceOptions = paceOptions;
  }

  /** In the order of the ids; missing ones are left out. */
  byIds(ids: readonly string[], { withDeleted }: { withDeleted: boolean }): Soon<RxDocumentData<RxDocType>[]> {
    if (ids.length === 1) return this.#table.texts(ids, { withDeleted }).map(parse<RxDocType>);
    const documents: RxDocumentData<RxDocType>[] = [];
    const isLarge = ids.length > this.paceOptions.rows;
    const reader = isLarge ? `${withDeleted} ${ids.length} ${ids[0]} ${ids.at(-1)}` : '';
    const times = isLarge ? (this.#outdated.take(reader)?.times ?? 0) : 0;
    const pace = times >= MOST_OUTDATED ? new Pace(withoutPauses) : this.pace();
    let at = 0;
    const turn = (snapshot?: Snapshot) => {
      while (at < ids.length && !pace.isDue) {
        const slice = ids.slice(at, at + pace.nextRows);
        const texts = this.#table.texts(slice, { withDeleted, snapshot });
        at += slice.length;
        // Ids without a document cost a search as well.
        pace.spend(slice.length - texts.length, 0);
        pace.spendTexts(texts);
        for (const text of texts) documents.push(parse<RxDocType>(text));
      }
      return at < ids.length;
    };
    if (!turn()) return documents;
    const { changes } = this.#table;
    const before = changes.written + changes.removed;
    return this.#inTurns(pace, turn).then(() => {
      const isOutdated = isLarge && changes.written + changes.removed > before;
      if (isOutdated) this.#outdated.keep(reader, { answer: undefined, sequence: 0, times: times + 1 });
      return documents;
    });
  }

  /**
   * Hands over the documents of the listed rows, as they are now, in that order and in later turns.
   * @param pace with what this turn has already used up
   */
  async byRows(list: RowList, { pace, take }: { pace: Pace; take: Take<RxDocType> }): Promise<void> {
    const turn = (snapshot: Snapshot) => {
      while (!list.isAtEnd && !pace.isDue) {
        const rids = list.next(pace);
        if (rids.length === 0) continue;
        const texts = this.#table.textsOfRows(rids, snapshot);
        pace.spendTexts(texts);
        for (const text of texts) if (!take(parse<RxDocType>(text))) return false;
      }
      return !list.isAtEnd;
    };
    await this.#inTurns(pace, turn, () => list.finish());
  }

  /**
   * The current state of what was written after sequence number `after`, in the order of the writes, deleted ones
   * included. What is written again while the answer is under way moves behind its checkpoint and comes next time.
   */
  changedSince(after: number, limit: number): Soon<Changes<RxDocType>> {
    const changes: Changes<RxDocType> = { documents: [], checkpoint: { seq: after } };
    const pace = this.pace();
    const read = this.#file.prepare<{ seq: number; data: string }>(
      `SELECT seq, data FROM ${this.#table.name} WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
    );
    let last = Number.MAX_SAFE_INTEGER;
    const turn = () => {
      while (changes.documents.length < limit && !pace.isDue) {
        const most = Math.min(limit - changes.documents.length, pace.nextRows);
        const rows = read.all(changes.checkpoint.seq, last, most);
        pace.spendTexts(rows.map(({ data }) => data));
        for (const { data } of rows) changes.documents.push(parse<RxDocType>(data));
        changes.checkpoint = { seq: rows.at(-1)?.seq ?? changes.checkpoint.seq };
        if (rows.length < most) return false;
      }
      return changes.documents.length < limit;
    };
    if (!turn()) return changes;
    last = this.#table.lastSequence();
    return this.#inTurns(pace, turn).then(() => changes);
  }

  pace(): Pace {
    return new Pace(this.paceOptions);
  }

  /** Calls `turn` in later turns of the event loop while it answers true, over the state of this moment. */
  async #inTurns(pace: Pace, turn: (snapshot: Snapshot) => boolean, beforeChange?: () => void): Promise<void> {
    const snapshot = this.#table.snapshots.begin(beforeChange);
    try {
      let more = true;
      while (more) {
        if (pace.isDue) await pace.pause();
        more = turn(snapshot);
      }
    } finally {
      this.#table.snapshots.end(snapshot);
    }
  }
}

export function parse<RxDocType>(text: string): RxDocumentData<RxDocType> {
  return JSON.parse(text) as RxDocumentData<RxDocType>;
}
