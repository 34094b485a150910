import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MUTANTS, type Mutant } from './mutants.ts';

export interface HuntOptions {
  /** Only mutants whose name contains it. */
  only?: string | undefined;
  from: number;
  /** Seeds that each mutant may survive at most. */
  count: number;
  say: (line: string) => void;
}

/** Breaks the synchronisation in one way after the other. @returns the mutants that nobody noticed */
export async function hunt({ only = '', from, count, say }: HuntOptions): Promise<string[]> {
  const survivors: string[] = [];
  for (const mutant of MUTANTS.filter(({ name }) => name.includes(only))) {
    const found = await survive(mutant, { from, count });
    say(`${found ? 'noticed' : 'SURVIVED'} ${mutant.name}: ${found ?? `${count} seeds from ${from}`}`);
    if (!found) survivors.push(mutant.name);
  }
  say(survivors.length === 0 ? 'every mutant was noticed' : `not noticed: ${survivors.join(' ')}`);
  return survivors;
}

/** @returns how it was noticed, `null` when it was not */
async function survive(mutant: Mutant, { from, count }: { from: number; count: number }): Promise<string | null> {
  const known = mutant.seed === undefined ? null : await noticed(mutant, { from: mutant.seed, count: 1 });
  for (let seed = from; !known && seed < from + count; ) {
    const found = await noticed(mutant, { from: seed, count: from + count - seed });
    if (!found) return null;
    // A seed that finds something in the sound code as well says nothing of the mutant.
    if (!(await campaign(null, { from: found.seed, count: 1 }))) return found.how;
    seed = found.seed + 1;
  }
  return known?.how ?? null;
}

async function noticed(
  mutant: Mutant,
  { from, count }: { from: number; count: number },
): Promise<{ seed: number; how: string } | null> {
  const how = await campaign(mutant, { from, count });
  return how === null ? null : { how, seed: Number(/seed (\d+)/.exec(how)?.[1]) };
}

function campaign(mutant: Mutant | null, { from, count }: { from: number; count: number }): Promise<string | null> {
  const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const args = [...(mutant ? [`--import=${here('./mutate.ts')}`] : []), here('./run.ts')];
  // What it is to be noticed by may not be the first thing that a run complains of.
  const stopAt = ['--stop-at', mutant?.complaint ?? ''];
  const limits = ['--seeds', String(count), '--from', String(from), ...stopAt, '--peace-ms', '4000'];
  const child = spawn(process.execPath, [...args, ...limits], {
    env: { ...process.env, ...(mutant ? { PRUMO_MUTANT: mutant.name } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      const lines = output.split('\n');
      const found = complaintIn(lines, mutant?.complaint ?? '');
      if (found) resolve(found);
      else if (lines.some((line) => line.startsWith('FAILED'))) resolve(null);
      else if (output.includes('everything holds')) resolve(null);
      else reject(new Error(`mutant ${mutant?.name ?? 'none'} could not be tried: ${errors.slice(-2_000)}`));
    });
  });
}

/** Of the first failing run that complains of it. */
function complaintIn(lines: readonly string[], promise: string): string | null {
  let run = '';
  for (const line of lines) {
    if (line.startsWith('FAILED')) run = line.replace(/ \(.*/, '').toLowerCase();
    else if (run && line.startsWith(`  ${promise}`)) return `${run} ${line.trim().slice(0, 160)}`;
  }
  return null;
}
