/**
 * How much is read in one turn of the event loop. Large answers are given in slices with a pause between them, so that
 * no turn takes long: a slice ends after so many rows or characters, whichever comes first (1000 rows of the usual
 * half kilobyte cost about 2 ms to read and parse here). Counts, not clocks: the same call is sliced the same way.
 */
export type PaceOptions = {
  /** Most rows of one slice. */
  rows: number;
  /** Characters of JSON after which a slice ends. */
  characters: number;
  /** Lets the event loop run. */
  pause: () => Promise<void>;
};

export const defaultPace: PaceOptions = {
  rows: 1000,
  characters: 512 * 1024,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Everything in one turn. */
export const withoutPauses: PaceOptions = {
  rows: Number.POSITIVE_INFINITY,
  characters: Number.POSITIVE_INFINITY,
  pause: async () => undefined,
};

/** Rows to read before anything is known of their size. */
const FIRST_ROWS = 100;

/** The pace of one answer. */
export class Pace {
  readonly #options: PaceOptions;
  #rowsLeft: number;
  #charactersLeft: number;
  #rowsSeen = 0;
  #charactersSeen = 0;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#rowsLeft = options.rows;
    this.#charactersLeft = options.characters;
  }

  /** True when this turn has done enough. */
  get isDue(): boolean {
    return this.#rowsLeft <= 0 || this.#charactersLeft <= 0;
  }

  /** How many rows the next statement of this turn may read: at least one. */
  get nextRows(): number {
    if (this.#rowsSeen === 0) return Math.min(FIRST_ROWS, this.#rowsLeft);
    const mean = Math.max(1, this.#charactersSeen / this.#rowsSeen);
    return Math.max(1, Math.min(this.#rowsLeft, Math.ceil(this.#charactersLeft / mean)));
  }

  get rowsPerTurn(): number {
    return this.#options.rows;
  }

  /** Other work, which took as long as reading so many rows. */
  tire(rows: number): void {
    this.#rowsLeft -= rows;
  }

  spend(rows: number, characters: number): void {
    this.#rowsLeft -= rows;
    this.#charactersLeft -= characters;
    this.#rowsSeen += rows;
    this.#charactersSeen += characters;
  }

  spendTexts(texts: readonly string[]): void {
    let characters = 0;
    for (const text of texts) characters += text.length;
    this.spend(texts.length, characters);
  }

  async pause(): Promise<void> {
    await this.#options.pause();
    this.#rowsLeft = this.#options.rows;
    this.#charactersLeft = this.#options.characters;
  }
}
