/*
 * Writes by key, in order. While a write of a key is under way, only the newest of those that wait is
 * kept; it starts the moment the one before is done, so the last keystroke is never behind a timer.
 */

interface Waiting<T> {
  change: T;
  done: PromiseWithResolvers<void>;
}

interface Lane<T> {
  running: Promise<void> | null;
  /** What is being written now. */
  current: Waiting<T> | null;
  waiting: Waiting<T> | null;
}

export interface OrderedWriter<T> {
  /** Settles when this change, or the newer one it gave way to, is written; rejects when that failed. */
  put(key: string, change: T): Promise<void>;
  /** Settles when nothing of this key is under way. */
  settled(key: string): Promise<void>;
  /** Settles when nothing at all is under way; rejects when a last write of a key failed. */
  flush(): Promise<void>;
  /** The newest change of each key that is not written yet. */
  underWay(): [key: string, change: T][];
}

export function createOrderedWriter<T>(write: (key: string, change: T) => Promise<void>): OrderedWriter<T> {
  const lanes = new Map<string, Lane<T>>();

  const run = (key: string, lane: Lane<T>, next: Waiting<T>) => {
    lane.current = next;
    lane.running = write(key, next.change)
      .then(next.done.resolve, next.done.reject)
      .then(() => {
        lane.running = null;
        const following = lane.waiting;
        lane.waiting = null;
        if (following) run(key, lane, following);
        else lanes.delete(key);
      });
  };

  const settled = async (key: string) => {
    for (let lane = lanes.get(key); lane?.running; lane = lanes.get(key)) await lane.running;
  };

  return {
    put(key, change) {
      const lane = lanes.get(key) ?? { running: null, current: null, waiting: null };
      lanes.set(key, lane);
      if (lane.waiting) {
        lane.waiting.change = change;
        return lane.waiting.done.promise;
      }
      const next: Waiting<T> = { change, done: Promise.withResolvers<void>() };
      if (lane.running) lane.waiting = next;
      else run(key, lane, next);
      return next.done.promise;
    },
    settled,
    async flush() {
      const last = [...lanes.values()].flatMap((lane) => (lane.waiting ? [lane.waiting.done.promise] : []));
      await Promise.all([...lanes.keys()].map(settled));
      await Promise.all(last);
    },
    underWay: () =>
      [...lanes].flatMap(([key, { waiting, current }]) => {
        const newest = waiting ?? current;
        return newest ? [[key, newest.change] as [string, T]] : [];
      }),
  };
}
