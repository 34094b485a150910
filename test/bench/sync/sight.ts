/** From a save on one station to its sight on another, with few and with many stations connected. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { addUnit, makeEnrolCode } from '#server/centre/administration.ts';
import { type Entry, entryOf, median } from '../report.ts';
import { Child } from './child.ts';
import { addAgents } from './first.ts';
import type { BenchPostgres } from './house.ts';
import type { LoadPlan } from './load-process.ts';
import { percentile } from './percentile.ts';

const GROWTH_TARGET = 2;
const SAVES_PER_CALL = 20;
const WARM_UP = 10;
const LONGEST_MS = 20_000;
const PASSWORD = 'uma senha de medida';

export interface SightPlan {
  /** How many stations listen beside the one that saves, ascending. */
  connected: readonly number[];
  saves: number;
  profile: string | null;
}

interface Times {
  total: number[];
  /** From the commit on. */
  travelled: number[];
}

export async function measureSight(
  postgres: BenchPostgres,
  { connected, saves, profile }: SightPlan,
): Promise<Entry[]> {
  const house = await postgres.house();
  const directories = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'prumo-bench-')));
  const [a, b] = directories.map((directory) => new Child('station-process.ts', [directory], profile)) as [
    Child,
    Child,
  ];
  const load = new Child('load-process.ts');
  try {
    const unit = await addUnit(house.centre.context, 'Matriz');
    const agents = await addAgents(house, { unitId: unit.id, count: 3, password: PASSWORD });
    const { origin } = await house.serve({ profile });
    for (const [index, station] of [a, b].entries()) {
      const code = await makeEnrolCode(house.centre.context, { unitId: unit.id });
      if (!code.ok) throw new Error('bench: no code');
      await station.ask('enrol', { address: origin, code: code.value.code });
      await station.ask('signIn', { agentId: agents[index]!.id, password: PASSWORD });
      await station.ask('settle');
    }
    const plan: LoadPlan = { url: house.url, origins: [origin], units: [{ unitId: unit.id, agent: agents[2]! }] };
    const measured: { count: number; times: Times }[] = [];
    for (const count of connected) {
      if (count > 1) await load.ask('listen', { plan, count: count - 1 });
      // The one that looks is the last whom the server tells.
      await b.ask('reopen');
      await b.ask('enter', agents[1]!.id);
      const times = await saveAndSee({ a, b, saves });
      measured.push({ count, times });
      const [p50, p95] = [median(times.total), percentile(times.total, 0.95)];
      const commit = median(times.total.map((total, index) => total - times.travelled[index]!));
      console.log(
        `  ${count}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms; until saved ${commit.toFixed(1)} ms`,
      );
    }
    const [alone] = measured;
    return measured.flatMap(({ count, times }) =>
      [0.5, 0.95].map((part) =>
        entryOf(`save to sight, p${part * 100}, to one station`, {
          size: count,
          value: percentile(times.total, part),
          base: percentile(alone!.times.total, part),
          target: GROWTH_TARGET,
        }),
      ),
    );
  } finally {
    await Promise.all([load.end(), a.end(), b.end()]);
    await house.close();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  }
}

async function saveAndSee({ a, b, saves }: { a: Child; b: Child; saves: number }): Promise<Times> {
  const times: Times = { total: [], travelled: [] };
  let call: { ticketId: string; stepId: string } | null = null;
  for (let number = 0; number < WARM_UP + saves; number++) {
    if (!call || number % SAVES_PER_CALL === 0) {
      call = await a.ask<{ ticketId: string; stepId: string }>('openCall');
      await b.ask('follow', call.ticketId);
    }
    const note = `sinal-${Math.floor(performance.now() * 1000)}`;
    const { began, saved } = await a.ask<{ began: number; saved: number }>('save', { ...call, note });
    const seen = await sightOf(b, note);
    if (number >= WARM_UP) {
      times.total.push(seen - began);
      times.travelled.push(seen - saved);
    }
    // Not in step with anything that the stations do by the clock.
    await wait(20 + Math.random() * 80);
  }
  return times;
}

async function sightOf(b: Child, note: string): Promise<number> {
  const end = performance.now() + LONGEST_MS;
  while (performance.now() < end) {
    const at = await b.ask<number | null>('seen', note);
    if (at !== null) return at;
    await wait(25);
  }
  throw new Error('bench: what was saved was not seen');
}
