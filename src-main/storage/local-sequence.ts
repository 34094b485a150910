/** Numbers that increase strictly over the file's life, over crashes and rollbacks, with gaps. Never the clock. */

/** How many numbers one write of the meta table reserves; a crash skips the rest of them. */
const BLOCK = 1024;
export const SEQUENCE_KEY = 'sequence';

export type SequenceStore = { read(): string | undefined; write(value: string): void };

export class LocalSequence {
  readonly #store: SequenceStore;
  #next: number;
  #reservedUntil: number;

  constructor(store: SequenceStore) {
    this.#store = store;
    this.#next = Number(store.read() ?? '1');
    this.#reservedUntil = this.#next;
  }

  next(): number {
    if (this.#next >= this.#reservedUntil) {
      const until = this.#next + BLOCK;
      this.#store.write(String(until));
      this.#reservedUntil = until;
    }
    return this.#next++;
  }

  /** Every later number is above `floor`. */
  raise(floor: number): void {
    if (floor < this.#next) return;
    this.#store.write(String(floor + 1));
    this.#next = floor + 1;
    this.#reservedUntil = this.#next;
  }

  /** After a rollback the reservation is no longer stored; the numbers given out stay given out. */
  forgetReservation(): void {
    this.#reservedUntil = this.#next;
  }
}
