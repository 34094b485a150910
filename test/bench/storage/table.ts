/** A run as tables: rows of cells for the console and, as Markdown, for docs/benchmarks.md. */
import type { ContenderName } from './contender.ts';
import type { Cell, Results } from './results.ts';
import { steps } from './steps.ts';

type Column = { head: string; text: (results: Results, size: number, step: number) => string };

const time = (contender: ContenderName, head: string = contender): Column => ({
  head,
  text: (results, size, step) => timeText(results.cell(size, contender, step)),
});

const ratio = (ours: ContenderName, raw: ContenderName): Column => ({
  head: '× limit',
  text: (results, size, step) => {
    const [value, limit] = [results.milliseconds(size, ours, step), results.limit(size, raw, step)];
    return value && limit ? (value / limit).toFixed(2) : '';
  },
});

const cpuRatio = (ours: ContenderName, raw: ContenderName): Column => ({
  head: 'in CPU',
  text: (results, size, step) => results.cpuToLimit({ size, ours, raw, step })?.toFixed(2) ?? '',
});

const COLUMNS: readonly Column[] = [
  { head: 'ms', text: (_results, _size, step) => steps[step]!.name },
  time('ours encrypted'),
  ratio('ours encrypted', 'raw encrypted'),
  cpuRatio('ours encrypted', 'raw encrypted'),
  time('raw encrypted'),
  time('RxDB memory'),
  time('ours node:sqlite'),
  ratio('ours node:sqlite', 'raw node:sqlite'),
  cpuRatio('ours node:sqlite', 'raw node:sqlite'),
  time('raw node:sqlite'),
  time('PouchDB'),
  time('PouchDB synced'),
  time('Dexie'),
];

/** Three digits that count. */
export function timeText(cell: Cell): string {
  if (!cell) return '–';
  if ('longerThan' in cell) return `> ${digits(cell.longerThan)}`;
  return digits(cell.milliseconds);
}

function digits(milliseconds: number): string {
  if (milliseconds >= 100) return Math.round(milliseconds).toLocaleString('en');
  return milliseconds.toFixed(milliseconds >= 10 ? 1 : 2);
}

function rows(results: Results, size: number): string[][] {
  return [...steps.keys()].map((step) => COLUMNS.map(({ text }) => text(results, size, step)));
}

export function consoleTable(results: Results, size: number): string {
  const all = [COLUMNS.map(({ head }) => head), ...rows(results, size)];
  const widths = COLUMNS.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (row: string[]) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0]!) : text.padStart(widths[column]!))).join('  ');
  return all.map(line).join('\n');
}

export function markdownTable(results: Results, size: number): string {
  const heads = COLUMNS.map(({ head }) => head);
  const rules = COLUMNS.map((_, column) => (column === 0 ? '---' : '--:'));
  return [heads, rules, ...rows(results, size)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
