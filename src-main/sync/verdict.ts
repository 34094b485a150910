import type { DocumentCollection, PushResult, PushRow, SyncDocument } from '#shared/sync/messages.ts';
import type { Store } from '../store/open-store.ts';
import { writeVerdict } from '../store/verdicts.ts';
import { settleDocument } from './apply-rows.ts';
import { readBase, writeBase } from './bases.ts';
import { mergeUnsent } from './merge-unsent.ts';
import { dropUnsent, forgetSent, type OutboxRow, outboxRow } from './outbox.ts';

export interface Judged {
  /** As it was when it was pushed. */
  row: OutboxRow;
  pushed: PushRow;
  result: Exclude<PushResult, { outcome: 'later' }>;
  /** ISO instant. */
  now: string;
  /** Tickets whose heads must be folded anew. */
  refold: Set<string>;
}

/** What the centre said of one pushed row. In the caller's transaction, as something that comes from the centre. */
export function takeVerdict(store: Store, judged: Judged): void {
  const { row, pushed, result } = judged;
  const present = outboxRow(store.file, row.collection, row.id);
  // It came back in a feed before the answer did, and was settled then.
  if (!present || present.seq !== row.seq) return;
  if (pushed.kind === 'entry') entryVerdict(store, judged);
  else if (result.outcome === 'refused') documentRefused(store, { ...judged, pushed });
  else documentTaken(store, { ...judged, pushed, result, present });
}

function entryVerdict({ file }: Store, { row, result, now, refold }: Judged): void {
  dropUnsent(file, row);
  const ticketId = row.ticketId!;
  if (result.outcome !== 'refused') {
    file.prepare('INSERT OR IGNORE INTO unechoed VALUES (?, ?)').run(row.id, ticketId);
    return;
  }
  const { refusals } = result;
  writeVerdict(file, {
    collection: 'entries',
    id: row.id,
    ticketId,
    state: 'refused',
    refusals,
    body: null,
    at: row.at,
    decidedAt: now,
  });
  refold.add(ticketId);
}

type PushedDocument = Extract<PushRow, { kind: 'document' }>;

function documentTaken(
  store: Store,
  {
    row,
    pushed,
    result,
    present,
  }: Judged & { pushed: PushedDocument; result: Exclude<Judged['result'], { outcome: 'refused' }>; present: OutboxRow },
): void {
  const { file, raw } = store;
  const { collection, id } = pushed;
  const sent = pushed.document as SyncDocument | null;
  const centre = result.outcome === 'merged' ? result.document : sent;
  const version = result.version ?? pushed.version;
  const known = readBase(file, collection, id);
  forgetSent(file, row);
  // The feed told of a later state meanwhile. Versions of a former epoch say nothing about this one's.
  if (known && known.former === null && known.version > version) return;
  const here = raw[collection].one(id);
  // What was pushed has the edits in it that the row had when it was first sent, however often it was repeated since.
  const editedSince = present.edits !== (row.sentEdits ?? row.edits);
  const lost = result.outcome === 'merged' ? result.lost : [];
  if (centre === null) {
    if (!editedSince) dropUnsent(file, row);
    writeBase(file, { collection, id }, { version, body: null });
    return;
  }
  if (!editedSince) {
    dropUnsent(file, row);
    writeBase(file, { collection, id }, { version, body: null });
    settleDocument(store, { collection, id, here, next: centre, lost });
    return;
  }
  const merged = mergeUnsent({ base: sent, sent: null, here, centre });
  writeBase(file, { collection, id }, { version, body: centre });
  if (merged) settleDocument(store, { collection, id, here, next: merged.document, lost: [...lost, ...merged.lost] });
}

/** Here it is again as the centre has it; the refused words are kept until somebody deals with them. */
function documentRefused(store: Store, { row, pushed, result, now }: Judged & { pushed: PushedDocument }): void {
  const { file, raw } = store;
  const { collection, id } = pushed;
  const refusals = result.outcome === 'refused' ? result.refusals : [];
  const here = raw[collection].one(id);
  const base = readBase(file, collection, id);
  dropUnsent(file, row);
  writeVerdict(file, {
    collection,
    id,
    ticketId: null,
    state: 'refused',
    refusals,
    body: here,
    at: row.at,
    decidedAt: now,
  });
  if (!base) return;
  const before = base.body ?? (pushed.base as SyncDocument | null);
  if (before) settleDocument(store, { collection: collection as DocumentCollection, id, here, next: before, lost: [] });
  // Whatever the centre has in this epoch is news then.
  writeBase(file, { collection, id }, { version: base.former === null ? base.version : 0, body: null });
}
