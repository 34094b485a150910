/*
 * A long list, loaded page by page, that stays where it is while the store changes beneath it. What the
 * station answers anew is written into the rows that are there; what came is counted, not put in between;
 * what no longer belongs is marked, not taken out. What moves nothing is shown at once: the rows of a list that
 * was empty, and those that come behind the last row. `firstPage` of a new answer brings the list up to date.
 * Pure: the hook that asks is `use-paged-rows.ts`.
 */

export interface PageAnswer<Row> {
  rows: readonly Row[];
  total: number;
  /** Where the next page begins; `null` at the end. */
  next: string | null;
}

export interface LoadedPage<Row> {
  /** Where it begins: asked with it again, the same page comes. */
  after: string | null;
  rows: readonly Row[];
  next: string | null;
}

export interface PagedRows<Row> {
  pages: readonly LoadedPage<Row>[];
  /** As of the last answer. */
  total: number;
  /** As it was when the list was brought up to date. */
  totalAtFirst: number;
  /** Ids that belong to the list and are not shown yet. */
  arrived: ReadonlySet<string>;
  /** Ids that are shown and no longer belong to it. */
  gone: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export function firstPage<Row>({ rows, total, next }: PageAnswer<Row>): PagedRows<Row> {
  return { pages: [{ after: null, rows, next }], total, totalAtFirst: total, arrived: NONE, gone: NONE };
}

export function rowsOf<Row>(list: PagedRows<Row>): Row[] {
  return list.pages.flatMap((page) => page.rows);
}

/** Where the page after the last begins; `null` when all is loaded. */
export function nextOf<Row>(list: PagedRows<Row>): string | null {
  return list.pages.at(-1)?.next ?? null;
}

/** One page more. Ignored when it does not follow the last. */
export function withNextPage<Row>(
  list: PagedRows<Row>,
  { after, answer, idOf }: { after: string; answer: PageAnswer<Row>; idOf: (row: Row) => string },
): PagedRows<Row> {
  if (nextOf(list) !== after) return list;
  const known = knownIds(list, idOf);
  const rows = answer.rows.filter((row) => !known.has(idOf(row)));
  return { ...list, pages: [...list.pages, { after, rows, next: answer.next }], total: answer.total };
}

/** The list after the page at `index` was asked again. */
export function refreshed<Row>(
  list: PagedRows<Row>,
  { index, answer, idOf }: { index: number; answer: PageAnswer<Row>; idOf: (row: Row) => string },
): PagedRows<Row> {
  const page = list.pages[index];
  if (!page) return list;
  const known = knownIds(list, idOf);
  if (known.size === 0) return firstPage(answer);
  const fresh = new Map(answer.rows.map((row) => [idOf(row), row]));
  const lastKnown = answer.rows.findLastIndex((row) => known.has(idOf(row)));
  const last = index === list.pages.length - 1;

  const arrived = new Set(list.arrived);
  const behind: Row[] = [];
  answer.rows.forEach((row, place) => {
    if (known.has(idOf(row))) return;
    /* Behind the last page's last row: what was never loaded, or what came to the end of a list that was whole. */
    if (last && place > lastKnown && (page.next !== null || lastKnown >= 0)) behind.push(row);
    else arrived.add(idOf(row));
  });
  const grows = page.next === null && behind.length > 0;

  const gone = new Set([...list.gone].filter((id) => !fresh.has(id)));
  const lastFresh = page.rows.findLastIndex((row) => fresh.has(idOf(row)));
  page.rows.forEach((row, place) => {
    const covered = answer.next === null || place <= lastFresh;
    if (covered && !fresh.has(idOf(row))) gone.add(idOf(row));
  });

  const pages = list.pages.map((each) => {
    if (!each.rows.some((row) => fresh.has(idOf(row)))) return each;
    const rows = each.rows.map((row) => fresh.get(idOf(row)) ?? row);
    return each === page && grows ? { ...each, rows: [...rows, ...behind], next: answer.next } : { ...each, rows };
  });
  /* The top joins what is shown: whatever else the list has grown by lies beneath. */
  const joined = index === 0 && lastKnown >= 0;
  const totalAtFirst = joined || grows ? answer.total - arrived.size : list.totalAtFirst;
  return { ...list, pages, total: answer.total, totalAtFirst, arrived, gone };
}

/** How many new ones wait at the top: those seen, or as many more as the list has grown by where they do not join what is shown. */
export function arrivedCount<Row>(list: PagedRows<Row>): number {
  return Math.max(list.arrived.size, list.total - list.totalAtFirst);
}

/** The pages that hold the rows from `first` to `last`. */
export function pagesOfRange<Row>(list: PagedRows<Row>, first: number, last: number): number[] {
  const found: number[] = [];
  let begin = 0;
  list.pages.forEach((page, index) => {
    const end = begin + page.rows.length;
    if (begin <= last && end > first) found.push(index);
    begin = end;
  });
  return found;
}

function knownIds<Row>(list: PagedRows<Row>, idOf: (row: Row) => string): Set<string> {
  const known = new Set<string>();
  for (const page of list.pages) for (const row of page.rows) known.add(idOf(row));
  return known;
}
