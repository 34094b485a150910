const SHOWN = 3;
const LONGEST = 80;

/** The first different values of a column, cut to what fits. */
export function sampleCells(rows: readonly (readonly string[])[], column: number): string[] {
  const filled = rows.map((row) => (row[column] ?? '').trim().slice(0, LONGEST)).filter((cell) => cell !== '');
  return [...new Set(filled)].slice(0, SHOWN);
}
