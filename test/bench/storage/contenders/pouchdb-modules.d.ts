/** What the benchmark uses of PouchDB 9, which ships no types. */
declare module 'pouchdb' {
  interface Written {
    ok?: boolean;
    error?: unknown;
  }
  interface FindRequest {
    selector: object;
    sort?: string[];
    limit: number;
    fields?: string[];
    use_index?: string;
  }
  class PouchDB<T extends object> {
    static plugin(plugin: unknown): void;
    constructor(path: string, options?: { db?: (path: string) => unknown });
    put(document: T & { _id: string; _rev?: string }): Promise<Written>;
    bulkDocs(documents: (T & { _id: string })[]): Promise<Written[]>;
    allDocs(options: { keys: string[]; include_docs: true }): Promise<{
      rows: { id: string; doc?: T & { _id: string; _rev: string } }[];
    }>;
    createIndex(request: { index: { fields: string[]; ddoc: string } }): Promise<unknown>;
    find(request: FindRequest): Promise<{ docs: T[] }>;
    close(): Promise<void>;
  }
  export default PouchDB;
}

declare module 'pouchdb-find' {
  const plugin: unknown;
  export default plugin;
}
