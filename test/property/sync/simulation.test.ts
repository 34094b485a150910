import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildHouse, type House } from '../../simulation/house.ts';
import { drawPlan, inWords } from '../../simulation/plan.ts';
import { runPlan } from '../../simulation/run-plan.ts';
import { FOUND, NORMAL_RUN } from '../../simulation/seeds.ts';
import { Workers } from '../../simulation/workers.ts';

let house: House;
let workers: Workers;

beforeAll(async () => {
  workers = new Workers(2);
  house = await buildHouse();
});
afterAll(async () => {
  await workers?.close();
  await house?.close();
});

async function holds(seed: number): Promise<void> {
  const plan = drawPlan(seed);
  const { complaints } = await runPlan(plan, { house, workers });
  expect(complaints, `seed ${seed}:\n${plan.commands.map(inWords).join('\n')}`).toEqual([]);
}

describe('stations and a centre after whatever went wrong between them', () => {
  test.each(FOUND)('seed $seed: $what', async ({ seed }) => holds(seed));

  const found = new Set(FOUND.map(({ seed }) => seed));
  const seeds = Array.from({ length: NORMAL_RUN }, (_, index) => index + 1).filter((seed) => !found.has(seed));
  test.each(seeds)('everything accepted is everywhere once, with equal heads and digests: seed %i', holds);
});
