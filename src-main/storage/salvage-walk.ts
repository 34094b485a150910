/** Walks over a table of a damaged file: a range of rows that cannot be read is halved until single rows are left. */
import type { SalvageConnection } from './salvage-connection.ts';
import { StorageError } from './storage-error.ts';

export type Walk = {
  table: string;
  columns: string;
  /** Rows of one statement; also how often the event loop gets its turn. */
  rowsAtOnce: number;
  /** Indexes over all rows: they tell the last row where the table cannot. */
  indexes: readonly string[];
  /** Row numbers are not above it; where nothing else tells how many rows there are. */
  guess: number;
};

/** First and last row number between which nothing could be read; a range may also hold numbers never used. */
export type UnreadableRows = [number, number][];

/** With a guess most of the numbers do not exist: looking for each of them behind a damaged page would take minutes. */
const GUESSED_ROWS = 16;

/** @param unreadable is added to */
export function* walk<Row>(connection: SalvageConnection, of: Walk, unreadable: UnreadableRows): Generator<Row[]> {
  const { table, columns, rowsAtOnce } = of;
  const { last, isGuess } = lastRow(connection, of);
  const finest = isGuess ? GUESSED_ROWS : 1;
  const ranges: [number, number][] = [];
  for (let from = 1 + Math.floor((last - 1) / rowsAtOnce) * rowsAtOnce; from >= 1; from -= rowsAtOnce) {
    ranges.push([from, Math.min(from + rowsAtOnce - 1, last)]);
  }
  for (let range = ranges.pop(); range; range = ranges.pop()) {
    const [from, to] = range;
    try {
      yield connection.rows<Row>(
        `SELECT ${columns} FROM ${table} WHERE rowid >= ${from} AND rowid <= ${to} ORDER BY rowid`,
      );
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      const middle = Math.floor((from + to) / 2);
      if (to - from < finest) noteRange(unreadable, range);
      else ranges.push([middle + 1, to], [from, middle]);
    }
  }
}

/** The table's own end, else that of an index, else the guess. */
function lastRow(connection: SalvageConnection, { table, indexes, guess }: Walk): { last: number; isGuess: boolean } {
  for (const from of ['', ...indexes.map((index) => `INDEXED BY ${index}`)]) {
    try {
      return { last: Number(connection.ask(`SELECT max(rowid) FROM ${table} ${from}`)[0] ?? 0), isGuess: false };
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }
  return { last: guess, isGuess: true };
}

function noteRange(ranges: UnreadableRows, [from, to]: [number, number]): void {
  const before = ranges.at(-1);
  if (before && before[1] + 1 === from) before[1] = to;
  else ranges.push([from, to]);
}
