import { sameJson } from '#shared/domain/merge/same-json.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { DocumentCollection, FeedRow, LostField, ScopeKey } from '#shared/sync/messages.ts';
import type { Store } from '../store/open-store.ts';
import { staleTickets } from '../store/projections/ticket-heads.ts';
import type { RawDocument } from '../store/raw-collection.ts';
import { forgetVerdict, takeKept } from '../store/verdicts.ts';
import { readBase, writeBase } from './bases.ts';
import { noteClashes } from './document-clashes.ts';
import type { Ledger } from './ledger.ts';
import { mergeUnsent } from './merge-unsent.ts';
import { dropUnsent, forgetSent, outboxRow } from './outbox.ts';
import { removeWhenFree } from './removal.ts';
import { hold, letGo } from './scopes.ts';

export interface Applied {
  /** The latest clock stamp among the entries that are new here; '' for none. */
  latestStamp: string;
  /** Packs that are new here. */
  packs: RawDocument[];
}

export interface ApplyParts {
  store: Store;
  ledger: Ledger;
}

/**
 * Takes rows of one feed into the station, in their order and in the caller's transaction: documents, what follows from
 * them, and by which scope they are here. Rows that are here already change nothing, so a page may come twice.
 */
export function applyRows(parts: ApplyParts, scope: ScopeKey, rows: readonly FeedRow[]): Applied {
  const { store, ledger } = parts;
  return ledger.fromCentre(() => {
    const applied: Applied = { latestStamp: '', packs: [] };
    for (const run of runsOfOneKind(rows)) {
      if (run[0]?.kind === 'entry')
        takeEntries(parts, { scope, entries: run.map((row) => (row as EntryRow).entry), applied });
      else for (const row of run) takeOther(parts, { scope, row: row as OtherRow, applied });
    }
    store.refold(staleTickets(store.file));
    return applied;
  });
}

type EntryRow = Extract<FeedRow, { kind: 'entry' }>;
type OtherRow = Exclude<FeedRow, { kind: 'entry' }>;

function* runsOfOneKind(rows: readonly FeedRow[]): Generator<FeedRow[]> {
  let run: FeedRow[] = [];
  for (const row of rows) {
    if (run.length > 0 && (run[0]!.kind === 'entry') !== (row.kind === 'entry')) {
      yield run;
      run = [];
    }
    run.push(row);
  }
  if (run.length > 0) yield run;
}

function takeEntries(
  { store }: ApplyParts,
  { scope, entries, applied }: { scope: ScopeKey; entries: readonly Entry[]; applied: Applied },
): void {
  const { file, raw } = store;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const known = raw.entries.known([...byId.keys()]);
  const added = [...byId.values()].filter(({ id }) => !known.has(id));
  raw.entries.insert(added as unknown as RawDocument[]);
  for (const { hlc } of added) if (hlc > applied.latestStamp) applied.latestStamp = hlc;
  for (const ticketId of new Set(entries.map((entry) => entry.ticketId))) {
    hold(file, { collection: 'tickets', id: ticketId }, scope);
    raw.entries.insert(takeKept(file, ticketId) as RawDocument[]);
  }
  for (const id of known) arrived(store, byId.get(id)!);
}

/** An entry that was here is on the centre, whatever became of the answer that said so. */
function arrived(store: Store, { id, ticketId }: Entry): void {
  const { file } = store;
  file.prepare('DELETE FROM unechoed WHERE id = ?').run(id);
  file.prepare("DELETE FROM outbox WHERE collection = 'entries' AND id = ?").run(id);
  if (forgetVerdict(file, { collection: 'entries', id })) store.refold([ticketId]);
}

function takeOther(
  parts: ApplyParts,
  { scope, row, applied }: { scope: ScopeKey; row: OtherRow; applied: Applied },
): void {
  const { store } = parts;
  switch (row.kind) {
    case 'document':
      hold(store.file, row, scope);
      if (takeDocument(store, row) && row.collection === 'packs') applied.packs.push(row.document);
      return;
    case 'document-gone':
      if (letGo(store.file, row, scope)) removeWhenFree(store, row);
      return;
    case 'ticket-gone': {
      const ticket = { collection: 'tickets', id: row.ticketId };
      if (letGo(store.file, ticket, scope)) removeWhenFree(store, ticket);
    }
  }
}

interface DocumentState {
  collection: DocumentCollection;
  id: string;
  version: number;
  document: RawDocument;
}

/** @returns whether the document here is another one now */
export function takeDocument(store: Store, { collection, id, version, document }: DocumentState): boolean {
  const { file, raw } = store;
  const base = readBase(file, collection, id);
  if (base?.former === null && base.version >= version) return false;
  const pending = outboxRow(file, collection, id);
  const here = raw[collection].one(id);
  // It is being offered to a restored centre: the answer brings what both make together.
  if (base && base.former !== null && (pending || here)) return false;
  if (!pending) {
    if (!here || !sameJson(here, document)) raw[collection].write([document]);
    writeBase(file, { collection, id }, { version, body: null });
    return !here || !sameJson(here, document);
  }
  const sent = pending.sent === null ? null : (JSON.parse(pending.sent) as { document: RawDocument | null }).document;
  const merged = mergeUnsent({ base: base?.body ?? null, sent, here, centre: document });
  forgetSent(file, pending);
  if (merged && sameJson(merged.document, document)) {
    dropUnsent(file, pending);
    writeBase(file, { collection, id }, { version, body: null });
  } else writeBase(file, { collection, id }, { version, body: document });
  if (merged) settleDocument(store, { collection, id, here, next: merged.document, lost: merged.lost });
  return true;
}

export interface SettledDocument {
  collection: DocumentCollection;
  id: string;
  here: RawDocument | null;
  next: RawDocument;
  lost: readonly LostField[];
}

/** Writes what two changes of a document make together, and notes what was lost in it for somebody to decide. */
export function settleDocument({ file, raw }: Store, { collection, id, here, next, lost }: SettledDocument): void {
  if (!here || !sameJson(here, next)) raw[collection].write([next]);
  // A published pack never changes: when it came to whom is nobody's edit.
  if (collection !== 'packs') noteClashes(file, { collection, id, here }, lost);
}
