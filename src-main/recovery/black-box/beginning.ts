/** Where the black box begins since records that had their time were removed: what is below is not lost, but elsewhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFileSync } from '../files.ts';

const noteSchema = z.object({ version: z.literal(1), first: z.int().positive() });
const noteFile = (directory: string) => join(directory, 'beginning.json');

/** The lowest counter that should be there; 1 while nothing was ever removed, or when the note cannot be read. */
export function readBeginning(directory: string): number {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(noteFile(directory), 'utf8'))).first;
  } catch {
    // Then what was removed counts as missing: said once too often, never too seldom.
    return 1;
  }
}

/** Before the files below it are removed. */
export function noteBeginning(directory: string, first: number): void {
  replaceFileSync(noteFile(directory), `${JSON.stringify({ version: 1, first })}\n`);
}
