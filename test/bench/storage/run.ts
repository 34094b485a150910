/**
 * `npm run bench:storage`: RxDB's performance steps on our storage, on the raw drivers doing the same work by hand, and
 * on what else there is; each contender in a process of its own, step by step in turns, medians of one run. The limit
 * of a storage is the raw driver plus RxDB's own layer (its memory storage). A missed target is said and fails nothing.
 *
 *     --quick         smaller sizes and fewer passes: under a minute
 *     --json FILE     also an array of {name, size, value, unit, ratio, target, holds}
 *     --docs          also the tables and the picture in docs/
 *     --sizes 3000,…  --only NAME,…  --passes N      for work on one of them
 *     --minutes N     begins no pass after so long
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { machine, say, writeEntries } from '../report.ts';
import { type ContenderName, contenderNames } from './contender.ts';
import { RemoteContender, TooSlow } from './contender-remote.ts';
import { writeDocs } from './docs.ts';
import { Results } from './results.ts';
import { steps } from './steps.ts';
import { consoleTable } from './table.ts';

/** Contenders so slow that they would take hours: up to how many documents they are run, in the full run. */
const LARGEST: Partial<Record<ContenderName, number>> = { PouchDB: 10_000, 'PouchDB synced': 3_000, Dexie: 10_000 };
/** Such a contender begins no further pass at one size after so long… */
const SLOW_BUDGET_MS = { full: 45_000, quick: 1_500 };
/** …and is ended at that size when one step takes longer than this. */
const STEP_LIMIT_MS = 60_000;
const WARM_UP_DOCUMENTS = 300;
/** Of a quick run, until which passes are begun; one at each size is made in any case. */
const QUICK_MINUTES = 0.5;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'string' },
    docs: { type: 'boolean' },
    sizes: { type: 'string' },
    only: { type: 'string' },
    passes: { type: 'string' },
    minutes: { type: 'string' },
  },
});

const sizes = options.sizes?.split(',').map(Number) ?? (options.quick ? [200, 600] : [3_000, 10_000, 100_000]);
const names = contenderNames.filter((name) => options.only?.split(',').includes(name) ?? true);
const slowBudget = options.quick ? SLOW_BUDGET_MS.quick : SLOW_BUDGET_MS.full;
const results = new Results(sizes);
const notes: string[] = [];
const latest =
  performance.now() + Number(options.minutes ?? (options.quick ? QUICK_MINUTES : Number.POSITIVE_INFINITY)) * 60_000;

function note(sentence: string): void {
  notes.push(sentence);
  console.log(sentence);
}

function passesAt(size: number): number {
  if (options.passes) return Number(options.passes);
  if (options.quick) return 3;
  return size >= 10_000 ? 5 : 7;
}

/** One pass of all contenders, step by step in turns; answers those that were ended. */
async function pass(
  contenders: readonly RemoteContender[],
  { size, seed, record }: { size: number; seed: number; record: boolean },
): Promise<RemoteContender[]> {
  const ended: RemoteContender[] = [];
  for (const contender of contenders) await contender.begin({ size, seed });
  for (const [step, { name }] of steps.entries()) {
    for (const contender of contenders) {
      if (ended.includes(contender)) continue;
      const at = { size, contender: contender.name, step };
      const limit = contender.name in LARGEST ? STEP_LIMIT_MS : undefined;
      try {
        const time = await contender.run(step, limit);
        if (record) results.add(at, time);
      } catch (error) {
        if (!(error instanceof TooSlow)) throw error;
        ended.push(contender);
        results.end(at, STEP_LIMIT_MS);
        note(`${contender.name}, ${size} documents: ended in "${name}" after ${STEP_LIMIT_MS / 1000} s.`);
      }
    }
  }
  for (const contender of contenders) if (!ended.includes(contender)) await contender.end();
  return ended;
}

async function measure(size: number): Promise<void> {
  const tooLarge = names.filter((name) => size > (LARGEST[name] ?? Number.POSITIVE_INFINITY));
  if (tooLarge.length > 0) note(`Not run with ${size} documents, because of their slowness: ${tooLarge.join(', ')}.`);
  let running = names.filter((name) => !tooLarge.includes(name)).map((name) => new RemoteContender(name));
  const all = running;
  const passes = passesAt(size);
  try {
    await pass(running, { size: Math.min(size, WARM_UP_DOCUMENTS), seed: 1, record: false });
    for (let number = 1; number <= passes; number++) {
      if (performance.now() > latest && !(options.quick && number === 1)) {
        note(`${size} documents: ${number - 1} of ${passes} passes, because the time was over.`);
        break;
      }
      process.stderr.write(`\r${size} documents, pass ${number} of ${passes} `);
      const ended = await pass(running, { size, seed: 100 * number, record: true });
      running = running.filter((contender) => !ended.includes(contender));
      const slow = running.filter(({ name, spent }) => name in LARGEST && spent > slowBudget);
      if (slow.length === 0 || number === passes) continue;
      running = running.filter((contender) => !slow.includes(contender));
      for (const { name } of slow) note(`${name}, ${size} documents: ${number} of ${passes} passes.`);
    }
  } finally {
    process.stderr.write('\r');
    for (const contender of all) await contender.exit();
  }
}

const load = () => loadavg()[0]!.toFixed(1);
const host = machine();
console.log(`${host}\n`);
const loadBefore = load();
for (const size of sizes) {
  await measure(size);
  console.log(`\n${size} documents, medians of ${passesAt(size)} passes\n${consoleTable(results, size)}\n`);
}
const entries = results.entries();
const missed = entries.filter(({ holds }) => !holds);
console.log(`${entries.length - missed.length} of ${entries.length} targets hold; missed:`);
for (const entry of missed) say({ ...entry, name: `${entry.size}: ${entry.name}` });
if (options.json) writeEntries(options.json, entries);
if (options.docs) {
  const passes = sizes.map((size) => `${passesAt(size)} at ${size.toLocaleString('en')}`).join(', ');
  const about = `Medians of one run; passes: ${passes}. Load of the machine before the run ${loadBefore}, after it ${load()}.`;
  writeDocs(results, { machine: host, notes: [about, ...notes] });
}
