import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { RECOVERY_CAUSES } from '#shared/contract/recovery.ts';
import { recoveryFiles, replaceFileSync } from './files.ts';
import type { Replaced } from './open-profile.ts';

const replacedSchema = z.object({
  cause: z.enum(RECOVERY_CAUSES),
  problems: z.array(z.string()),
  aside: z.string().nullable(),
  backup: z.object({ name: z.string(), at: z.string() }).nullable(),
  skipped: z.array(z.object({ name: z.string(), code: z.string() })),
});

/**
 * A restoration ends only when the black box was put back, what can be salvaged was, and the report is kept. Until then
 * what was found at its beginning lies in a file, so that an opening after a crash in the middle goes on with it.
 * @returns what this opening has to finish
 */
export function keepUnfinished(dataDir: string, replaced: Replaced | null): Replaced | null {
  if (replaced === null) return readUnfinished(dataDir);
  replaceFileSync(recoveryFiles(dataDir).unfinished, `${JSON.stringify(replaced)}\n`);
  return replaced;
}

export function forgetUnfinished(dataDir: string): void {
  rmSync(recoveryFiles(dataDir).unfinished, { force: true });
}

function readUnfinished(dataDir: string): Replaced | null {
  try {
    return replacedSchema.parse(JSON.parse(readFileSync(recoveryFiles(dataDir).unfinished, 'utf8')));
  } catch {
    // None; or not readable, and then the black box alone decides what is missing.
    return null;
  }
}
