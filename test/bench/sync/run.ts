/**
 * `npm run bench:sync`: synchronisation on the real stack (a private PostgreSQL, server processes, HTTP, stations), as ratios inside one
 * run. A missed target is said and fails nothing; something lost does.
 *
 *     --quick        small sizes: some minutes on an idle machine
 *     --full         the sizes of the targets: 100,000 tickets, 300 stations with 500 entries each
 *     --only NAMES   first, sight, return, throughput
 *     --json FILE    also an array of {name, size, value, unit, ratio, target, holds}
 *     --profile DIR  CPU profiles of servers and stations
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Entry, machine, say, writeEntries } from '../report.ts';
import { measureFirst } from './first.ts';
import { BenchPostgres } from './house.ts';
import { measureReturn, measureThroughput } from './return.ts';
import { measureSight } from './sight.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    full: { type: 'boolean' },
    only: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});
const chosen = options.quick ? 0 : options.full ? 2 : 1;
const bySize = <T>(quick: T, usual: T, full: T): T => [quick, usual, full][chosen]!;
const profile = options.profile ?? null;

const MEASURES: Record<string, (postgres: BenchPostgres) => Promise<Entry[]>> = {
  first: (postgres) =>
    measureFirst(postgres, { tickets: bySize(1_000, 10_000, 100_000), passes: bySize(3, 2, 1), profile }),
  sight: (postgres) =>
    measureSight(postgres, {
      connected: bySize([1, 20, 100], [1, 50, 500], [1, 50, 500]),
      saves: bySize(40, 100, 200),
      profile,
    }),
  return: (postgres) =>
    measureReturn(postgres, { stations: bySize(20, 100, 300), entries: bySize(100, 200, 500), profile }),
  throughput: (postgres) =>
    measureThroughput(postgres, {
      processes: bySize([1, 2], [1, 2, 4], [1, 2, 4]),
      stations: 32,
      entries: bySize(100, 200, 400),
    }),
};

const names = options.only?.split(',') ?? Object.keys(MEASURES);
const load = () => loadavg()[0]!.toFixed(1);
console.log(`${machine()}, PostgreSQL 18; carga antes ${load()}`);
const postgres = await BenchPostgres.start();
const entries: Entry[] = [];
try {
  for (const name of names) {
    const measure = MEASURES[name];
    if (!measure) throw new Error(`bench: no measure ${name}`);
    console.log(`\n${name}`);
    for (const entry of await measure(postgres)) {
      entries.push(entry);
      say(entry);
    }
  }
  console.log(`\ncarga depois ${load()}`);
  if (options.json) writeEntries(options.json, entries);
} finally {
  await postgres.stop();
}
