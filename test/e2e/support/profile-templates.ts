/** The profiles that tests start from a copy of, each made once for a worker. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** `new`: before the first run. `house`: as house.ts says. `demo`: with sample data. */
export type ProfileKind = 'new' | 'house' | 'demo';

export interface ProfileTemplates {
  /** The directory to copy; `null` for a profile that starts as none. */
  of(kind: ProfileKind, startsAt: string | null): Promise<string | null>;
  remove(): Promise<void>;
}

const MAKER = join(import.meta.dirname, 'make-profile.ts');
const run = promisify(execFile);

export function profileTemplates(): ProfileTemplates {
  const made = new Map<string, Promise<string>>();
  const make = async (kind: ProfileKind, startsAt: string | null) => {
    const path = await mkdtemp(join(tmpdir(), `prumo-template-${kind}-`));
    await run(process.execPath, [MAKER, kind, path, ...(startsAt ? [startsAt] : [])]);
    return path;
  };
  return {
    async of(kind, startsAt) {
      if (kind === 'new') return null;
      const name = `${kind} ${startsAt ?? ''}`;
      const path = made.get(name) ?? make(kind, startsAt);
      made.set(name, path);
      return path;
    },
    async remove() {
      for (const path of await Promise.allSettled(made.values()))
        if (path.status === 'fulfilled') await rm(path.value, { recursive: true, force: true });
    },
  };
}
