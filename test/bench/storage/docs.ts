/** Puts a run into docs/benchmarks.md, between its marks, and its picture beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture } from './picture.ts';
import type { Results } from './results.ts';
import { markdownTable } from './table.ts';

const DOCS = join(import.meta.dirname, '../../../docs');
const [BEGIN, END] = ['<!-- bench:storage -->', '<!-- /bench:storage -->'];

/** @param notes what was capped, how many passes, how busy the machine was: one sentence each */
export function writeDocs(results: Results, { machine, notes }: { machine: string; notes: readonly string[] }): void {
  writeFileSync(join(DOCS, 'bench-storage.svg'), picture(results, `RxDB storages: ${machine}`));
  const tables = results.sizes
    .filter((size) => results.has(size))
    .map((size) => `### ${size.toLocaleString('en')} documents\n\n${markdownTable(results, size)}`);
  const file = join(DOCS, 'benchmarks.md');
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`bench: no ${BEGIN} … ${END} in docs/benchmarks.md`);
  const block = [`Measured on ${machine}.`, ...notes].map((sentence) => `- ${sentence}`).join('\n');
  const parts = [BEGIN, block, '![bars of every step](bench-storage.svg)', ...tables].join('\n\n');
  writeFileSync(file, `${text.slice(0, from)}${parts}\n\n${text.slice(to)}`);
}
