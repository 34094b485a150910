import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BESIDE, makeDirectory, syncDirectory } from './files.ts';

/**
 * Moves a database with its log into a directory of its own under `aside`; nothing is deleted or overwritten.
 * @param at ISO instant: names the directory
 * @returns the directory, or `null` when there was nothing to move
 */
export function moveAside(database: string, { aside, at }: { aside: string; at: string }): string | null {
  const there = [database, ...BESIDE.map((suffix) => database + suffix)].filter((path) => existsSync(path));
  if (there.length === 0) return null;
  makeDirectory(aside);
  const directory = freeName(join(aside, at.slice(0, 19).replace(/[-:]/g, '')));
  makeDirectory(directory);
  // The log goes first: a file without its log would be opened as if whole.
  for (const path of there.reverse()) renameSync(path, join(directory, basename(path)));
  syncDirectory(directory);
  syncDirectory(dirname(database));
  return directory;
}

function freeName(path: string): string {
  let free = path;
  for (let number = 2; existsSync(free); number++) free = `${path}-${number}`;
  return free;
}
