/**
 * A real station that agrees with a real centre, over a network that the test can cut: in this process, one at a time
 * (RxDB opens 13 collections in a process), or as many as its `maxCollections` lets.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { RouterContext } from '#main/core/router/base.ts';
import { openStation, type Station } from '#main/core/station.ts';
import { keysInMemory } from '#main/secrets/key-source.ts';
import type { SyncPace } from '#main/sync/sync-session.ts';
import { httpTransport } from '#main/sync/transport/http-transport.ts';
import { makeEnrolCode } from '#server/centre/administration.ts';
import type { SyncView } from '#shared/contract/sync.ts';
import { TEST_PASSWORD, type TestCentre } from '../centre-process.ts';
import { done, now, type StationClient } from '../station-client.ts';
import { FlakyNetwork } from './flaky-network.ts';

export const QUICK: Partial<SyncPace> = {
  pullEvery: 500,
  checkEvery: 300,
  secondLook: 50,
  reportEvery: 1_000,
  postponedEvery: 100,
  firstRetry: 20,
  longestRetry: 200,
};

export interface EnrolledStation {
  dataDir: string;
  station: Station;
  client: StationClient;
  network: FlakyNetwork;
  /** Milliseconds that this station's clock is ahead of the machine's. */
  clock: { ahead: number };
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface StationPlan {
  test: TestCentre;
  unitId: string;
  /** Signed in after the enrolment, at the centre. */
  staffId: string;
  pace?: Partial<SyncPace>;
  /** What is there before the station is enrolled. */
  before?: (client: StationClient, station: Station) => Promise<void>;
}

export async function enrolStation({
  test,
  unitId,
  staffId,
  pace = {},
  before,
}: StationPlan): Promise<EnrolledStation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'prumo-enrolled-'));
  const network = new FlakyNetwork();
  const clock = { ahead: 0 };
  const open = () =>
    openStation({
      dataDir,
      keySource: keysInMemory(new Uint8Array(32).fill(9)),
      keyProtection: 'key-file',
      version: '0.0.0-test',
      clock: () => Date.now() + clock.ahead,
      timeZone: 'America/Sao_Paulo',
      centre: {
        transport: (address) => network.around(httpTransport({ address, version: '0.0.0-test', timeOutMs: 60_000 })),
        pace: { ...QUICK, ...pace },
      },
    });
  const clientOf = (station: Station): StationClient => {
    const context: RouterContext = { session: station.newSession() };
    return createRouterClient(station.router, { context });
  };
  const station = await open();
  const enrolled: EnrolledStation = {
    dataDir,
    station,
    client: clientOf(station),
    network,
    clock,
    async restart() {
      await enrolled.station.close();
      enrolled.station = await open();
      enrolled.client = clientOf(enrolled.station);
      const person = await enrolled.station.core.store.collections.staff.findOne(staffId).exec();
      if (person) {
        const session = enrolled.station.newSession();
        session.enter(person.toMutableJSON());
        enrolled.client = createRouterClient(enrolled.station.router, { context: { session } });
      }
    },
    async close() {
      await enrolled.station.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  await before?.(enrolled.client, station);
  const code = await makeEnrolCode(test.centre.context, { unitId });
  if (!code.ok) throw new Error('no code');
  await done(enrolled.client.sync.enrol({ address: test.origin, code: code.value.code, stationName: 'Balcão' }));
  await settled(enrolled);
  await until(async () => (await enrolled.client.station.signIn({ agentId: staffId, password: TEST_PASSWORD })).ok);
  return enrolled;
}

export async function view({ client }: EnrolledStation): Promise<SyncView> {
  return now(client.sync.watch());
}

/** Online, everything sent, everything here. */
export async function settled(station: EnrolledStation, { withRefused = true } = {}): Promise<void> {
  await until(
    async () => {
      const { state, unsent, first, refused } = await view(station);
      return state === 'online' && unsent === 0 && first === null && (withRefused || refused === 0);
    },
    async () => JSON.stringify(await view(station)),
  );
}

/** Waits for a condition, and says what it saw last when it does not come. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  saw: () => Promise<string> | string = () => '',
  milliseconds = 120_000,
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (;;) {
    if (await condition()) return;
    if (performance.now() > end) throw new Error(`it did not come true: ${await saw()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
