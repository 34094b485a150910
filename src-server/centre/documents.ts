import { documentKey, rowHash } from '#shared/sync/digest.ts';
import type { DocumentCollection } from '#shared/sync/messages.ts';
import type { Queryable } from '../postgres/database.ts';

export interface DocumentWrite {
  collection: DocumentCollection;
  id: string;
  /** `null`: deleted. */
  document: object | null;
  /** The scope in which it is at home; of a document that is there already its home stays. */
  home: string;
  /** Station that brought the change; `null`: made at the centre. */
  by: string | null;
  now: string;
  /** At least so much: a station may know a version that a restored backup does not. */
  atLeast?: number;
  /** What of a former epoch is in it now; absent: what was. */
  fork?: Fork | null;
}

/** The latest state of a former epoch that went into a document: both changes of it began there. */
export interface Fork {
  epoch: string;
  version: number;
  body: Record<string, unknown> | null;
}

/**
 * Writes one document at its next version and moves it to the end of every feed that has it. The caller holds the
 * document's row, or is the only one who can know its id, and announces the feeds answered.
 */
export async function writeDocument(
  tx: Queryable,
  { collection, id, document, home, by, now, atLeast = 1, fork = null }: DocumentWrite,
): Promise<{ version: number; scopes: string[] }> {
  const { rows } = await tx.query<{ version: number }>(
    `INSERT INTO document (collection, id, version, body, home, hash, changed_by, changed_at, fork_epoch, fork_version, fork_body)
       VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9, $10)
     ON CONFLICT (collection, id) DO UPDATE
       SET version = greatest(document.version + 1, $3), body = $4, changed_by = $6, changed_at = $7,
         fork_epoch = coalesce($8, document.fork_epoch), fork_version = coalesce($9, document.fork_version),
         fork_body = CASE WHEN $8::uuid IS NULL THEN document.fork_body ELSE $10 END
     RETURNING version`,
    [
      collection,
      id,
      atLeast,
      document === null ? null : JSON.stringify(document),
      home,
      by,
      now,
      fork?.epoch ?? null,
      fork?.version ?? null,
      fork?.body ? JSON.stringify(fork.body) : null,
    ],
  );
  const version = rows[0]!.version;
  await tx.query('UPDATE document SET hash = $3 WHERE collection = $1 AND id = $2', [
    collection,
    id,
    rowHash(documentKey(id, version)),
  ]);
  const moved = await tx.query<{ scope: string }>(
    `INSERT INTO feed (scope, kind, collection, id, hash)
     SELECT s.scope, CASE WHEN d.body IS NULL THEN 'x' ELSE 'd' END::"char", d.collection, d.id, CASE WHEN d.body IS NULL THEN 0 ELSE d.hash END
     FROM document d CROSS JOIN LATERAL (
       SELECT d.home AS scope
       UNION SELECT f.scope FROM feed f WHERE f.collection = d.collection AND f.id = d.id AND f.kind = 'd'
       UNION SELECT ts.scope FROM ticket t JOIN ticket_scope ts ON ts.ticket_id = t.id
         WHERE d.collection = 'customers' AND t.customer_id = d.id
     ) s
     WHERE d.collection = $1 AND d.id = $2
     ORDER BY s.scope
     ON CONFLICT (collection, id, scope) WHERE kind <> 'e'
       DO UPDATE SET kind = excluded.kind, hash = excluded.hash, xid = excluded.xid, seq = excluded.seq
     RETURNING scope`,
    [collection, id],
  );
  return { version, scopes: moved.rows.map(({ scope }) => scope) };
}
