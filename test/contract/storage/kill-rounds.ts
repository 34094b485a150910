import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Lane, type Task } from '../../torture/rounds.ts';
import { seededRandom } from './random.ts';
import { type DriverCase, newDirectory } from './storages.ts';

/** One test for each task, with as many SIGKILLs. */
export function killRounds(driverCase: DriverCase, rounds: Partial<Record<Task, number>>): void {
  it.each(Object.entries(rounds) as [Task, number][])(
    'during %s loses nothing acknowledged and leaves nothing half, %i times',
    { timeout: 240_000 },
    async (task, count) => {
      const directory = newDirectory();
      const lane = new Lane({ task, directory, driverCase });
      const random = seededRandom(20261121 + count);
      for (let round = 1; round <= count; round++) {
        const complaint = await lane.round(random).then(
          () => undefined,
          (error: unknown) => String(error),
        );
        expect({ round, complaint }).toEqual({ round, complaint: undefined });
      }
      rmSync(directory, { recursive: true });
    },
  );
}
