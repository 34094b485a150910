import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MUTANTS, patched } from '../../simulation/mutants.ts';

const root = new URL('../../../', import.meta.url);

describe('the ways to break the synchronisation on purpose', () => {
  test.each(MUTANTS)('$name still finds what it breaks', (mutant) => {
    for (const file of new Set(mutant.patches.map((patch) => patch.file))) {
      const source = readFileSync(new URL(file, root), 'utf8');
      expect(patched(mutant, file, source)).not.toBe(source);
    }
  });
});
