import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../../postgres/database.ts';
import { type Announcement, CHANNEL, readAnnouncement } from '../announce.ts';
import { type CentreLog, errorFacts } from '../log.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

interface ListenerParts {
  db: Database;
  log: CentreLog;
  onAnnouncement: (announcement: Announcement) => void;
  /** After each connection: what was announced before it is not known. */
  onConnected: () => void;
}

/** Hears what the transactions of all processes announce, and connects again for as long as it is not stopped. */
export function listen({ db, log, onAnnouncement, onConnected }: ListenerParts): {
  connected(): boolean;
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  let connected = false;
  const run = async () => {
    for (let delay = FIRST_WAIT_MS; !stopping.signal.aborted; ) {
      try {
        const client = await db.connect();
        // Told to stop while it connected: nobody will tell again.
        if (stopping.signal.aborted) {
          await client.end();
          break;
        }
        const ended = new Promise<void>((done) => {
          client.once('end', done);
          client.once('error', () => done());
          stopping.signal.addEventListener('abort', () => done(), { once: true });
        });
        client.on('notification', ({ payload }) => {
          const announcement = readAnnouncement(payload ?? '');
          if (announcement) onAnnouncement(announcement);
        });
        await client.query(`LISTEN ${CHANNEL}`);
        connected = true;
        delay = FIRST_WAIT_MS;
        onConnected();
        await ended;
        connected = false;
        await client.end().catch(() => {});
      } catch (error) {
        log.warn(errorFacts(error), 'listen.failed');
      }
      await wait(delay, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      delay = Math.min(delay * 2, LONGEST_WAIT_MS);
    }
  };
  const running = run();
  return {
    connected: () => connected,
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
