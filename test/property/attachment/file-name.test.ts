import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, extensionOf, FILE_NAME_LIMIT } from '#shared/domain/attachment/file-name.ts';

const SEED = 20261121;

test('[S2.5] whatever a file is called, its kept name can be saved on any disk, and cleaning it again changes nothing', () => {
  const parts = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('.', '..', '/', '\\', 'con', 'nul.', '\u202e', '\ud800', ' ', '.pdf'),
    ),
  );
  fc.assert(
    fc.property(parts, (some) => {
      const kept = cleanFileName(some.join(''));
      expect(kept).not.toBe('');
      expect(kept.length).toBeLessThanOrEqual(FILE_NAME_LIMIT);
      expect(kept).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[.\s]|[.\s]$/u);
      expect(kept.isWellFormed()).toBe(true);
      expect(cleanFileName(kept)).toBe(kept);
      expect(extensionOf(kept)).toMatch(/^[\p{L}\p{N}]*$/u);
    }),
    { seed: SEED, numRuns: 3_000 },
  );
});
