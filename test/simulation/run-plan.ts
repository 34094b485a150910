import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { centreEvidence } from './centre-evidence.ts';
import type { House } from './house.ts';
import { judge } from './judge.ts';
import type { Plan } from './plan.ts';
import type { Workers } from './workers.ts';
import { World } from './world.ts';

export interface Outcome {
  /** Empty: everything that must hold does. */
  complaints: string[];
  /** What happened, line by line. */
  lines: string[];
  /** How often each deed ended how. */
  counts: Map<string, number>;
  milliseconds: number;
}

export interface RunOptions {
  house: House;
  workers: Workers;
  /** For how long after everything works again nothing may be missing any more. */
  peaceMs?: number;
  /** Folder into which everything that was judged is written when something does not hold. */
  evidence?: string | undefined;
}

/** Runs a plan and judges what is left of it. */
export async function runPlan(
  plan: Plan,
  { house, workers, peaceMs = 20_000, evidence }: RunOptions,
): Promise<Outcome> {
  const began = performance.now();
  const world = new World({ plan, house, workers });
  const { account } = world;
  let complaints: string[];
  let phase = 'begin';
  const live = async () => {
    await world.begin();
    phase = 'perform';
    await world.perform();
    phase = 'heal';
    await world.heal();
    phase = 'judge';
    return verdict(world, plan, { peaceMs, evidence });
  };
  try {
    complaints = await Promise.race([
      live(),
      stuckAfter(LONGEST_MS + peaceMs, () => `${phase}, ${world.account.lines.slice(-12).join(' · ')}`),
    ]);
  } catch (error) {
    complaints = [`the run did not come to its end: ${error instanceof Error ? error.stack : String(error)}`];
  }
  await Promise.race([world.end(), stuckAfter(LONGEST_MS, () => 'end')]).catch((error: Error) => {
    complaints.push(error.message);
  });
  const { lines, counts, alarms, leaks } = account;
  return { complaints: [...leaks, ...complaints, ...alarms], lines, counts, milliseconds: performance.now() - began };
}

/** Of all that a plan has in it; a run takes seconds, and minutes where a machine has much else to do. */
const LONGEST_MS = 140_000;

async function stuckAfter(milliseconds: number, where: () => string): Promise<never> {
  await wait(milliseconds, undefined, { ref: false });
  throw new Error(`stuck for ${milliseconds} ms: ${where()}`);
}

async function verdict(
  world: World,
  plan: Plan,
  { peaceMs, evidence }: { peaceMs: number; evidence: string | undefined },
): Promise<string[]> {
  const began = performance.now();
  let end = began + peaceMs;
  let last = '';
  const judged = async (over: boolean) => {
    const given = {
      stations: await world.evidence(),
      centre: await centreEvidence(world.side),
      account: world.account,
    };
    const complaints = judge(given);
    const { tickets, broughtIn } = given.centre;
    world.account.counts.set('tickets aged', tickets.filter(({ aged }) => aged).length);
    world.account.counts.set(
      'tickets closed',
      tickets.filter(({ folded }) => folded.ticket.status === 'closed').length,
    );
    world.account.counts.set('tickets brought in', broughtIn.length);
    if (over && evidence !== undefined)
      writeFileSync(join(evidence, `seed-${plan.seed}.json`), JSON.stringify({ complaints, ...given }, null, 1));
    return complaints;
  };
  for (let pause = 10; ; pause = Math.min(pause * 2, 400)) {
    const unrest = await world.unrest();
    // Slow is not stuck: as long as something else is under way than before, there is time.
    if (unrest !== last && performance.now() - began < LONGEST_MS / 2) end = performance.now() + peaceMs;
    last = unrest;
    const over = performance.now() > end;
    const complaints = unrest === '' || over ? await judged(over) : [];
    if (unrest !== '') complaints.unshift(`nothing is stuck: ${unrest}`);
    if (complaints.length === 0 || over) return complaints;
    await wait(pause);
  }
}
