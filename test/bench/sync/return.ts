/** Many stations come back after eight hours, each with what it wrote; and how much one, two and four server processes take. */
import { addUnit } from '#server/centre/administration.ts';
import { type Entry, entryOf } from '../report.ts';
import { Child } from './child.ts';
import { addAgents } from './first.ts';
import type { BenchPostgres, House } from './house.ts';
import type { LoadPlan, LoadUnit, Returned } from './load-process.ts';
import { percentile } from './percentile.ts';

const STATIONS_PER_UNIT = 30;
/** A station that was away tries again after half a minute to a minute, so they come back spread over that time. */
const SPREAD_MS_PER_STATION = 200;
/** A station gives an answer up after so long. */
const STATION_WAITS_MS = 60_000;
/** Of one server process. */
const MEMORY_TARGET_MIB = 1_024;

export interface ReturnPlan {
  stations: number;
  entries: number;
  profile: string | null;
}

export async function measureReturn(
  postgres: BenchPostgres,
  { stations, entries, profile }: ReturnPlan,
): Promise<Entry[]> {
  const house = await postgres.house();
  const load = new Child('load-process.ts', [], profile);
  try {
    const server = await house.serve({ profile });
    const units = await addUnits(house, Math.ceil(stations / STATIONS_PER_UNIT));
    const plan: LoadPlan = { url: house.url, origins: [server.origin], units };
    await load.ask('prepare', { plan, count: stations, entries });
    const before = server.peakMemory;
    const all = stations * entries;
    const spread = SPREAD_MS_PER_STATION * stations;
    const done = await load.ask<Returned>('returning', spread);
    const { rows } = await house.db.query<{ count: string }>('SELECT count(*) FROM entry');
    const lost = all - Number(rows[0]!.count);
    const twice = done.accepted - all;
    if (lost !== 0 || twice !== 0 || done.notAccepted !== 0 || done.whole !== stations)
      throw new Error(
        `bench: lost ${lost}, twice ${twice}, not accepted ${done.notAccepted}, whole ${done.whole} of ${stations}`,
      );
    const [p95, push, pull] = [done.answers, done.pushes, done.pulls].map((of) => percentile(of, 0.95));
    console.log(
      `  ${all} pushed in ${(done.pushed / 1000).toFixed(1)} s, ${done.taken} taken in by ${stations} stations after ${(done.drained / 1000).toFixed(1)} s`,
    );
    console.log(
      `  p95 of a push ${push!.toFixed(0)} ms, of a page ${pull!.toFixed(0)} ms; put off ${done.putOff} times, given up ${done.givenUp}; 0 lost; all equal by number and sum`,
    );
    const memory = server.peakMemory;
    console.log(`  server at most ${memory?.toFixed(0)} MiB, before it ${before?.toFixed(0)} MiB`);
    const name = `${stations} stations return with ${entries} entries each`;
    return [
      entryOf(`${name}: drained, to the time over which they return`, {
        size: all,
        value: done.drained,
        base: spread,
        target: 3,
      }),
      entryOf(`${name}: p95 of answers, to a station's patience`, {
        size: all,
        value: p95!,
        base: STATION_WAITS_MS,
        target: 1,
      }),
      ...(memory === null
        ? []
        : [
            {
              ...entryOf(`${name}: memory of the server, at most`, {
                size: all,
                value: memory,
                base: MEMORY_TARGET_MIB,
                target: 1,
              }),
              unit: 'MiB' as const,
            },
          ]),
    ];
  } finally {
    await load.end();
    await house.close();
  }
}

async function addUnits(house: House, count: number): Promise<LoadUnit[]> {
  const units: LoadUnit[] = [];
  for (let number = 0; number < count; number++) {
    const { id: unitId } = await addUnit(house.centre.context, `Filial ${number + 1}`);
    const [agent] = await addAgents(house, { unitId, count: 1 });
    units.push({ unitId, agent: agent! });
  }
  return units;
}

export interface ThroughputPlan {
  processes: readonly number[];
  stations: number;
  entries: number;
}
/** As many entries as a station has after a step or two. */
const ROWS_PER_PUSH = 20;

export async function measureThroughput(
  postgres: BenchPostgres,
  { processes, stations, entries }: ThroughputPlan,
): Promise<Entry[]> {
  const house = await postgres.house();
  try {
    const units = await addUnits(house, 4);
    const found: { count: number; push: number; pull: number }[] = [];
    const origins: string[] = [];
    for (const count of processes) {
      while (origins.length < count) origins.push((await house.serve()).origin);
      const load = new Child('load-process.ts');
      try {
        const plan: LoadPlan = { url: house.url, origins: [...origins], units };
        const writing = { plan, count: stations, perPush: ROWS_PER_PUSH };
        await load.ask('write', { ...writing, entries: ROWS_PER_PUSH * 2 });
        await load.ask('push');
        await load.ask('write', { ...writing, entries });
        const push = await load.ask<number>('push');
        const pull = await load.ask<number>('pull');
        found.push({ count, push, pull });
        console.log(`  ${count}: ${push.toFixed(0)} entries/s pushed, ${pull.toFixed(0)} rows/s pulled`);
      } finally {
        await load.end();
      }
    }
    const [one] = found;
    return found.flatMap(({ count, push, pull }) =>
      (['push', 'pull'] as const).map((name) => {
        const value = name === 'push' ? push : pull;
        // Time for each row, to that of one process: more processes must at least not take longer.
        const ratio = one![name] / value;
        const target = 1.1;
        const holds = ratio <= target;
        return {
          name: `time for each row, ${name}, to one process`,
          size: count,
          value,
          unit: 'rows/s' as const,
          ratio,
          target,
          holds,
        };
      }),
    );
  } finally {
    await house.close();
  }
}
