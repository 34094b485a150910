import type { WriteHook } from '../storage/collection-write.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/** Documents that a write puts into one collection. */
export interface AcceptedWrite {
  collection: string;
  /** The version of the collection's schema. */
  schema: number;
  /** As they are after the write, without RxDB's own fields but `_deleted` where it is true. Made whenever they are asked for. */
  readonly documents: AcceptedDocument[];
}

export type AcceptedDocument = { id: string; _deleted?: true } & Record<string, unknown>;

/**
 * Asked for every write, inside its transaction and after everything else in it: the last who can refuse. What it throws
 * rolls the write back and reaches the writer; what it answers runs right after the commit.
 */
export type AcceptWrite = (write: AcceptedWrite, file: SqliteFile) => () => void;

/** The collection's own hook, and then `accept`. */
export function accepted(hook: WriteHook, accept: AcceptWrite): WriteHook {
  return (changes, file, context) => {
    const committed = hook(changes, file, context);
    const told = accept(
      {
        collection: context.collectionName,
        schema: context.schemaVersion,
        get documents() {
          return changes.map(({ document }) => bare(document));
        },
      },
      file,
    );
    return () => {
      told();
      committed?.();
    };
  };
}

function bare({ _deleted, _rev, _meta, _attachments, ...document }: Record<string, unknown>): AcceptedDocument {
  return (_deleted ? { ...document, _deleted: true } : document) as AcceptedDocument;
}
