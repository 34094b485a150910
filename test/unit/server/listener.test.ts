import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { silentLog } from '#server/centre/log.ts';
import { listen } from '#server/centre/stream/listener.ts';
import type { Database } from '#server/postgres/database.ts';

test('told to stop while it connects, it ends the connection and stops', async () => {
  const connecting = Promise.withResolvers<never>();
  let isEnded = false;
  const client = Object.assign(new EventEmitter(), {
    query: async () => ({ rows: [] }),
    end: async () => {
      isEnded = true;
    },
  });
  let connections = 0;
  const listener = listen({
    db: { connect: () => connecting.promise } as unknown as Database,
    log: silentLog,
    onAnnouncement: () => {},
    onConnected: () => connections++,
  });
  const stopped = listener.stop();
  connecting.resolve(client as never);
  await stopped;
  expect(isEnded).toBe(true);
  expect(connections).toBe(0);
});
