/** What the main thread and the worker of a station say to each other. */
import type { SyncPace } from '#main/sync/sync-session.ts';
import type { SyncView } from '#shared/contract/sync.ts';
import type { Result } from '#shared/domain/refusal.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Folded } from '#shared/domain/ticket/fold.ts';
import type { CentreProblem, DocumentCollection } from '#shared/sync/messages.ts';
import type { Deed } from './plan.ts';

export interface OpenOrder {
  dataDir: string;
  plain: boolean;
  pace: Partial<SyncPace>;
  /** Milliseconds that this station's wall clock is ahead. */
  ahead: number;
  /** 0 to 1: a number from which tries are spread. */
  jitter: number;
}

export interface DeedOrder {
  deed: Deed;
  agentId: string;
  pick: number;
  more: number;
  /** Index of the station: names the field of customers that only it changes. */
  index: number;
  /** A text that nothing else in the run says. */
  token: string;
}

/** What became of a deed, and what it left in the journal. */
export interface Done {
  /** `none`: there was nothing that it could be done to. */
  outcome: 'ok' | 'refused' | 'none';
  /** Codes. */
  refusals: string[];
  /** Written by this station and durable. */
  entries: string[];
  /** The latest stamp that lay here before, and the earliest of the new ones. */
  stampBefore: string;
  stampAfter: string;
  /** Of an edit: what was set where. */
  edit: { customerId: string; field: string } | null;
  /** Entries that the centre must refuse. */
  bad: boolean;
}

/** Everything of a station that is judged. */
export interface Evidence {
  /** The centre cut it off: nothing of it can be read, and nothing is asked of it. */
  revoked: boolean;
  number: string;
  entries: Entry[];
  heads: { id: string; folded: Folded }[];
  documents: {
    collection: DocumentCollection;
    id: string;
    document: Record<string, unknown>;
    version: number | null;
  }[];
  verdicts: { collection: string; id: string; refusals: { code: string }[]; body: string | null }[];
  clashes: { collection: string; id: string; field: string; lost: string }[];
  outbox: { collection: string; id: string; state: string; sent: number }[];
  unechoed: string[];
  leaving: { collection: string; id: string }[];
  /** Tickets and documents with the scopes by which they are here. */
  held: { collection: string; id: string; scope: string }[];
  scopes: { scope: string; state: string; complete: number; cursor: string | null }[];
  /** What the station's own check says of each scope. */
  checks: { scope: string; outcome: string; collections?: string[] }[];
  staleHeads: number;
  /** Files named by tickets that are here. */
  files: { ticketId: string; sha256: string }[];
}

/** Of a station that was cut off. */
export const NOTHING: Evidence = {
  revoked: true,
  number: '',
  entries: [],
  heads: [],
  documents: [],
  verdicts: [],
  clashes: [],
  outbox: [],
  unechoed: [],
  leaving: [],
  held: [],
  scopes: [],
  checks: [],
  staleHeads: 0,
  files: [],
};

export type Order =
  | { do: 'open'; open: OpenOrder }
  | { do: 'enrol'; code: string; name: string }
  | { do: 'enter'; agentIds: string[] }
  | { do: 'deed'; order: DeedOrder }
  | { do: 'clock'; ahead: number }
  | { do: 'break-disk'; nth: number; full: boolean; after: boolean }
  | { do: 'mend-disk' }
  | { do: 'view' | 'evidence' | 'close' };

/** Answers by order. */
export interface Answers {
  open: null;
  enrol: Result<unknown>;
  /** How many of them are known here. */
  enter: number;
  deed: Done;
  clock: null;
  'break-disk': null;
  'mend-disk': boolean;
  view: SyncView & { open: boolean };
  evidence: Evidence;
  close: null;
}

export type ToStation =
  | { kind: 'order'; no: number; order: Order }
  | { kind: 'reply'; no: number; text: string }
  | { kind: 'problem'; no: number; status: number; problem: CentreProblem }
  | { kind: 'unreachable'; no: number }
  | { kind: 'event'; no: number; event: string; data: string }
  | { kind: 'ended'; no: number; broken: boolean };

export type FromStation =
  | { kind: 'ready' }
  | { kind: 'answer'; no: number; value: unknown }
  | { kind: 'failed'; no: number; error: string }
  | { kind: 'request'; no: number; route: string; text: string; token: string | null }
  | { kind: 'stream'; no: number; token: string | null }
  | { kind: 'gone'; no: number }
  /** Somebody must look: an error that the station logged. */
  | { kind: 'alarm'; event: string; error: string };
