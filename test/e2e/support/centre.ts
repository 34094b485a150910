/** A centre for end-to-end tests: the real service on a real PostgreSQL, reached over a wire that can be pulled. */
import net from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { addAccount } from '#server/centre/accounts.ts';
import { addUnit, makeEnrolCode } from '#server/centre/administration.ts';
import { enrolmentLink } from '#shared/sync/enrolment-link.ts';
import { openTestCentre, type TestCentre } from '#test/support/centre-process.ts';
import { startTestPostgres } from '#test/support/test-postgres.ts';

export const PASSWORD = 'senha-da-central';

export interface House {
  at: TestCentre;
  /** A one-use link for a station of this unit, over the wire. */
  link(unit: 'Matriz' | 'Filial Norte'): Promise<string>;
  /** By name. */
  staff: Record<string, string>;
  /** `slow`: so many bytes a second towards the stations; `null`: as fast as they come. */
  wire: { cut(): void; mend(): void; slow(rate: number | null): void };
  clock: () => number;
  close(): Promise<void>;
}

/** An organisation of two units with two agents at the head office and one at the branch. */
export async function openHouse({ startsAt = null }: { startsAt?: string | null } = {}): Promise<House> {
  const ahead = startsAt === null ? 0 : Date.parse(startsAt) - Date.now();
  const clock = () => Date.now() + ahead;
  const postgres = await startTestPostgres();
  const at = await openTestCentre(await postgres.freshDatabase(), { clock });
  await at.db.query('UPDATE centre SET organisation = $1', ['Softcom Sistemas']);
  const wire = await openWire(Number(new URL(at.origin).port));
  const units = {
    Matriz: await addUnit(at.centre.context, 'Matriz'),
    'Filial Norte': await addUnit(at.centre.context, 'Filial Norte'),
  };
  const staff: Record<string, string> = {};
  for (const [name, unit] of [
    ['Ana Lima', 'Matriz'],
    ['Bia Costa', 'Matriz'],
    ['Caio Reis', 'Filial Norte'],
  ] as const) {
    const unitId = units[unit].id;
    const added = await addAccount(at.centre.context, at.centre.packs, {
      name,
      role: 'atendente-n1',
      unitId,
      password: PASSWORD,
    });
    if (!added.ok) throw new Error(added.refusals[0]?.message);
    staff[name] = added.value.id;
  }
  return {
    at,
    staff,
    wire,
    clock,
    link: async (unit) => {
      const made = await makeEnrolCode(at.centre.context, { unitId: units[unit].id });
      if (!made.ok) throw new Error(made.refusals[0]?.message);
      return enrolmentLink({ address: `http://127.0.0.1:${wire.port}`, code: made.value.code });
    },
    close: async () => {
      await wire.close();
      await at.close();
      await postgres.stop();
    },
  };
}

/** Carries bytes to the centre, until it is cut. */
async function openWire(target: number) {
  const open = new Set<net.Socket>();
  let whole = true;
  let rate: number | null = null;
  const throttled = () =>
    async function* (bytes: AsyncIterable<Buffer>) {
      for await (const piece of bytes) {
        for (let from = 0; from < piece.length; from += 8192) {
          const part = piece.subarray(from, from + 8192);
          if (rate !== null) await sleep((part.length / rate) * 1000);
          yield part;
        }
      }
    };
  const server = net.createServer((socket) => {
    if (!whole) return socket.destroy();
    const centre = net.connect(target, '127.0.0.1');
    for (const end of [socket, centre]) {
      open.add(end);
      end.on('close', () => open.delete(end));
      end.on('error', () => end.destroy());
    }
    socket.pipe(centre);
    pipeline(centre, throttled(), socket).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    whole = false;
    for (const end of open) end.destroy();
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    cut,
    mend: () => {
      whole = true;
    },
    slow: (bytesPerSecond: number | null) => {
      rate = bytesPerSecond;
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
