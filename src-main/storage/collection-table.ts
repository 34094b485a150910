/** The tables of one collection and schema version inside a file: creation, rebuild, reads by key, row writes. */
import type { SqlValue } from './driver.ts';
import { comparable, type Layout, layoutSignature, NOT_CONFORMING, readLeaf } from './layout.ts';
import { type Snapshot, Snapshots } from './snapshot.ts';
import { sortKey } from './sort-key.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** What every stored document has, whatever its schema. */
export type StoredDocument = { _rev: string; _deleted: boolean; _meta: { lwt: number } };

export type CollectionKey = { databaseName: string; collectionName: string; version: number };

/** Where the current state of a document lies, without its content. */
export type RowHead = { rid: number; rev: string };

/** The highest number of a table that was given out, made or not; one per file. */
export type TableNumbers = { last: number };

const REGISTRY = `CREATE TABLE IF NOT EXISTS _rx_collection(
  number INTEGER PRIMARY KEY, database TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL,
  layout TEXT NOT NULL, loose TEXT NOT NULL, UNIQUE(database, name, version))`;

/** From this many keys on, one statement over a JSON list is cheaper than one lookup each. */
const MANY_KEYS = 24;

export class CollectionTable {
  readonly name: string;
  readonly attachmentsName: string;
  readonly layout: Layout;
  /** Answers under way that need the rows as they were. */
  readonly snapshots = new Snapshots();
  /** How many rows were written and removed since the table was opened. */
  readonly changes = { written: 0, removed: 0 };
  readonly #file: SqliteFile;
  readonly #number: number;
  /** Made once: the statements that single reads and writes look up. */
  readonly #insertSql: string;
  readonly #headSql: string;
  readonly #textSql: string;
  readonly #liveTextSql: string;
  readonly #loose: Set<string>;
  /** How many loose paths are known to be stored; the set only grows. */
  #looseStored: number;
  #exists = false;
  #takeBack: () => void = () => undefined;

