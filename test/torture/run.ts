/**
 * `npm run torture -- --rounds N --seed S --logs M`: N SIGKILLs (default 2000) shared among the tasks and drivers, and
 * M damaged logs (default 400) for each driver. A failing line names what is needed to run it again: the order of the
 * random numbers follows from the seed; the moment of a kill also depends on the machine.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  applyDamage,
  complaint,
  judge,
  makeCrashedFile,
  randomDamage,
  readLog,
} from '../contract/storage/damaged-log.ts';
import { seededRandom } from '../contract/storage/random.ts';
import { type DriverCase, driverCases, newDirectory } from '../contract/storage/storages.ts';
import { Lane, type Task, tasks } from './rounds.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '2000' },
    logs: { type: 'string', default: '400' },
    seed: { type: 'string', default: '20261121' },
  },
});
const rounds = Number(values.rounds);
const logs = Number(values.logs);
const seed = Number(values.seed);
const LANES_AT_ONCE = 2;

const directory = newDirectory();
const failures: string[] = [];

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(line: string): void {
  failures.push(line);
  report(`FAILED ${line}`);
}

async function killLane({ task, driverCase, count }: { task: Task; driverCase: DriverCase; count: number }) {
  const name = `${task} on ${driverCase.name}`;
  const own = join(directory, name.replaceAll(/\W+/g, '-'));
  mkdirSync(own);
  const lane = new Lane({ task, directory: own, driverCase });
  const random = seededRandom(seed + tasks.indexOf(task));
  for (let round = 1; round <= count; round++) {
    try {
      await lane.round(random);
    } catch (error) {
      fail(`${name}, round ${round}, seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  report(`${count} × SIGKILL: ${name}`);
  rmSync(own, { recursive: true });
}

async function damageLogs(driverCase: DriverCase) {
  const random = seededRandom(seed);
  const states = { opened: 0, 'opened with less, said': 0, 'opened with less, cut off': 0, refused: 0, wrong: 0 };
  for (let done = 0; done < logs; ) {
    const crashed = await makeCrashedFile(join(directory, `log-${done}.db`), driverCase, {
      commits: 10 + Math.floor(random() * 60),
      movedAt: random() < 0.5 ? 0 : 5,
    });
    const log = readLog(crashed);
    for (let each = 0; each < 50 && done < logs; each++, done++) {
      const damage = randomDamage(log.length, random);
      const verdict = await judge(crashed, applyDamage(log, damage, random), driverCase);
      const wrong = complaint(crashed, damage, verdict);
      if (wrong !== undefined) fail(`log ${done}, ${JSON.stringify(damage)}, seed ${seed}: ${wrong}`);
      if (verdict.state !== 'opened') states[verdict.state]++;
      else if (verdict.commits === crashed.commits) states.opened++;
      else states[verdict.said ? 'opened with less, said' : 'opened with less, cut off']++;
    }
  }
  report(`${logs} damaged logs on ${driverCase.name}: ${JSON.stringify(states)}`);
}

/** The tasks that a driver has: a plain file has no key to change. */
const lanes = driverCases.flatMap((driverCase) =>
  tasks.filter((task) => driverCase.key || task !== 'rekey').map((task) => ({ task, driverCase })),
);
const queue = lanes.map((lane, at) => ({
  ...lane,
  count: Math.floor(rounds / lanes.length) + (at < rounds % lanes.length ? 1 : 0),
}));

report(`seed ${seed}, ${rounds} kills, ${logs} damaged logs for each driver`);
for (const driverCase of driverCases) await damageLogs(driverCase);
await Promise.all(
  Array.from({ length: LANES_AT_ONCE }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await killLane(next);
  }),
);
rmSync(directory, { recursive: true });
report(failures.length === 0 ? 'nothing lost, nothing half, nothing silently wrong' : `${failures.length} failures`);
process.exitCode = failures.length === 0 ? 0 : 1;
