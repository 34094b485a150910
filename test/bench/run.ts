/**
 * `npm run bench`: what a station costs with many tickets against few, and a save against the raw driver's commit, as
 * ratios of medians of one run. A missed target is said and fails nothing.
 *
 *     --quick        5,000 tickets against 500 instead of 100,000 against 1,000: under a minute
 *     --json FILE    also an array of {name, size, value, unit, ratio, target, holds}
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answered, Asked, StepName } from './bench-station.ts';
import { type Entry, entryOf, machine, median, say, writeEntries } from './report.ts';

interface Step {
  name: StepName;
  target: number;
  times: number;
}

const STEPS: Step[] = [
  { name: 'start', target: 1.5, times: 7 },
  { name: 'list: first page', target: 1.5, times: 60 },
  { name: 'list: one status', target: 1.5, times: 60 },
  { name: 'list: what is not closed, of one agent', target: 1.5, times: 60 },
  { name: 'list: closed, of one board', target: 1.5, times: 60 },
  { name: 'list: one week', target: 1.5, times: 60 },
  { name: 'list: a page in the middle', target: 1.5, times: 60 },
  { name: 'search: rare word', target: 1.5, times: 40 },
  { name: 'search: common word', target: 2, times: 40 },
  { name: 'search: beginning of a common word', target: 2, times: 40 },
  { name: 'list: found by a rare word', target: 1.5, times: 40 },
  { name: 'list: found by a common word', target: 2, times: 20 },
  { name: 'search: telephone', target: 1.5, times: 40 },
  { name: 'search: protocol', target: 1.5, times: 40 },
  { name: 'open a call', target: 1.5, times: 60 },
  { name: 'save a step', target: 1.5, times: 60 },
];
const SAVE_TARGET = 3;
const WARM_UP = 5;

class BenchStation {
  readonly #child: ChildProcess;
  readonly #directory = mkdtempSync(join(tmpdir(), 'prumo-bench-'));

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'bench-station.ts'), [this.#directory]);
  }

  async build(tickets: number): Promise<void> {
    await this.#ask({ build: tickets });
  }

  async run(step: StepName): Promise<number> {
    const answer = await this.#ask({ step });
    if ('milliseconds' in answer) return answer.milliseconds;
    throw new Error(`bench: no time for ${step}`);
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await ended;
    rmSync(this.#directory, { recursive: true });
  }

  #ask(asked: Asked): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const exited = (code: number | null) => reject(new Error(`bench: the station's process ended (${code})`));
      this.#child.once('exit', exited);
      this.#child.once('message', (answer: Answered) => {
        this.#child.off('exit', exited);
        if ('problem' in answer) reject(new Error(answer.problem));
        else resolve(answer);
      });
      this.#child.send(asked);
    });
  }
}

/** Runs steps by turns, so that whatever else the machine does falls on all alike; answers the median of each. */
async function byTurns(times: number, steps: (() => Promise<number>)[]): Promise<number[]> {
  const samples: number[][] = steps.map(() => []);
  for (let turn = 0; turn < WARM_UP + times; turn++) {
    for (const [index, step] of steps.entries()) {
      const milliseconds = await step();
      if (turn >= WARM_UP) samples[index]!.push(milliseconds);
    }
  }
  return samples.map(median);
}

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' }, json: { type: 'string' } } });
const [few, many] = options.quick ? [500, 5_000] : [1_000, 100_000];
console.log(`${many} chamados contra ${few}${options.quick ? ' (--quick)' : ''}; medianas de uma só execução`);
console.log(`${machine()}\n`);

const [small, large] = [new BenchStation(), new BenchStation()];
try {
  const began = performance.now();
  await small.build(few);
  await large.build(many);
  console.log(`perfis prontos em ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  const entries: Entry[] = [];
  const add = (name: string, { value, base, target }: { value: number; base: number; target: number }) => {
    const entry = entryOf(name, { size: many, value, base, target });
    entries.push(entry);
    say(entry);
  };
  for (const { name, target, times } of STEPS) {
    const [base = 0, value = 0] = await byTurns(times, [() => small.run(name), () => large.run(name)]);
    add(name, { value, base, target });
  }
  const [base = 0, value = 0] = await byTurns(120, [() => large.run('raw commit'), () => large.run('save a step')]);
  add('save a step, to the raw commit', { value, base, target: SAVE_TARGET });
  if (options.json) writeEntries(options.json, entries);
} finally {
  await Promise.all([small.end(), large.end()]);
}
