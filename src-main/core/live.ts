import type { Change, ChangeFeed } from '../store/change-feed.ts';

export interface LiveOptions<T> {
  feed: ChangeFeed;
  signal: AbortSignal | undefined;
  /** Whether a change may alter the answer. */
  touches: (change: Change) => boolean;
  answer: () => Promise<T> | T;
  /** It can be answered while the data are closed. */
  always?: boolean;
}

/**
 * A query that keeps answering: at once, then after every change that touches it. Changes that come while an
 * answer is being worked out or not yet taken are answered together; an answer equal to the one before is left out.
 * While nothing can be read what was answered last stands; it answers again once the data are open again.
 */
export async function* live<T>({
  feed,
  signal,
  touches,
  answer,
  always = false,
}: LiveOptions<T>): AsyncGenerator<T, void> {
  let dirty = true;
  let wake: (() => void) | null = null;
  const rouse = () => {
    wake?.();
    wake = null;
  };
  const stop = feed.listen((change) => {
    if (!touches(change) && !change.topics.has('storage')) return;
    dirty = true;
    rouse();
  });
  signal?.addEventListener('abort', rouse, { once: true });
  let last: string | undefined;
  try {
    while (!signal?.aborted) {
      if (!dirty || (feed.paused && !always)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      dirty = false;
      const next = await answered(answer, () => feed.paused && !always);
      if (next === PAUSED) {
        dirty = true;
        continue;
      }
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

const PAUSED = Symbol('paused');

/** What fails because the data were closed meanwhile is no failure. */
async function answered<T>(answer: () => Promise<T> | T, paused: () => boolean): Promise<T | typeof PAUSED> {
  try {
    return await answer();
  } catch (error) {
    if (paused()) return PAUSED;
    throw error;
  }
}
