/** What a commit changed, told after it is durable. */
export interface Change {
  tickets: ReadonlySet<string>;
  customers: ReadonlySet<string>;
  /** Other things that views depend on: `staff`, `shift`, `packs`, `settings`, `work-orders`, `session`, `storage`, `recovery`. */
  topics: ReadonlySet<string>;
}

type Listener = (change: Change) => void;

/** Tells whoever watches what has changed. Listeners run in order, in the turn of the commit, and must not throw. */
export class ChangeFeed {
  readonly #listeners = new Set<Listener>();
  #paused = false;

  /** Nothing can be read at present: the data are closed, or what holds them has stopped. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Views keep what they last answered until `resume`. */
  pause(): void {
    this.#paused = true;
  }

  /** Everything can be read again, and may be different: whoever watches anything is told. */
  resume(): void {
    this.#paused = false;
    this.tell({ topics: ['storage'] });
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: Partial<Record<keyof Change, Iterable<string>>>): void {
    const told: Change = {
      tickets: new Set(change.tickets),
      customers: new Set(change.customers),
      topics: new Set(change.topics),
    };
    for (const listener of [...this.#listeners]) listener(told);
  }
}
