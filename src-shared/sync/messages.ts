import { z } from 'zod';
import type { Refusal } from '../domain/refusal.ts';
import type { Entry } from '../domain/ticket/entry.ts';
import { jsonValueSchema } from '../procedures/schema/condition.ts';

/*
 * What stations and the centre say to each other about data. A station holds some *scopes*; the centre keeps one feed for
 * each, in an order that never shows a later change before an earlier one. A station walks each feed with a cursor that
 * it stores in the very transaction that stores the rows. Entries are immutable; documents have the centre's version.
 */

/** `o`: the whole organisation · `u:<unit id>`: a unit · `a:<staff id>`: what somebody follows or is assigned to. */
export type ScopeKey = 'o' | `u:${string}` | `a:${string}`;
export const scopeKeySchema = z.string().regex(/^(?:o|[ua]:[0-9a-z-]{1,64})$/) as unknown as z.ZodType<ScopeKey>;

/** Collections of which stations and the centre keep the same documents. Entries apart: they are never changed. */
export const DOCUMENT_COLLECTIONS = ['customers', 'staff', 'workorders', 'packs', 'shifts', 'loosecalls'] as const;
export type DocumentCollection = (typeof DOCUMENT_COLLECTIONS)[number];

/** A document as its collection's own schema says, without anything of the storage. */
export type SyncDocument = { id: string } & Record<string, unknown>;

/** One step of a feed. */
export type FeedRow =
  | { kind: 'entry'; entry: Entry }
  /** `version`: the centre's, from 1; grows by one with each change. */
  | { kind: 'document'; collection: DocumentCollection; id: string; version: number; document: SyncDocument }
  | { kind: 'document-gone'; collection: DocumentCollection; id: string }
  /** The ticket left the scope: everything of it goes, unless another scope of the station holds it. */
  | { kind: 'ticket-gone'; ticketId: string };

/** A place in a feed. Opaque: only the centre reads it. */
export type Cursor = string;
const cursor = z.string().min(1).max(400);

/** Most rows of one page, and of one push. A ticket's journal is never cut in the first synchronisation, so a page may hold more. */
export const PAGE_ROWS = 2_000;
export const PUSH_ROWS = 500;

export const pullRequestSchema = z.strictObject({
  epoch: z.uuid(),
  scope: scopeKeySchema,
  /** `null`: from the beginning, newest and open tickets first. */
  cursor: cursor.nullable(),
  limit: z.int().min(1).max(PAGE_ROWS),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

export interface PullReply {
  rows: FeedRow[];
  cursor: Cursor;
  /** There is more right now. */
  more: boolean;
  /** During the first synchronisation of a scope: what is done and altogether, in rows. */
  progress: { done: number; total: number } | null;
  /** ISO instant of the centre. */
  at: string;
}

export const pushRowSchema = z.discriminatedUnion('kind', [
  /** Checked by `entrySchema` one by one, so that one bad entry never blocks the others. */
  z.strictObject({ kind: z.literal('entry'), entry: jsonValueSchema }),
  z.strictObject({
    kind: z.literal('document'),
    collection: z.enum(DOCUMENT_COLLECTIONS),
    id: z.string().min(1).max(64),
    /** The centre's version that the change is based on; 0: the centre does not have it yet. */
    version: z.int().min(0),
    /** The epoch that gave that version, where it is not the present one: the centre was restored from a backup since. */
    former: z.uuid().optional(),
    /** The document at that version; `null` with version 0. */
    base: jsonValueSchema,
    /** `null`: deleted here. */
    document: jsonValueSchema,
  }),
]);
export const pushRequestSchema = z.strictObject({
  epoch: z.uuid(),
  rows: z.array(jsonValueSchema).min(1).max(PUSH_ROWS),
});
export type PushRow = z.infer<typeof pushRowSchema>;
export interface PushRequest {
  epoch: string;
  rows: PushRow[];
}

/** What became of one pushed row, in the order of the rows. */
export type PushResult =
  /** On the centre, now or since an earlier push. `version` of documents. */
  | { id: string; outcome: 'accepted'; version?: number }
  /** Somebody else had changed it: this is what both changes make together, field by field. */
  | { id: string; outcome: 'merged'; version: number; document: SyncDocument | null; lost: LostField[] }
  /** Stays in the history as refused; can be corrected and sent again. */
  | { id: string; outcome: 'refused'; refusals: Refusal[] }
  /** Cannot be judged yet (an earlier entry of the ticket is missing): send again later. */
  | { id: string; outcome: 'later' };

/** A field that two changed without knowing of each other: the centre's value stood, this one did not. */
export interface LostField {
  field: string;
  kept: unknown;
  lost: unknown;
}

export interface PushReply {
  results: PushResult[];
  at: string;
}

/** How the station's and the centre's copies of a scope are compared: see digest.ts. */
export const digestRequestSchema = z.strictObject({ epoch: z.uuid(), scope: scopeKeySchema, cursor });
export type DigestRequest = z.infer<typeof digestRequestSchema>;
export interface DigestReply {
  /**
   * Of each collection (`entries` too) that has anything: how many, and the sum. `null`: the cursor is not at the end of the
   * feed; only there can copies be compared, because rows of a feed move. Pull, then ask again.
   */
  collections: Record<string, { count: number; sum: string }> | null;
  at: string;
}

/** Server-sent events of the stream; `event:` is `kind`, `data:` the rest as JSON. A comment line every 15 s keeps it alive. */
export type StreamEvent =
  /** First after each connection: the station pulls every scope once (RESYNC). */
  | {
      kind: 'hello';
      epoch: string;
      scopes: ScopeKey[];
      organisation: string;
      /** Every unit of the organisation: where a ticket may be moved to. */
      units: { id: string; name: string }[];
      at: string;
    }
  /** Rows that follow `from` in a feed. Whoever is not at `from` pulls instead. */
  | { kind: 'rows'; scope: ScopeKey; from: Cursor; to: Cursor; rows: FeedRow[] }
  /** There is news, but too much for the stream or for this connection: pull. */
  | { kind: 'resync'; scope: ScopeKey | null }
  /** The station's scopes are others now. */
  | { kind: 'scopes'; scopes: ScopeKey[] }
  /** The station was revoked: it destroys its key. */
  | { kind: 'revoked' };
export const HEARTBEAT_MS = 15_000;

/** What a station tells of itself, with each stream and every few minutes. */
export const stationReportSchema = z.strictObject({
  version: z.string().max(40),
  unsent: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  oldestUnsentAt: z.iso.datetime().nullable(),
  /** Wall clock of the station less that of the centre, milliseconds. */
  skewMs: z.number().nullable(),
});
export type StationReport = z.infer<typeof stationReportSchema>;

/** Refusals of a whole request, with HTTP status: 401 `station-revoked`, `token-expired`; 403 `scope-denied`; 409 `epoch-changed`… */
export interface CentreProblem {
  /** The request was understood and refused: the reasons. */
  refusals: Refusal[];
  /** With `epoch-changed`: the present one. */
  epoch?: string;
  at: string;
}
