/** A file system of a few megabytes in memory, where the system lets us mount one (Linux, root). */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { newDirectory } from './storages.ts';

export type SmallDisk = {
  directory: string;
  /** False: there is no such disk here, and the test must say that it was skipped. */
  mounted: boolean;
  dispose(): void;
};

export function smallDisk(megabytes: number): SmallDisk {
  const directory = newDirectory({ real: true });
  const mounted = isDone('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory]);
  return {
    directory,
    mounted,
    dispose() {
      if (mounted) execFileSync('umount', ['-l', directory]);
      rmSync(directory, { recursive: true });
    },
  };
}

function isDone(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
