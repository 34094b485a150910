import type { Change, ChangeFeed } from '../store/change-feed.ts';

export interface LiveOptions<T> {
  feed: ChangeFeed;
  signal: AbortSignal | undefined;
  /** Whether a change may alter the answer. */
  touches: (change: Change) => boolean;
  answer: () => Promise<T> | T;
}

/**
 * A query that keeps answering: at once, then after every change that touches it. Changes that come while an
 * answer is being worked out or not yet taken are answered together; an answer equal to the one before is left out.
 */
export async function* live<T>({ feed, signal, touches, answer }: LiveOptions<T>): AsyncGenerator<T, void> {
  let dirty = true;
  let wake: (() => void) | null = null;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const stop = feed.listen((change) => {
    if (!touches(change)) return;
    dirty = true;
    rouse();
  });
  signal?.addEventListener('abort', rouse, { once: true });
  let last: string | undefined;
  try {
    while (!signal?.aborted) {
      if (!dirty) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      dirty = false;
      const next = await answer();
      const text = JSON.stringify(next);
      if (text !== last) {
        last = text;
        yield next;
      }
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', rouse);
  }
}
