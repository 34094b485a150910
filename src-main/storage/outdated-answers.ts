/**
 * RxDB runs a read again when its collection was written while it ran. An answer given in slices would so never come
 * while others write steadily. Therefore an answer that was outdated when it was complete is remembered for a moment:
 * asked again, it is completed with what was written since, in one turn; where that cannot be done, the third try
 * reads everything in one turn. A read in one turn cannot be overtaken.
 */
export type OutdatedAnswer<Answer> = {
  /** Left out where it cannot be completed. */
  answer: Answer | undefined;
  /** It holds what was written up to this sequence number. */
  sequence: number;
  /** How often in succession. */
  times: number;
};

/** Until RxDB asks again: it waits 20 ms. */
const KEPT_MS = 2000;
const MOST_KEPT = 16;

export class OutdatedAnswers<Answer> {
  /** By what identifies the reader: its prepared query, or its ids as text. */
  readonly #answers = new Map<unknown, OutdatedAnswer<Answer>>();

  /** What this reader was told last, if it was outdated. It is forgotten. */
  take(reader: unknown): OutdatedAnswer<Answer> | undefined {
    const outdated = this.#answers.get(reader);
    this.#answers.delete(reader);
    return outdated;
  }

  keep(reader: unknown, outdated: OutdatedAnswer<Answer>): void {
    const [oldest] = this.#answers.keys();
    if (this.#answers.size >= MOST_KEPT) this.#answers.delete(oldest);
    this.#answers.set(reader, outdated);
    const forget = () => {
      if (this.#answers.get(reader) === outdated) this.#answers.delete(reader);
    };
    setTimeout(forget, KEPT_MS).unref();
  }
}
