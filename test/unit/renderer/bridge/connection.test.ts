import { describe, expect, it } from 'vitest';
import { type Channel, ConnectionLost, openConnection, pauseBefore } from '#renderer/bridge/connection.ts';

interface Fake {
  calls: string[];
  close(): void;
  answer: (path: string) => Promise<unknown>;
}

/** A station that can be there or not; channels are opened when told to. */
function fakeStation() {
  let here = true;
  const channels: Fake[] = [];
  const dial = async (): Promise<Channel> => {
    if (!here) throw new Error('refused');
    const end = Promise.withResolvers<void>();
    const fake: Fake = { calls: [], close: end.resolve, answer: async (path) => path };
    channels.push(fake);
    return {
      closed: end.promise,
      close: end.resolve,
      link: {
        async call(path) {
          const name = path.join('.');
          fake.calls.push(name);
          return await Promise.race([fake.answer(name), end.promise.then(() => Promise.reject(new Error('aborted')))]);
        },
      },
    };
  };
  return { dial, channels, setHere: (value: boolean) => (here = value) };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
const sleep = () => turn().then(() => undefined);
const call = (connection: ReturnType<typeof openConnection>, ...path: string[]) =>
  connection.link.call(path, undefined, { context: {} });

describe('connection', () => {
  it('opens, says so, and carries calls', async () => {
    const station = fakeStation();
    const connection = openConnection(station.dial, { sleep });
    expect(connection.status()).toBe('connecting');
    expect(await call(connection, 'a', 'b')).toBe('a.b');
    expect(connection.status()).toBe('open');
    connection.close();
  });

  it('comes back by itself after the station went away', async () => {
    const station = fakeStation();
    const connection = openConnection(station.dial, { sleep });
    const seen: string[] = [];
    connection.subscribe(() => seen.push(connection.status()));
    await call(connection, 'x');
    station.channels[0]?.close();
    await turn();
    expect(await call(connection, 'y')).toBe('y');
    expect(seen).toEqual(['open', 'reconnecting', 'open']);
    expect(station.channels.map(({ calls }) => calls)).toEqual([['x'], ['y']]);
    connection.close();
  });

  it('sends a call made while reconnecting once, over the next channel', async () => {
    const station = fakeStation();
    const connection = openConnection(station.dial, { sleep });
    await call(connection, 'x');
    station.setHere(false);
    station.channels[0]?.close();
    await turn();
    const waiting = call(connection, 'later');
    station.setHere(true);
    expect(await waiting).toBe('later');
    expect(station.channels.at(-1)?.calls).toEqual(['later']);
    connection.close();
  });

  it('tells apart a call that was never sent from one that may have been done', async () => {
    const station = fakeStation();
    const connection = openConnection(station.dial, { sleep, patience: 20 });
    await call(connection, 'x');
    station.channels[0]!.answer = () => new Promise(() => {});
    const under = call(connection, 'under-way').catch((error: unknown) => error);
    await turn();
    station.setHere(false);
    station.channels[0]?.close();
    const lost = await under;
    expect(lost).toBeInstanceOf(ConnectionLost);
    expect((lost as ConnectionLost).sent).toBe(true);
    const unsent = await call(connection, 'never').catch((error: unknown) => error);
    expect((unsent as ConnectionLost).sent).toBe(false);
    connection.close();
  });

  it('passes on what the station itself refuses', async () => {
    const station = fakeStation();
    const connection = openConnection(station.dial, { sleep });
    await call(connection, 'x');
    station.channels[0]!.answer = () => Promise.reject(new Error('defect'));
    await expect(call(connection, 'y')).rejects.toThrow('defect');
    connection.close();
  });

  it('gives a call up when its caller does', async () => {
    const station = fakeStation();
    station.setHere(false);
    const connection = openConnection(station.dial, { sleep });
    const gone = new AbortController();
    const waiting = connection.link.call(['x'], undefined, { context: {}, signal: gone.signal });
    gone.abort(new Error('left the screen'));
    await expect(waiting).rejects.toThrow('left the screen');
    connection.close();
  });

  it('pauses longer after each failure, up to three seconds, never all windows at once', () => {
    expect([0, 1, 2, 3, 10].map((attempt) => pauseBefore(attempt, () => 0))).toEqual([75, 150, 300, 600, 1500]);
    expect(pauseBefore(10, () => 0.999)).toBeLessThanOrEqual(3000);
  });
});
