import type { DayRecordKind } from '#shared/contract/recovery.ts';
import { QUEUE_ROWS, type QueueItem, type QueueState, type QueueView } from '#shared/contract/sync.ts';
import type { EntryDelivery } from '#shared/contract/views.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import {
  countRefusedCopies,
  countUnsentCopies,
  type NamedCopy,
  refusedCopies,
  unsentCopies,
} from '../attachments/copies.ts';
import type { BoxedDocument } from '../recovery/black-box/record.ts';
import { describeDocument } from '../recovery/describe-document.ts';
import { entryText } from '../search/ticket-text.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { Collections, Store } from '../store/open-store.ts';
import type { RawDocument } from '../store/raw-collection.ts';
import { countOpenVerdicts, isKept, openVerdicts, type Verdict, verdictsOfTicket } from '../store/verdicts.ts';
import { countParked } from '../sync/apply-guarded.ts';
import { countOutbox, outboxRows } from '../sync/outbox.ts';

/** What is not on the centre, in words. */

const KINDS: Record<keyof Collections, DayRecordKind> = {
  entries: 'entry',
  customers: 'customer',
  staff: 'staff',
  workorders: 'work-order',
  shifts: 'shift',
  loosecalls: 'call',
  packs: 'pack',
};

export function queueView(store: Store): QueueView {
  const { file } = store;
  const { unsent, later } = countOutbox(file);
  const totals: Record<QueueState, number> = {
    refused: countOpenVerdicts(file) + countRefusedCopies(file),
    later,
    unsent,
  };
  const refused = openVerdicts(file, QUEUE_ROWS).map((verdict) => {
    const { collection, id, body, refusals, at, decidedAt } = verdict;
    const item = itemOf(store, { collection, id, body, at, state: 'refused', refusals, triedAt: decidedAt });
    return isKept(verdict) ? keptItem(item, verdict) : item;
  });
  refused.push(
    ...refusedCopies(file, QUEUE_ROWS - refused.length).flatMap((copy) => fileItems(store, copy, 'refused')),
  );
  const waiting = outboxRows(file, QUEUE_ROWS - refused.length).map(({ collection, id, at, state, triedAt }) =>
    itemOf(store, { collection, id, body: null, at, state, refusals: [], triedAt }),
  );
  const files = unsentCopies(file, QUEUE_ROWS - refused.length - waiting.length).flatMap((copy) =>
    fileItems(store, copy, 'unsent'),
  );
  return {
    items: [...refused, ...waiting, ...files],
    totals,
    files: countUnsentCopies(file),
    parked: countParked(file),
  };
}

/** Its ticket is not here any more: there is nothing to lead to, and nowhere to write it anew. */
function keptItem(item: QueueItem, { body, protocol }: Verdict): QueueItem {
  const kept = entryText(body as unknown as Entry);
  return { ...item, ticketId: null, protocol, correctable: null, kept };
}

/** A file that is not at the centre, beside the entry that names it. */
function fileItems(store: Store, copy: NamedCopy, state: 'unsent' | 'refused'): QueueItem[] {
  const { sha256, size, sent, refusals, entryId } = copy;
  const entry = store.raw.entries.one(entryId) as unknown as Entry | null;
  if (!entry) return [];
  const item = itemOf(store, {
    collection: 'entries',
    id: entryId,
    body: null,
    refusals,
    triedAt: null,
    at: entry.at,
    state,
  });
  const progress = state === 'unsent' ? { done: sent, total: size } : null;
  return [{ ...item, id: queueId(FILE, sha256), title: 'Arquivo', progress }];
}

interface Queued extends Pick<QueueItem, 'state' | 'refusals' | 'at' | 'triedAt'> {
  collection: string;
  id: string;
  body: Record<string, unknown> | null;
}

/** Files stand beside the collections. */
export const FILE = 'file';

export function queueId(collection: string, id: string): string {
  return collection === 'entries' ? id : `${collection}/${id}`;
}

export function parseQueueId(item: string): { collection: string; id: string } {
  const slash = item.indexOf('/');
  return slash < 0
    ? { collection: 'entries', id: item }
    : { collection: item.slice(0, slash), id: item.slice(slash + 1) };
}

function itemOf(store: Store, { collection, id, body, ...rest }: Queued): QueueItem {
  const document = (body as RawDocument | null) ?? store.raw[collection as keyof Collections]?.one(id) ?? null;
  const described = document
    ? describeDocument(KINDS[collection as keyof Collections], document as BoxedDocument, store.file)
    : { title: 'Registro removido', text: '', who: '', ticketId: null, protocol: null };
  const entry = collection === 'entries' && document ? (document as unknown as Entry) : null;
  return {
    ...rest,
    ...described,
    id: queueId(collection, id),
    customerName: customerName(store.file, described.ticketId),
    correctable:
      rest.state === 'refused' && entry?.kind === 'reported'
        ? { text: entry.data.text, visibility: entry.visibility }
        : null,
    kept: null,
    progress: null,
  };
}

function customerName(file: SqliteFile, ticketId: string | null): string {
  if (ticketId === null) return '';
  return file.pluck<string>('SELECT customer_name FROM ticket_head WHERE id = ?').get(ticketId) ?? '';
}

/** How the entries of a ticket that are not on the centre stand. */
export function deliveryOf(file: SqliteFile, ticketId: string): Record<string, EntryDelivery> {
  const delivery: Record<string, EntryDelivery> = {};
  const rows = file
    .prepare<{ id: string; state: 'unsent' | 'later' }>(
      "SELECT id, state FROM outbox WHERE ticket_id = ? AND collection = 'entries'",
    )
    .all(ticketId);
  for (const { id, state } of rows) delivery[id] = { state };
  for (const [id, { state, refusals, decidedAt }] of verdictsOfTicket(file, ticketId))
    delivery[id] = { state: 'refused', refusals, at: decidedAt, settled: state === 'refused' ? null : state };
  return delivery;
}
