import { spawn } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { found } from '#main/store/read.ts';
import { parseProtocol } from '#shared/domain/protocol/protocol-number.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { type FaultDriver, faultDriver } from '#test/contract/storage/fault-driver.ts';
import { done, HOUR, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
let driver: FaultDriver;
beforeEach(async () => {
  driver = faultDriver(betterSqlite3Driver());
  station = await startStation({ driver });
});
afterEach(() => station.close());

/** More calls of the driver than a command makes: however many calls wait, it makes no more. */
const LIMIT = 150;

/** The protocols that callers were told. */
async function open(told: string[]): Promise<void> {
  told.push((await done(station.client.attendance.open({ looseCallId: null }))).protocol);
}

/**
 * What holds of the file whatever happened: protocols differ, everyone told is there, the sequence of a day has no
 * gap, heads are the fold of their journals, stamps never go back.
 */
async function expectSound(told: readonly string[]): Promise<void> {
  const { store } = station.station.core;
  const entries = await found(store.collections.entries);
  const protocols = entries.flatMap((entry) => (entry.kind === 'call-opened' ? [entry.data.protocol] : []));
  expect(new Set(protocols).size).toBe(protocols.length);
  expect(new Set(told).size).toBe(told.length);
  expect(told.filter((protocol) => !protocols.includes(protocol))).toEqual([]);
  const days = Map.groupBy(protocols, (protocol) => protocol.slice(0, 6));
  for (const [, ofDay] of days) {
    const sequences = ofDay.map((protocol) => {
      const parsed = parseProtocol(protocol);
      return parsed.ok ? parsed.parts.sequence : Number.NaN;
    });
    expect(sequences.sort((a, b) => a - b)).toEqual(sequences.map((_, index) => index + 1));
  }
  const stamps = entries.map(({ hlc }) => hlc);
  expect(new Set(stamps).size).toBe(stamps.length);
  for (const [ticketId, journal] of Map.groupBy(entries, (entry: Entry) => entry.ticketId)) {
    expect(station.station.core.journal.ticket(ticketId)).toEqual(fold(journal)?.ticket);
  }
}

/** Runs a command with the nth call of the driver failing; answers whether it came that far. */
async function failing(
  nth: number,
  when: 'before' | 'after',
  command: () => Promise<unknown>,
  result: string,
): Promise<boolean> {
  driver.arm({ nth, when, result });
  await command().catch(() => undefined);
  const reached = driver.calls >= nth;
  driver.disarm();
  return reached;
}

describe('protocol numbers over crashes', () => {
  it.each(['before', 'after'] as const)(
    '[B5] never repeat when the disk fails %s any one call of opening a call',
    async (when) => {
      const told: string[] = [];
      await open(told);
      let nth = 1;
      while (nth < LIMIT && (await failing(nth, when, () => open(told), 'SQLITE_IOERR'))) {
        await station.restart();
        await open(told);
        nth++;
      }
      expect(nth).toBeGreaterThan(15);
      expect(nth).toBeLessThan(LIMIT);
      await expectSound(told);
    },
    120_000,
  );

  it('[B5] nor when any one statement is refused and the station goes on', async () => {
    const told: string[] = [];
    let nth = 1;
    while (nth < LIMIT && (await failing(nth, 'before', () => open(told), 'SQLITE_CONSTRAINT'))) {
      await open(told);
      nth++;
    }
    expect(nth).toBeGreaterThan(15);
    expect(nth).toBeLessThan(LIMIT);
    await expectSound(told);
  }, 120_000);

  it('[B5] [S4.3] nor when a complementary call is cut off anywhere: all of it or nothing', async () => {
    const told: string[] = [];
    const main = await done(station.client.attendance.open({ looseCallId: null }));
    told.push(main.protocol);
    const add = async () => {
      const call = { ticketId: main.ticketId, note: 'mais', fromTicketId: null };
      told.push((await done(station.client.attendance.openComplementary(call))).protocol);
    };
    for (let nth = 1; nth < LIMIT && (await failing(nth, 'before', add, 'SQLITE_FULL')); nth += 3) {
      await station.restart();
      const { links } = station.station.core.journal.ticket(main.ticketId)!;
      for (const { ticketId, protocol } of links) {
        expect(station.station.core.journal.ticket(ticketId)).toMatchObject({ protocol, status: 'closed' });
      }
    }
    await expectSound(told);
  }, 120_000);

  it('[B5] nor over clocks that jump for days, faults and restarts in any order', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ do: 'open' as const }) },
      { weight: 3, arbitrary: fc.integer({ min: -72, max: 72 }).map((hours) => ({ do: 'jump' as const, hours })) },
      { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('fail' as const),
          nth: fc.integer({ min: 1, max: 60 }),
          when: fc.constantFrom('before' as const, 'after' as const),
        }),
      },
    );
    const told: string[] = [];
    // One file for all runs: each goes on where the one before left it.
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        for (const one of steps) {
          if (one.do === 'open') await open(told);
          else if (one.do === 'jump') station.clock.pass(one.hours * HOUR);
          else if (one.do === 'restart') await station.restart();
          else if (await failing(one.nth, one.when, () => open(told), 'SQLITE_IOERR')) await station.restart();
        }
      }),
      { seed: 261121, numRuns: 25, endOnFailure: true },
    );
    expect(told.length).toBeGreaterThan(50);
    await expectSound(told);
  }, 120_000);

  it('[B5] nor over SIGKILL at any moment: ten rounds on one file, every number told is there', async () => {
    const told: string[] = [];
    const agent = await found(station.station.core.store.collections.staff);
    for (let round = 0; round < 10; round++) {
      await station.station.close();
      told.push(...(await untilKilled(3 + ((round * 17) % 40), [station.dataDir, JSON.stringify(agent[0])])));
      await station.restart();
      await expectSound(told);
    }
    expect(told.length).toBeGreaterThan(100);
  }, 120_000);
});

const program = join(import.meta.dirname, 'open-calls-until-killed.ts');

/** Kills the child once it has told `calls` protocols; answers all that it told. */
async function untilKilled(calls: number, args: string[]): Promise<string[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const told: string[] = [];
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  child.on('message', (protocol) => {
    told.push(String(protocol));
    if (told.length === calls) child.kill('SIGKILL');
  });
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(complaint).toBe('');
  expect(signal).toBe('SIGKILL');
  return told;
}
