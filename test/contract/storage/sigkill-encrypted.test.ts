import { describe } from 'vitest';
import { killRounds } from './kill-rounds.ts';
import { driverCases } from './storages.ts';

// With `sigkill-plain.test.ts` 200 rounds; `npm run torture` does thousands.
const [encrypted] = driverCases;
if (!encrypted?.key) throw new Error('the first driver encrypts');

describe('SIGKILL at random points on an encrypted file', () => {
  killRounds(encrypted, { save: 35, checkpoint: 25, rekey: 35, backup: 15, migration: 15 });
});