  private constructor(
    file: SqliteFile,
    { number, layout, loose }: { number: number; layout: Layout; loose: Set<string> },
  ) {
    this.#file = file;
    this.#number = number;
    this.name = `_rx_${number}`;
    this.attachmentsName = `${this.name}_attachment`;
    this.layout = layout;
    this.#loose = loose;
    this.#looseStored = loose.size;
    const columns = ['id', 'rev', 'deleted', 'seq', 'lwt', ...layout.columns.map(({ name }) => name), 'data'];
    this.#headSql = `SELECT rid, rev FROM ${this.name} WHERE id = ?`;
    this.#textSql = `SELECT data FROM ${this.name} WHERE id = ?`;
    this.#liveTextSql = `${this.#textSql} AND deleted = 0`;
    this.#insertSql = `INSERT INTO ${this.name}(${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  }

  /**
   * Opens the collection's table, rebuilding it where its schema now asks for another layout. A new one is made with
   * the file's next transaction, or by `ensure`.
   */
  static open(
    file: SqliteFile,
    key: CollectionKey,
    { layout, numbers, hasAttachments }: { layout: Layout; numbers: TableNumbers; hasAttachments: boolean },
  ): CollectionTable {
    const signature = layoutSignature(layout);
    const hasRegistry = file.pluck<number>(`SELECT 1 FROM sqlite_schema WHERE name = '_rx_collection'`).get() === 1;
    const known = hasRegistry
      ? file
          .prepare<{ number: number; layout: string; loose: string }>(
            'SELECT number, layout, loose FROM _rx_collection WHERE database = ? AND name = ? AND version = ?',
          )
          .get(key.databaseName, key.collectionName, key.version)
      : undefined;
    if (known) {
      const loose = new Set(JSON.parse(known.loose) as string[]);
      const table = new CollectionTable(file, { number: known.number, layout, loose });
      table.#exists = true;
      if (known.layout !== signature) file.transaction(() => table.#rebuild(signature));
      if (hasAttachments) table.#ensureAttachments();
      return table;
    }
    const highest = hasRegistry ? (file.pluck<number>('SELECT max(number) FROM _rx_collection').get() ?? 0) : 0;
    numbers.last = Math.max(numbers.last, highest) + 1;
    const table = new CollectionTable(file, { number: numbers.last, layout, loose: new Set() });
    const create = () => table.#create(key, { signature, hasAttachments });
    if (file.inTransaction) create();
    else {
      const undone = () => {
        table.#exists = false;
      };
      table.#takeBack = file.withNextTransaction({ work: create, undone });
    }
    return table;
  }

  /** Whether the table is there yet: a collection that nothing was written to need not be. */
  get exists(): boolean {
    return this.#exists;
  }

  /** For reads that come before any write. */
  ensure(): void {
    if (!this.#exists) this.#file.transaction(() => undefined);
  }

  /** Nobody uses the table any more: if it was not made yet, it need not be made. */
  release(): void {
    if (!this.#exists) this.#takeBack();
  }

  /** Paths that SQL must not judge, because some stored document does not follow the schema there. */
  get loose(): ReadonlySet<string> {
    return this.#loose;
  }

  heads(ids: readonly string[]): Map<string, RowHead> {
    const heads = new Map<string, RowHead>();
    if (!this.#exists) return heads;
    if (ids.length < MANY_KEYS) {
      const one = this.#file.prepare<RowHead>(this.#headSql);
      for (const id of ids) {
        const head = one.get(sortKey(id));
        if (head) heads.set(id, head);
      }
      return heads;
    }
    const many = this.#file.prepare<RowHead & { position: number }>(
      `SELECT j.key AS position, t.rid, t.rev FROM json_each(?) j CROSS JOIN ${this.name} t ON t.id = j.value`,
    );
    for (const { position, rid, rev } of many.all(JSON.stringify(ids.map(sortKey)))) {
      const id = ids[position];
      if (id !== undefined) heads.set(id, { rid, rev });
    }
    return heads;
  }

  /**
   * JSON texts of the documents with these ids, in the order of the ids; missing ones are left out.
   * @param snapshot answers for the moment when it began
   */
  texts(
    ids: readonly string[],
    { withDeleted, snapshot }: { withDeleted: boolean; snapshot?: Snapshot | undefined },
  ): string[] {
    const kept = snapshot?.byId;
    if (ids.length < MANY_KEYS || (kept && ids.some((id) => kept.has(id)))) {
      const one = this.#file.pluck<string>(withDeleted ? this.#textSql : this.#liveTextSql);
      const wanted = (text: string | undefined) =>
        text === undefined || withDeleted || !(JSON.parse(text) as StoredDocument)._deleted ? text : undefined;
      return ids
        .map((id) => (kept?.has(id) ? wanted(kept.get(id)) : one.get(sortKey(id))))
        .filter((text) => text !== undefined);
    }
    const filter = withDeleted ? '' : ' AND t.deleted = 0';
    // CROSS JOIN keeps the list as the outer loop, and so its order.
    const many = this.#file.pluck<string>(
      `SELECT t.data FROM json_each(?) j CROSS JOIN ${this.name} t ON t.id = j.value${filter}`,
    );
    return many.all(JSON.stringify(ids.map(sortKey)));
  }

  /** JSON texts of these rows as they were when the snapshot began, in their order. */
  textsOfRows(rids: readonly number[], { byRow }: Snapshot): string[] {
    if (rids.some((rid) => byRow.has(rid))) return rids.map((rid) => byRow.get(rid) ?? this.textAt(rid));
    const many = this.#file.pluck<string>(
      `SELECT t.data FROM json_each(?) j CROSS JOIN ${this.name} t ON t.rid = j.value`,
    );
    return many.all(JSON.stringify(rids));
  }

  /** The highest row number in use: not fewer than there are rows. */
  lastRow(): number {
    return this.#file.pluck<number>(`SELECT max(rid) FROM ${this.name}`).get() ?? 0;
  }

  /** JSON texts of the documents written after sequence number `after`, deleted ones included: at most `limit`. */
  textsSince(after: number, limit: number): string[] {
    return this.#file
      .pluck<string>(`SELECT data FROM ${this.name} WHERE seq > ? ORDER BY seq LIMIT ?`)
      .all(after, limit);
  }

  lastSequence(): number {
    return this.#file.pluck<number>(`SELECT max(seq) FROM ${this.name}`).get() ?? 0;
  }

  textAt(rid: number): string {
    const text = this.#file.pluck<string>(`SELECT data FROM ${this.name} WHERE rid = ?`).get(rid);
    if (text === undefined) throw new Error(`row ${rid} of ${this.name} is gone`);
    return text;
  }

  insert(id: string, document: StoredDocument): { rid: number; sequence: number } {
    this.changes.written++;
    if (this.snapshots.any) this.snapshots.keepAbsence(id);
    this.#noteLoose(document);
    const sequence = this.#file.nextSequence();
    const { _rev, _deleted, _meta } = document;
    const { lastInsertRowid } = this.#file
      .prepare(this.#insertSql)
      .run(
        sortKey(id),
        _rev,
        _deleted ? 1 : 0,
        sequence,
        _meta.lwt,
        ...this.#fields(document),
        JSON.stringify(document),
      );
    return { rid: lastInsertRowid, sequence };
  }

  /** Writes only the columns that differ from `previous`, so that only their indexes are touched. */
  update(rid: number, document: StoredDocument, previous: StoredDocument): number {
    this.changes.written++;
    if (this.snapshots.any) this.#keepRow(rid);
    this.#noteLoose(document);
    const sequence = this.#file.nextSequence();
    const sets = ['rev = ?', 'seq = ?', 'lwt = ?', 'data = ?'];
    const params: SqlValue[] = [document._rev, sequence, document._meta.lwt, JSON.stringify(document)];
    if (document._deleted !== previous._deleted) {
      sets.push('deleted = ?');
      params.push(document._deleted ? 1 : 0);
    }
    const before = this.#fields(previous);
    for (const [position, value] of this.#fields(document).entries()) {
      if (value === before[position]) continue;
      sets.push(`${this.layout.columns[position]?.name} = ?`);
      params.push(value);
    }
    this.#file.prepare(`UPDATE ${this.name} SET ${sets.join(', ')} WHERE rid = ?`).run(...params, rid);
    return sequence;
  }

  remove(rid: number): void {
    this.changes.removed++;
    if (this.snapshots.any) this.#keepRow(rid);
    this.#file.prepare(`DELETE FROM ${this.name} WHERE rid = ?`).run(rid);
  }

  /** Removes the table with everything in it. */
  drop(): void {
    if (!this.#exists) {
      this.#takeBack();
      return;
    }
    this.#file.transaction(() => {
      this.#file.exec(`DROP TABLE ${this.name}; DROP TABLE IF EXISTS ${this.attachmentsName}`);
      this.#file.prepare('DELETE FROM _rx_collection WHERE number = ?').run(this.#number);
    });
  }

  #create(
    { databaseName, collectionName, version }: CollectionKey,
    { signature, hasAttachments }: { signature: string; hasAttachments: boolean },
  ): void {
    this.#file.exec(REGISTRY);
    this.#file
      .prepare(
        `INSERT INTO _rx_collection(number, database, name, version, layout, loose) VALUES (?, ?, ?, ?, ?, '[]')`,
      )
      .run(this.#number, databaseName, collectionName, version, signature);
    this.#createMain();
    if (hasAttachments) this.#createAttachments();
    this.#exists = true;
  }

  #createAttachments(): void {
    this.#file.exec(`CREATE TABLE ${this.attachmentsName}(document TEXT NOT NULL, attachment TEXT NOT NULL,
      digest TEXT NOT NULL, type TEXT NOT NULL, data BLOB NOT NULL, UNIQUE(document, attachment))`);
  }

  /** The same schema version had no attachments when its table was made. */
  #ensureAttachments(): void {
    const find = this.#file.pluck<number>('SELECT 1 FROM sqlite_schema WHERE name = ?');
    if (find.get(this.attachmentsName) !== 1) this.#file.transaction(() => this.#createAttachments());
  }

  #createMain(): void {
    const { columns, indexes } = this.layout;
    const declared = columns.map(({ name, kind }) => `${name} ${kind === 'string' ? 'TEXT' : 'NUMERIC'},`).join(' ');
    const created = indexes.map(
      (names, position) => `CREATE INDEX ${this.name}_i${position} ON ${this.name}(${names.join(', ')});`,
    );
    this.#file.exec(`CREATE TABLE ${this.name}(rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rev TEXT NOT NULL,
      deleted INTEGER NOT NULL, seq INTEGER NOT NULL, lwt NUMERIC NOT NULL, ${declared} data TEXT NOT NULL);
      CREATE INDEX ${this.name}_seq ON ${this.name}(seq);
      CREATE INDEX ${this.name}_deleted ON ${this.name}(lwt) WHERE deleted = 1; ${created.join(' ')}`);
  }

  /** Same documents, revisions and sequence numbers in a table of the new layout. */
  #rebuild(signature: string): void {
    const old = `${this.name}_old`;
    this.#file.exec(`ALTER TABLE ${this.name} RENAME TO ${old}`);
    const indexes = this.#file.pluck<string>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    );
    for (const index of indexes.all(old)) this.#file.exec(`DROP INDEX ${index}`);
    this.#createMain();
    this.#loose.clear();
    const { columns } = this.layout;
    const filled = ['id', 'rev', 'deleted', 'seq', 'lwt', ...columns.map(({ name }) => name), 'data'];
    const fixed = 'id, rev, deleted, seq, lwt';
    const copy = this.#file.prepare(
      `INSERT INTO ${this.name}(rid, ${filled.join(', ')})
       SELECT rid, ${fixed}, ${'?, '.repeat(columns.length)} data FROM ${old} WHERE rid = ?`,
    );
    const batch = this.#file.prepare<{ rid: number; data: string }>(
      `SELECT rid, data FROM ${old} WHERE rid > ? ORDER BY rid LIMIT 500`,
    );
    for (let rows = batch.all(0); rows.length > 0; rows = batch.all(rows.at(-1)?.rid ?? 0)) {
      for (const { rid, data } of rows) {
        const document = JSON.parse(data) as StoredDocument;
        this.#noteLoose(document);
        copy.run(...this.#fields(document), rid);
      }
    }
    this.#file.exec(`DROP TABLE ${old}`);
    this.#file.prepare('UPDATE _rx_collection SET layout = ? WHERE number = ?').run(signature, this.#number);
    this.#storeLoose();
  }

  #keepRow(rid: number): void {
    const text = this.textAt(rid);
    const id = (JSON.parse(text) as Record<string, string>)[this.layout.primaryPath] ?? '';
    this.snapshots.keepText({ id, rid, text });
  }

  /** After a rollback the set may hold too much: that costs speed, never correctness, and it is stored again. */
  #noteLoose(document: object): void {
    for (const leaf of this.layout.leaves.values()) {
      if (readLeaf(document, leaf) === NOT_CONFORMING) this.#loose.add(leaf.path);
    }
    if (this.#loose.size !== this.#looseStored) this.#storeLoose();
  }

  #storeLoose(): void {
    const update = this.#file.prepare('UPDATE _rx_collection SET loose = ? WHERE number = ?');
    update.run(JSON.stringify([...this.#loose]), this.#number);
    const size = this.#loose.size;
    this.#file.afterCommit(() => {
      this.#looseStored = size;
    });
  }

  /** Values of the typed columns, in their order. */
  #fields(document: object): SqlValue[] {
    return this.layout.columns.map((column) => comparable(readLeaf(document, column)));
  }
}
