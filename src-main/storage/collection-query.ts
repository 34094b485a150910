/**
 * Prepared Mango queries over a collection's table. Three ways, by what SQL can judge and order:
 *
 *   ordered   SQL finds the rows in the order asked for, through an index; the matcher judges what SQL cannot. What
 *             does not fit into one turn is listed by row number in that turn and read in the following ones.
 *   scan      on a large table, where SQL would have to read JSON or to sort: the rows that the columns allow are
 *             listed, then read, judged and sorted here, in slices.
 *   at once   the same on a small table, in one turn.
 */
import {
  type FilledMangoQuery,
  getQueryMatcher,
  getSortComparator,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb';
import { type CollectionRead, MOST_OUTDATED, parse, type Soon } from './collection-read.ts';
import type { CollectionTable } from './collection-table.ts';
import { OutdatedAnswers } from './outdated-answers.ts';
import { Pace, type PaceOptions, withoutPauses } from './pace.ts';
import { pacedSort } from './paced-sort.ts';
import { type ReadRows, RowList } from './row-list.ts';
import { type Condition, SelectorCompiler } from './selector-to-sql.ts';
import type { SqliteFile } from './sqlite-file.ts';

type Query<RxDocType> = FilledMangoQuery<RxDocType>;
type Documents<RxDocType> = RxDocumentData<RxDocType>[];
type Outdated<RxDocType> = { answer: { documents: Documents<RxDocType>; removed: number }; sequence: number };
type Bounds = { skip: number; limit: number };

/** Up to this many documents are fetched at once; measuring each of them would cost more than it could save. */
const FEW_DOCUMENTS = 100;
/** A table is large from this many slices on. */
const LARGE_IN_SLICES = 2;
const MOST_PLANS = 500;
/** An outdated answer is completed with up to so many documents; with more it is read anew. */
const MOST_COMPLETED = 500;
/** SQLite's words for a sort of all rows, as against one of the ties that an index leaves. */
const SORTS_ALL_ROWS = 'USE TEMP B-TREE FOR ORDER BY';
/** Conditions and orders that make SQLite read the JSON text of each row. */
const READS_JSON = /json_(extract|type)\(/;

export class CollectionQuery<RxDocType> {
  readonly #file: SqliteFile;
  readonly #table: CollectionTable;
  readonly #schema: RxJsonSchema<RxDocumentData<unknown>>;
  readonly #read: CollectionRead<RxDocType>;
  /** By SQL text: whether SQLite sorts, because no index has the order. */
  readonly #sorts = new Map<string, boolean>();
  readonly #outdated = new OutdatedAnswers<Outdated<RxDocType>['answer']>();

  constructor(
    file: SqliteFile,
    { table, schema, read }: { table: CollectionTable; schema: unknown; read: CollectionRead<RxDocType> },
  ) {
    this.#file = file;
    this.#table = table;
    this.#schema = schema as RxJsonSchema<RxDocumentData<unknown>>;
    this.#read = read;
  }

  find(prepared: PreparedQuery<RxDocType>): Soon<Documents<RxDocType>> {
    const { query } = prepared;
    const outdated = this.#outdated.take(prepared);
    const completed = outdated?.answer && this.#completed(query, outdated as Outdated<RxDocType>);
    if (completed) return completed;
    const pace = this.#paceAfter(outdated);
    const answer = this.#find(query, pace);
    if (!(answer instanceof Promise)) return answer;
    const { skip, limit } = boundsOf(query);
    const isWhole = skip === 0 && limit === Number.POSITIVE_INFINITY;
    return this.#remembered(prepared, { answer, times: outdated?.times ?? 0, isWhole });
  }

  count(prepared: PreparedQuery<RxDocType>): Soon<number> {
    const { query } = prepared;
    const { skip, limit } = boundsOf(query);
    const cut = (total: number) => Math.min(Math.max(total - skip, 0), limit);
    const condition = new SelectorCompiler(this.#table.layout, this.#table.loose).compile(query.selector);
    const inSql = condition.exact && !READS_JSON.test(condition.sql);
    if (!inSql && this.#isLarge()) {
      const outdated = this.#outdated.take(prepared);
      if (this.#paceAfter(outdated) === withoutPauses) return cut(this.#countMatches(query, condition));
      const answer = this.#countInSlices(query).then(cut);
      return this.#remembered(prepared, { answer, times: outdated?.times ?? 0, isWhole: false });
    }
    return cut(condition.exact ? this.#countInSql(condition) : this.#countMatches(query, condition));
  }

  #find(query: Query<RxDocType>, pace: PaceOptions): Soon<Documents<RxDocType>> {
    const bounds = boundsOf(query);
    if (bounds.limit === 0) return [];
    const compiler = new SelectorCompiler(this.#table.layout, this.#table.loose);
    const condition = compiler.compile(query.selector);
    const order = orderBy(query, compiler);
    if (order && !this.#isSlow(condition, order)) return this.#ordered(query, { condition, order, bounds, pace });
    const inSlices = pace !== withoutPauses && this.#isLarge();
    return inSlices ? this.#scan(query, bounds) : this.#atOnce(query, { condition, order, bounds });
  }

  #paceAfter(outdated: { times: number } | undefined): PaceOptions {
    return outdated && outdated.times >= MOST_OUTDATED ? withoutPauses : this.#read.paceOptions;
  }

  /** Remembers an answer that comes later, when it is outdated by then. */
  #remembered<Answer extends number | Documents<RxDocType>>(
    prepared: PreparedQuery<RxDocType>,
    { answer, times, isWhole }: { answer: Promise<Answer>; times: number; isWhole: boolean },
  ): Promise<Answer> {
    const { changes } = this.#table;
    const [before, sequence] = [{ ...changes }, this.#table.lastSequence()];
    return answer.then((found) => {
      if (changes.written === before.written && changes.removed === before.removed) return found;
      const isKept = isWhole && changes.removed === before.removed && Array.isArray(found);
      const kept = isKept ? { documents: [...found], removed: before.removed } : undefined;
      this.#outdated.keep(prepared, { answer: kept, sequence, times: times + 1 });
      return found;
    });
  }

  /** The answer as of now, if little enough was written since: without what changed, then that in its places. */
  #completed(
    query: Query<RxDocType>,
    { answer: { documents, removed }, sequence }: Outdated<RxDocType>,
  ): Documents<RxDocType> | undefined {
    if (this.#table.changes.removed !== removed) return undefined;
    const texts = this.#table.textsSince(sequence, MOST_COMPLETED + 1);
    if (texts.length > MOST_COMPLETED) return undefined;
    const idOf = (document: object) => (document as Record<string, string>)[this.#table.layout.primaryPath];
    const changed = texts.map(parse<RxDocType>);
    const ids = new Set(changed.map(idOf));
    const compare = this.#comparator(query);
    const fresh = changed.filter(this.#matcher(query)).sort(compare);
    const complete: Documents<RxDocType> = [];
    let at = 0;
    for (const document of documents) {
      if (ids.has(idOf(document))) continue;
      for (let next = fresh[at]; next && compare(next, document) < 0; next = fresh[at]) {
        complete.push(next);
        at++;
      }
      complete.push(document);
    }
    return complete.concat(fresh.slice(at));
  }

  #ordered(
    query: Query<RxDocType>,
    {
      condition,
      order,
      bounds,
      pace: options,
    }: { condition: Condition; order: string; bounds: Bounds; pace: PaceOptions },
  ): Soon<Documents<RxDocType>> {
    const { sql, params, exact } = condition;
    const rest = `FROM ${this.#table.name} WHERE ${sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
    const { skip, limit } = exact ? bounds : { skip: 0, limit: Number.POSITIVE_INFINITY };
    const texts = this.#file.pluck<string>(`SELECT data ${rest}`);
    if (limit <= FEW_DOCUMENTS) return texts.all(...params, limit, skip).map(parse<RxDocType>);
    const found: Documents<RxDocType> = [];
    const most = exact ? bounds.limit : bounds.skip + bounds.limit;
    const matches = exact ? undefined : this.#matcher(query);
    const take = (document: RxDocumentData<RxDocType>) => {
      if (!matches || matches(document)) found.push(document);
      return found.length < most;
    };
    const cut = () => (exact ? found : found.slice(bounds.skip));
    const pace = new Pace(options);
    let seen = 0;
    while (!pace.isDue) {
      // Where the matcher may have enough early: as many as asked for, then as many again as were read.
      const rows = Math.min(pace.nextRows, limit - seen, exact ? pace.nextRows : Math.max(most, seen));
      const read = texts.all(...params, sqlLimit(rows), skip + seen);
      pace.spendTexts(read);
      seen += read.length;
      for (const text of read) if (!take(parse<RxDocType>(text))) return cut();
      if (read.length < rows || seen === limit) return cut();
    }
    const rows = this.#file.pluck<number>(`SELECT rid ${rest}`);
    const list = new RowList(({ limit: most, offset }) => rows.all(...params, sqlLimit(most), offset), {
      offset: skip + seen,
      count: limit - seen,
      pace,
    });
    return this.#read.byRows(list, { pace, take }).then(cut);
  }

  async #scan(query: Query<RxDocType>, { skip, limit }: Bounds): Promise<Documents<RxDocType>> {
    const matches = this.#matcher(query);
    const found: Documents<RxDocType> = [];
    const take = (document: RxDocumentData<RxDocType>) => {
      if (matches(document)) found.push(document);
      return true;
    };
    const pace = this.#read.pace();
    await this.#read.byRows(this.#rowsByColumns(query, pace), { pace, take });
    const { pause } = this.#read.paceOptions;
    return (await pacedSort(found, { compare: this.#comparator(query), pause })).slice(skip, skip + limit);
  }

  #atOnce(
    query: Query<RxDocType>,
    { condition, order, bounds }: { condition: Condition; order: string | undefined; bounds: Bounds },
  ): Documents<RxDocType> {
    const { sql, params, exact } = condition;
    const { skip, limit } = bounds;
    const select = `SELECT data FROM ${this.#table.name} WHERE ${sql} ORDER BY ${order ?? 'id'}`;
    if (exact && order) {
      const texts = this.#file.pluck<string>(`${select} LIMIT ? OFFSET ?`).all(...params, sqlLimit(limit), skip);
      return texts.map(parse<RxDocType>);
    }
    const documents = this.#file
      .pluck<string>(select)
      .all(...params)
      .map(parse<RxDocType>);
    const kept = exact ? documents : documents.filter(this.#matcher(query));
    return (order ? kept : kept.sort(this.#comparator(query))).slice(skip, skip + limit);
  }

  async #countInSlices(query: Query<RxDocType>): Promise<number> {
    const matches = this.#matcher(query);
    let count = 0;
    const take = (document: RxDocumentData<RxDocType>) => {
      if (matches(document)) count++;
      return true;
    };
    const pace = this.#read.pace();
    await this.#read.byRows(this.#rowsByColumns(query, pace), { pace, take });
    return count;
  }

  #countInSql({ sql, params }: Condition): number {
    return this.#file.pluck<number>(`SELECT count(*) FROM ${this.#table.name} WHERE ${sql}`).get(...params) ?? 0;
  }

  #countMatches(query: Query<RxDocType>, { sql, params }: Condition): number {
    const matches = this.#matcher(query);
    const texts = this.#file.pluck<string>(`SELECT data FROM ${this.#table.name} WHERE ${sql}`).all(...params);
    return texts.filter((text) => matches(parse<RxDocType>(text))).length;
  }

  /** The rows that the columns alone do not rule out. */
  #rowsByColumns({ selector }: Query<RxDocType>, pace: Pace): RowList {
    const compiler = new SelectorCompiler(this.#table.layout, this.#table.loose, { onlyColumns: true });
    const { sql, params } = compiler.compile(selector);
    const rows = this.#file.pluck<number>(`SELECT rid FROM ${this.#table.name} WHERE ${sql} LIMIT ? OFFSET ?`);
    const read: ReadRows = ({ limit, offset }) => rows.all(...params, sqlLimit(limit), offset);
    return new RowList(read, { offset: 0, count: Number.POSITIVE_INFINITY, pace });
  }

  /** True when SQLite would have to read the JSON of many rows, or to sort them, before it has the first one. */
  #isSlow({ sql, params }: Condition, order: string): boolean {
    if (READS_JSON.test(sql) || READS_JSON.test(order)) return true;
    const text = `SELECT rid FROM ${this.#table.name} WHERE ${sql} ORDER BY ${order}`;
    const known = this.#sorts.get(text);
    if (known !== undefined) return known;
    const steps = this.#file.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...params);
    const sorts = steps.some(({ detail }) => detail === SORTS_ALL_ROWS);
    if (this.#sorts.size >= MOST_PLANS) this.#sorts.clear();
    this.#sorts.set(text, sorts);
    return sorts;
  }

  #isLarge(): boolean {
    return this.#table.lastRow() > LARGE_IN_SLICES * this.#read.paceOptions.rows;
  }

  #matcher(query: Query<RxDocType>): (document: RxDocumentData<RxDocType>) => boolean {
    return getQueryMatcher(this.#schema, query as Query<unknown>);
  }

  #comparator(query: Query<RxDocType>): (a: RxDocumentData<RxDocType>, b: RxDocumentData<RxDocType>) => number {
    const compare = getSortComparator(this.#schema, query as Query<unknown>);
    return (a, b) => compare(a, b) ?? 0;
  }
}

/** The ORDER BY list, or nothing when SQL would order differently from RxDB's comparator. Ties go by primary key. */
function orderBy<RxDocType>(query: Query<RxDocType>, compiler: SelectorCompiler): string | undefined {
  const parts: string[] = [];
  for (const part of query.sort) {
    const [path, direction] = Object.entries(part)[0] ?? [];
    const access = path === undefined ? undefined : compiler.access(path);
    if (!access?.sortable) return undefined;
    parts.push(direction === 'desc' ? `${access.sql} DESC` : access.sql);
    if (access.sql === 'id') return parts.join(', ');
  }
  return [...parts, 'id'].join(', ');
}

function boundsOf(query: { skip?: number; limit?: number }): Bounds {
  return { skip: query.skip ?? 0, limit: typeof query.limit === 'number' ? query.limit : Number.POSITIVE_INFINITY };
}

function sqlLimit(limit: number): number {
  return limit === Number.POSITIVE_INFINITY ? -1 : limit;
}
