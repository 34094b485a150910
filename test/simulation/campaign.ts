import { buildHouse, type House } from './house.ts';
import { drawPlan, inWords, type Plan } from './plan.ts';
import { type Outcome, runPlan } from './run-plan.ts';
import { Workers } from './workers.ts';

export interface CampaignOptions {
  from: number;
  count: number;
  /** Commands of each run; absent: as drawn. */
  length?: number | undefined;
  shrink: boolean;
  log: boolean;
  /** Stops at the first complaint that begins so; `''`: at any. */
  stopAt?: string | undefined;
  peaceMs: number;
  /** Folder for everything that was judged in failing runs. */
  evidence?: string | undefined;
  say: (line: string) => void;
}

/** Runs seed after seed. @returns the failing ones */
export async function campaign(options: CampaignOptions): Promise<number[]> {
  const { from, count, length, say, peaceMs } = options;
  const house = await buildHouse();
  const workers = new Workers(2);
  const failing: number[] = [];
  const counts = new Map<string, number>();
  const began = performance.now();
  let done = 0;
  try {
    for (let seed = from; seed < from + count; seed++) {
      const plan = drawPlan(seed, length);
      const outcome = await runPlan(plan, { house, workers, peaceMs, evidence: options.evidence });
      done++;
      for (const [name, times] of outcome.counts) counts.set(name, (counts.get(name) ?? 0) + times);
      if (outcome.complaints.length === 0) {
        if (done % 10 === 0) say(`seed ${seed}: ${done} of ${count}, ${failing.length} failed, ${per(began, done)}`);
        continue;
      }
      failing.push(seed);
      tell(seed, plan, outcome, options);
      if (options.shrink) await shrink(plan, outcome, { house, workers, options });
      if (options.stopAt !== undefined && outcome.complaints.some((one) => one.startsWith(options.stopAt!))) break;
    }
  } finally {
    await workers.close();
    await house.close();
  }
  say(
    `what was done: ${[...counts]
      .toSorted()
      .map(([name, times]) => `${name} ${times}`)
      .join(', ')}`,
  );
  say(
    failing.length === 0
      ? `${done} runs from seed ${from}: everything holds, ${per(began, done)}`
      : `${failing.length} of ${done} runs failed: ${failing.join(' ')}`,
  );
  return failing;
}

function per(began: number, done: number): string {
  return `${((performance.now() - began) / done / 1000).toFixed(1)} s each`;
}

function tell(
  seed: number,
  plan: Plan,
  { complaints, lines, milliseconds }: Outcome,
  { say, log }: CampaignOptions,
): void {
  say(
    `FAILED seed ${seed} (${plan.stations.length} stations, ${plan.units} units, nets ${plan.nets}, ${(milliseconds / 1000).toFixed(1)} s)`,
  );
  for (const complaint of complaints.slice(0, 12)) say(`  ${complaint}`);
  if (complaints.length > 12) say(`  and ${complaints.length - 12} more`);
  if (log) for (const line of lines) say(`    ${line}`);
}

const MOST_TRIES = 40;

/** Leaves out commands for as long as the run still fails in the same way. What depends on the moment may not repeat. */
async function shrink(
  plan: Plan,
  outcome: Outcome,
  { house, workers, options }: { house: House; workers: Workers; options: CampaignOptions },
): Promise<void> {
  const { say, peaceMs } = options;
  const promise = outcome.complaints[0]!.split(':')[0]!;
  let best = plan;
  let tries = 0;
  for (
    let size = Math.ceil(best.commands.length / 2);
    size >= 1 && tries < MOST_TRIES;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let at = 0; at < best.commands.length && tries < MOST_TRIES; ) {
      const shorter = { ...best, commands: best.commands.toSpliced(at, size) };
      tries++;
      const again = await runPlan(shorter, { house, workers, peaceMs: Math.min(peaceMs, 6_000) });
      if (again.complaints.some((one) => one.startsWith(promise))) best = shorter;
      else at += size;
    }
  }
  say(`  the shortest that still broke “${promise}” (${tries} tries):`);
  for (const command of best.commands) say(`    ${inWords(command)}`);
}
