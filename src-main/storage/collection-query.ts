/** Prepared Mango queries over a collection's table: as much as possible in SQL, the rest with RxDB's own functions. */
import {
  type FilledMangoQuery,
  getQueryMatcher,
  getSortComparator,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb';
import type { CollectionTable } from './collection-table.ts';
import type { SqliteCheckpoint } from './collection-write.ts';
import { type Condition, SelectorCompiler } from './selector-to-sql.ts';
import type { SqliteFile } from './sqlite-file.ts';

export class CollectionQuery<RxDocType> {
  readonly #file: SqliteFile;
  readonly #table: CollectionTable;
  readonly #schema: RxJsonSchema<RxDocumentData<unknown>>;

  constructor(file: SqliteFile, table: CollectionTable, schema: unknown) {
    this.#file = file;
    this.#table = table;
    this.#schema = schema as RxJsonSchema<RxDocumentData<unknown>>;
  }

  find({ query }: PreparedQuery<RxDocType>): RxDocumentData<RxDocType>[] {
    const { skip, limit } = bounds(query);
    if (limit === 0) return [];
    const compiler = this.#compiler();
    const condition = compiler.compile(query.selector);
    const order = orderBy(query, compiler);
    if (!order) return this.#sortedHere(query, condition).slice(skip, skip + limit);
    const ordered = `SELECT data FROM ${this.#table.name} WHERE ${condition.sql} ORDER BY ${order}`;
    if (condition.exact) {
      const texts = this.#file
        .pluck<string>(`${ordered} LIMIT ? OFFSET ?`)
        .all(...condition.params, limit === Number.POSITIVE_INFINITY ? -1 : limit, skip);
      return texts.map(parse<RxDocType>);
    }
    return this.#firstMatches(query, { sql: ordered, condition, most: skip + limit }).slice(skip);
  }

  count({ query }: PreparedQuery<RxDocType>): number {
    const { skip, limit } = bounds(query);
    const condition = this.#compiler().compile(query.selector);
    const total = condition.exact ? this.#countInSql(condition) : this.#countMatches(query, condition);
    return Math.min(Math.max(total - skip, 0), limit);
  }

  /** The current state of what was written after sequence number `after`, in the order of the writes, deleted ones included. */
  changedSince(after: number, limit: number): { documents: RxDocumentData<RxDocType>[]; checkpoint: SqliteCheckpoint } {
    const rows = this.#file
      .prepare<{ seq: number; data: string }>(
        `SELECT seq, data FROM ${this.#table.name} WHERE seq > ? ORDER BY seq LIMIT ?`,
      )
      .all(after, limit);
    return {
      documents: rows.map(({ data }) => parse<RxDocType>(data)),
      checkpoint: { seq: rows.at(-1)?.seq ?? after },
    };
  }

  #compiler(): SelectorCompiler {
    return new SelectorCompiler(this.#table.layout, this.#table.loose);
  }

  #countInSql({ sql, params }: Condition): number {
    return this.#file.pluck<number>(`SELECT count(*) FROM ${this.#table.name} WHERE ${sql}`).get(...params) ?? 0;
  }

  #countMatches(query: FilledMangoQuery<RxDocType>, condition: Condition): number {
    const matches = getQueryMatcher(this.#schema, query as FilledMangoQuery<unknown>);
    let count = 0;
    for (const text of this.#candidates(condition)) if (matches(parse(text))) count++;
    return count;
  }

  #firstMatches(
    query: FilledMangoQuery<RxDocType>,
    { sql, condition, most }: { sql: string; condition: Condition; most: number },
  ): RxDocumentData<RxDocType>[] {
    const matches = getQueryMatcher(this.#schema, query as FilledMangoQuery<unknown>);
    const found: RxDocumentData<RxDocType>[] = [];
    for (const text of this.#file.pluck<string>(sql).iterate(...condition.params)) {
      const document = parse<RxDocType>(text);
      if (!matches(document)) continue;
      found.push(document);
      if (found.length >= most) break;
    }
    return found;
  }

  #sortedHere(query: FilledMangoQuery<RxDocType>, condition: Condition): RxDocumentData<RxDocType>[] {
    const documents = this.#file
      .pluck<string>(`SELECT data FROM ${this.#table.name} WHERE ${condition.sql} ORDER BY id`)
      .all(...condition.params)
      .map(parse<RxDocType>);
    const kept = condition.exact
      ? documents
      : documents.filter(getQueryMatcher(this.#schema, query as FilledMangoQuery<unknown>));
    const compare = getSortComparator(this.#schema, query as FilledMangoQuery<unknown>);
    return kept.sort((a, b) => compare(a, b) ?? 0);
  }

  #candidates({ sql, params }: Condition): Iterable<string> {
    return this.#file.pluck<string>(`SELECT data FROM ${this.#table.name} WHERE ${sql}`).iterate(...params);
  }
}

/** The ORDER BY list, or nothing when SQL would order differently from RxDB's comparator. Ties go by primary key. */
function orderBy<RxDocType>(query: FilledMangoQuery<RxDocType>, compiler: SelectorCompiler): string | undefined {
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

function bounds(query: { skip?: number; limit?: number }): { skip: number; limit: number } {
  return { skip: query.skip ?? 0, limit: typeof query.limit === 'number' ? query.limit : Number.POSITIVE_INFINITY };
}

function parse<RxDocType>(text: string): RxDocumentData<RxDocType> {
  return JSON.parse(text) as RxDocumentData<RxDocType>;
}
