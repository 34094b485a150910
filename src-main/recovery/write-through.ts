/**
 * Each write goes to two places, in this order: into the black box, forced to disk, and then the commit of the very
 * transaction that holds it in the database. A command answers `ok` after both.
 *
 *   crash or refusal before the frame is whole    neither has it; it was not acknowledged
 *   … between the frame and the commit            the frame's counter is above the database's position: the next opening
 *                                                  puts it back (replay.ts), before any number is given out anew
 *   the commit is refused and the station lives    the person is told "not saved" and still has the draft: the frame is
 *                                                  made void, so that what they save again is not there twice
 *   … after the commit                            both have it
 *
 * The other order would leave entries in the database that a later loss of the database takes away for good.
 */
import type { AcceptWrite } from '../store/accepted.ts';
import type { BlackBox } from './black-box/black-box.ts';
import { writePosition } from './position.ts';

export interface WriteThrough {
  accept: AcceptWrite;
  /** Runs `work`, whose writes come out of the black box: they are not put in again but count up to `counter`. */
  replaying<T>(counter: number, work: () => Promise<T>): Promise<T>;
  /** Runs `work`, whose writes only put into another form what the black box has: they are not put in again. */
  reshaping<T>(work: () => Promise<T>): Promise<T>;
  /** The frame whose commit was not seen; `null` for none. */
  unconfirmed(): number | null;
}

export interface WriteThroughParts {
  box: BlackBox;
  /** ISO instant of the station's clock. */
  now: () => string;
}

/** @throws {StorageError} out of the write, when the black box cannot take it */
export function writeThrough({ box, now }: WriteThroughParts): WriteThrough {
  let replayed: number | null = null;
  let unconfirmed: number | null = null;
  let reshapes = false;
  const confirm = () => {
    unconfirmed = null;
  };
  return {
    unconfirmed: () => unconfirmed,
    accept({ collection, schema, documents }, file) {
      if (reshapes) return () => {};
      if (replayed !== null) {
        writePosition(file, replayed);
        return () => {};
      }
      if (unconfirmed !== null) {
        box.append({ type: 'void', at: now(), counter: unconfirmed });
        confirm();
      }
      // Also of an append that fails: it may be found whole on the disk later.
      unconfirmed = box.next;
      writePosition(file, box.append({ type: 'documents', at: now(), collection, schema, documents }));
      return confirm;
    },
    async reshaping(work) {
      reshapes = true;
      try {
        return await work();
      } finally {
        reshapes = false;
      }
    },
    async replaying(counter, work) {
      replayed = counter;
      try {
        return await work();
      } finally {
        replayed = null;
      }
    },
  };
}
