import { createCsvReader } from './csv-reader.ts';

export type CsvSeparator = ';' | ',' | '\t' | '|';

/** In the order in which a tie is decided: Excel in Brazil writes semicolons, and commas stand inside amounts. */
export const SEPARATORS: readonly CsvSeparator[] = [';', '\t', ',', '|'];

export const SEPARATOR_LABELS: Record<CsvSeparator, string> = {
  ';': 'ponto e vírgula (;)',
  ',': 'vírgula (,)',
  '\t': 'tabulação',
  '|': 'barra vertical (|)',
};

const SAMPLE_RECORDS = 50;
/** Excel's own hint, on a line of its own at the top. */
const SEP_LINE = /^\ufeff?sep=(.)\s*$/im;

/** How many records have the commonest number of cells, and that number; cells in quotes count as one. */
function regularity(sample: string, separator: CsvSeparator): { share: number; columns: number } {
  const records = createCsvReader({ separator })
    .push(sample)
    .slice(0, SAMPLE_RECORDS)
    .filter((item) => item.kind === 'record');
  const byColumns = new Map<number, number>();
  for (const { fields } of records) byColumns.set(fields.length, (byColumns.get(fields.length) ?? 0) + 1);
  byColumns.delete(1);
  const [columns, count] = [...byColumns].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0];
  return { share: records.length === 0 ? 0 : count / records.length, columns };
}

/**
 * The separator that cuts most records of the sample into the same number of cells, more cells first on a tie.
 * `undefined` when none cuts anything: a file of one column, or no CSV.
 */
export function detectSeparator(sample: string): CsvSeparator | undefined {
  const hint = SEPARATORS.find(
    (separator) => separator === SEP_LINE.exec(sample.slice(0, 20).split(/[\r\n]/)[0] ?? '')?.[1],
  );
  if (hint) return hint;
  const complete = /[\r\n]/.test(sample) ? sample : `${sample}\n`;
  const candidates = SEPARATORS.map((separator) => ({ separator, ...regularity(complete, separator) })).filter(
    ({ share }) => share > 0,
  );
  return candidates.toSorted((a, b) => b.share - a.share || b.columns - a.columns)[0]?.separator;
}
