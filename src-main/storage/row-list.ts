/**
 * The row numbers of a large answer, listed in parts so that listing 100,000 of them does not hold the event loop. All
 * parts are those of one moment: before the table changes, what is left is listed at once (`finish`, through the
 * answer's snapshot).
 */
import type { Pace } from './pace.ts';

export type ReadRows = (bounds: { limit: number; offset: number }) => number[];

/** Listing so many rows takes about as long as reading and parsing one. */
const LISTED_PER_READ = 20;

export class RowList {
  readonly #read: ReadRows;
  readonly #end: number;
  readonly #part: number;
  #offset: number;
  #rows: number[] = [];
  #at = 0;

  /** @param count how many rows are wanted, from `offset` on; may be more than there are */
  constructor(read: ReadRows, { offset, count, pace }: { offset: number; count: number; pace: Pace }) {
    this.#read = read;
    this.#offset = offset;
    this.#end = offset + count;
    this.#part = pace.rowsPerTurn * LISTED_PER_READ;
  }

  /** At most `pace.nextRows` rows, in their order. None when this turn has to end first, or at the end. */
  next(pace: Pace): number[] {
    if (this.#at >= this.#rows.length) {
      this.#list(this.#part);
      pace.tire(Math.ceil(this.#rows.length / LISTED_PER_READ));
      if (pace.isDue) return [];
    }
    const rows = this.#rows.slice(this.#at, this.#at + pace.nextRows);
    this.#at += rows.length;
    return rows;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#rows.length && this.#offset >= this.#end;
  }

  /** Lists all that is left. */
  finish(): void {
    const left = this.#rows.slice(this.#at);
    this.#list(Number.POSITIVE_INFINITY);
    this.#rows = left.length > 0 ? left.concat(this.#rows) : this.#rows;
  }

  #list(most: number): void {
    this.#at = 0;
    this.#rows = [];
    if (this.#offset >= this.#end) return;
    const limit = Math.min(most, this.#end - this.#offset);
    this.#rows = this.#read({ limit, offset: this.#offset });
    this.#offset = this.#rows.length < limit ? this.#end : this.#offset + limit;
  }
}
