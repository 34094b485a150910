import { describe, expect, it } from 'vitest';
import { type Connection, ConnectionLost, type ConnectionStatus } from '#renderer/bridge/connection.ts';
import { createLiveViews } from '#renderer/bridge/live-views.ts';

/** A connection whose live calls are fed by hand. */
function fakeConnection() {
  let status: ConnectionStatus = 'open';
  const listeners = new Set<() => void>();
  const feeds: {
    path: string;
    input: unknown;
    signal?: AbortSignal;
    push(value: unknown): void;
    end(error?: Error): void;
  }[] = [];
  const connection: Connection = {
    status: () => status,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {},
    link: {
      async call(path, input, { signal }) {
        const queue: unknown[] = [];
        let wake = () => {};
        const over: { now: boolean; error?: Error } = { now: false };
        feeds.push({
          path: path.join('.'),
          input,
          signal,
          push: (value) => {
            queue.push(value);
            wake();
          },
          end: (error) => {
            Object.assign(over, { now: true, error });
            wake();
          },
        });
        return (async function* () {
          for (;;) {
            while (queue.length > 0) yield queue.shift();
            if (over.now) {
              if (over.error) throw over.error;
              return;
            }
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        })();
      },
    },
  };
  const become = (next: ConnectionStatus) => {
    status = next;
    for (const listener of [...listeners]) listener();
  };
  return { connection, feeds, become };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 2));

describe('live views', () => {
  it('asks once for all who watch the same', async () => {
    const { connection, feeds } = fakeConnection();
    const live = createLiveViews(connection);
    const seen: unknown[] = [];
    const first = live.view('tickets.watch', { ticketId: '1' });
    first.subscribe(() => seen.push(first.read().data));
    const second = live.view('tickets.watch', { ticketId: '1' });
    second.subscribe(() => {});
    live.view('tickets.watch', { ticketId: '2' }).subscribe(() => {});
    await turn();
    expect(feeds.map(({ input }) => input)).toEqual([{ ticketId: '1' }, { ticketId: '2' }]);
    feeds[0]?.push('a');
    feeds[0]?.push('b');
    await turn();
    expect(seen).toEqual(['a', 'b']);
    expect(second.read()).toEqual({ data: 'b', status: 'live' });
  });

  it('keeps what it knew while the station is away and asks again when it is back', async () => {
    const { connection, feeds, become } = fakeConnection();
    const view = createLiveViews(connection).view('station.watch', undefined);
    view.subscribe(() => {});
    await turn();
    feeds[0]?.push('before');
    await turn();
    become('reconnecting');
    feeds[0]?.end(new ConnectionLost(true));
    await turn();
    expect(view.read()).toEqual({ data: 'before', status: 'stale' });
    become('open');
    await turn();
    expect(feeds).toHaveLength(2);
    feeds[1]?.push('after');
    await turn();
    expect(view.read()).toEqual({ data: 'after', status: 'live' });
  });

  it('does not ask again for a view that the station ended', async () => {
    const { connection, feeds } = fakeConnection();
    const view = createLiveViews(connection).view('customers.importProgress', { importId: '1' });
    view.subscribe(() => {});
    await turn();
    feeds[0]?.push('done');
    feeds[0]?.end();
    await turn();
    expect(view.read()).toEqual({ data: 'done', status: 'ended' });
    expect(feeds).toHaveLength(1);
  });

  it('says that the station failed', async () => {
    const { connection, feeds } = fakeConnection();
    const view = createLiveViews(connection).view('shift.watch', undefined);
    view.subscribe(() => {});
    await turn();
    feeds[0]?.end(new Error('defect'));
    await turn();
    expect(view.read().status).toBe('failed');
  });

  it('forgets everything but the station between two agents', async () => {
    const { connection, feeds } = fakeConnection();
    const live = createLiveViews(connection);
    const station = live.view('station.watch', undefined);
    const mine = live.view('attendance.watch', undefined);
    station.subscribe(() => {});
    mine.subscribe(() => {});
    await turn();
    feeds[0]?.push('station');
    feeds[1]?.push('calls of one agent');
    await turn();
    live.forgetAllBut('station.watch');
    expect(station.read().data).toBe('station');
    expect(mine.read()).toEqual({ data: undefined, status: 'waiting' });
    expect(feeds[1]?.signal?.aborted).toBe(true);
  });
});
