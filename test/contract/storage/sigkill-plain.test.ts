import { describe } from 'vitest';
import { killRounds } from './kill-rounds.ts';
import { driverCases } from './storages.ts';

const [, plain] = driverCases;
if (!plain || plain.key) throw new Error('the second driver does not encrypt');

describe('SIGKILL at random points on a plain file', () => {
  killRounds(plain, { save: 30, checkpoint: 20, backup: 10, migration: 15 });
});
