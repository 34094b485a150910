/** What every benchmark reports: medians as ratios against a target. A missed target is said and fails nothing. */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import Database from 'better-sqlite3-multiple-ciphers';

export type Unit = 'ms' | 'MiB' | 'rows/s' | 'rows';

export interface Entry {
  name: string;
  /** How much there was: tickets, documents. */
  size: number;
  /** Median, unless the name says otherwise. */
  value: number;
  unit: Unit;
  /** To what the benchmark compares with. */
  ratio: number;
  /** The ratio that is not to be passed. */
  target: number;
  holds: boolean;
}

export function entryOf(
  name: string,
  { size, value, base, target }: { size: number; value: number; base: number; target: number },
): Entry {
  const ratio = value / base;
  return { name, size, value, unit: 'ms', ratio, target, holds: ratio <= target };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function say({ name, value, unit, ratio, target, holds }: Entry): void {
  const told = `${ratio.toFixed(2).padStart(7)} ×   até ${target} ×   ${holds ? 'ok' : 'PASSOU'}`;
  console.log(`${name.padEnd(44)}${value.toFixed(2).padStart(9)} ${unit} ${told}`);
}

/** Processor, memory and versions; nothing that names the machine. */
export function machine(): string {
  const sqlite = new Database(':memory:').prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = `Node ${process.versions.node}, SQLite ${sqlite.version}`;
  return `${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, ${versions}`;
}

export function writeEntries(file: string, entries: readonly Entry[]): void {
  writeFileSync(file, `${JSON.stringify(entries, null, 2)}\n`);
}
