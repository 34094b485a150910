/** A station small enough to see a host at work: who asks, a value, and a view that keeps answering. */
import { os } from '@orpc/server';

export interface StandInSession {
  id: number;
  calls: number;
}

export function standInStation() {
  const base = os.$context<{ session: StandInSession }>();
  let sessions = 0;
  const ended: number[] = [];
  return {
    /** Sessions whose view was ended by its watcher going away. */
    ended,
    get sessions() {
      return sessions;
    },
    newSession: (): StandInSession => {
      sessions += 1;
      return { id: sessions, calls: 0 };
    },
    router: {
      who: base.handler(({ context }) => {
        context.session.calls += 1;
        return { ...context.session };
      }),
      size: base.input(passThrough<Blob>()).handler(async ({ input }) => input.size),
      watch: base.handler(async function* ({ context, signal }) {
        try {
          for (let count = 0; !signal?.aborted; count += 1) {
            yield count;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        } finally {
          ended.push(context.session.id);
        }
      }),
    },
  };
}

/** A schema that takes what comes: the contract's own schemas are tested elsewhere. */
function passThrough<T>() {
  return {
    '~standard': { version: 1 as const, vendor: 'test', validate: (value: unknown) => ({ value: value as T }) },
  };
}

export type StandInStation = ReturnType<typeof standInStation>;
