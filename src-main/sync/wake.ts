/** Something to do may have come up: whoever waits goes on at once, and a poke that nobody waited for is not lost. */
export class Wake {
  #poked = false;
  #resolve: (() => void) | null = null;

  poke(): void {
    this.#poked = true;
    this.#resolve?.();
  }

  /** Until the next poke, for `milliseconds` at most, or until `signal` aborts (then it throws its reason). */
  async wait(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.#poked) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        timer.unref();
        this.#resolve = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', this.#resolve, { once: true });
      }).finally(() => {
        if (this.#resolve) signal.removeEventListener('abort', this.#resolve);
        this.#resolve = null;
      });
    }
    this.#poked = false;
    signal.throwIfAborted();
  }
}
