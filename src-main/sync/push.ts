import type { Refusal } from '#shared/domain/refusal.ts';
import { PUSH_ROWS, type PushResult, type PushRow } from '#shared/sync/messages.ts';
import type { Logger } from '../log/logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Store } from '../store/open-store.ts';
import type { RawDocument } from '../store/raw-collection.ts';
import { readBase } from './bases.ts';
import type { Exchange } from './exchange.ts';
import { isDocumentCollection, type Ledger } from './ledger.ts';
import { dropUnsent, nextUnsent, noteSent, type OutboxRow, postpone } from './outbox.ts';
import { readState } from './tables.ts';
import { CentreRefused } from './transport/transport.ts';
import { type Judged, takeVerdict } from './verdict.ts';

export interface PushParts {
  store: () => Store;
  ledger: () => Ledger;
  exchange: Exchange;
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  /** ISO instant of the station's clock. */
  now: () => string;
  log: Logger;
  /** Told after each batch. */
  onPushed: () => void;
}

/** Of one request, in characters of JSON; one row may be larger. */
const MOST_BODY = 1_000_000;

interface Prepared {
  row: OutboxRow;
  pushed: PushRow;
  /** `pushed` as JSON. */
  text: string;
}

/** Sends everything that is due, oldest first. @returns how many rows the centre took */
export async function pushAll(parts: PushParts): Promise<number> {
  let taken = 0;
  for (;;) {
    parts.exchange.signal.throwIfAborted();
    const batch = await parts.serially(async () => prepare(parts.store()));
    if (batch.length === 0) return taken;
    taken += await send(parts, batch);
  }
}

/** The next rows as they are pushed. What is not there any more, or is as the centre has it, needs no push. */
function prepare(store: Store): Prepared[] {
  const { file } = store;
  for (;;) {
    const rows = nextUnsent(file, PUSH_ROWS);
    const prepared: Prepared[] = [];
    let size = 0;
    let dropped = 0;
    file.transaction(() => {
      const entries = entriesOf(store, rows);
      for (const row of rows) {
        const pushed = row.collection === 'entries' ? entryRow(entries.get(row.id)) : documentRow(store, row);
        if (!pushed) {
          dropUnsent(file, row);
          dropped++;
          continue;
        }
        const text = JSON.stringify(pushed);
        if (prepared.length > 0 && size + text.length > MOST_BODY) break;
        size += text.length;
        if (row.collection !== 'entries' && row.sent === null) noteSent(file, row, text);
        prepared.push({ row, pushed, text });
      }
    });
    if (prepared.length > 0 || dropped === 0) return prepared;
  }
}

function entriesOf({ raw }: Store, rows: readonly OutboxRow[]): Map<string, RawDocument> {
  return raw.entries.read(rows.filter(({ collection }) => collection === 'entries').map(({ id }) => id));
}

function entryRow(entry: RawDocument | undefined): PushRow | null {
  return entry ? { kind: 'entry', entry: entry as never } : null;
}

function documentRow({ file, raw }: Store, row: OutboxRow): PushRow | null {
  const { collection, id } = row;
  if (!isDocumentCollection(collection)) return null;
  // Without an answer the same is said again, word for word: whatever was edited since comes after it.
  if (row.sent !== null) return JSON.parse(row.sent) as PushRow;
  const base = readBase(file, collection, id);
  const document = raw[collection].one(id);
  if (!document && !base) return null;
  const body = base && (base.body ?? document);
  return {
    kind: 'document',
    collection,
    id,
    version: base?.version ?? 0,
    ...(base?.former ? { former: base.former } : {}),
    base: body as never,
    document: document as never,
  };
}

async function send(parts: PushParts, batch: readonly Prepared[]): Promise<number> {
  let results: PushResult[];
  try {
    results = await ask(parts, batch);
  } catch (error) {
    if (!concernsContent(error)) throw error;
    return sendApart(parts, batch, error);
  }
  return settle(parts, batch, results);
}

async function ask({ store, exchange }: PushParts, batch: readonly Prepared[]): Promise<PushResult[]> {
  const epoch = readState(store().file, 'epoch')!;
  const { results } = await exchange.ask('push', { epoch, rows: batch.map(({ pushed }) => pushed) });
  if (results.length !== batch.length) throw new Error('an answer of another length than the push');
  return results;
}

/** Statuses by which the centre says that it cannot take what was sent, whoever sent it. */
const CONTENT = new Set([400, 413, 415, 422]);
/** It has too much to do: asked in smaller pieces it would have more. */
const BUSY = 503;

function concernsContent(error: unknown): error is CentreRefused {
  return (
    error instanceof CentreRefused && (CONTENT.has(error.status) || (error.status >= 500 && error.status !== BUSY))
  );
}

/** One row that the centre chokes on never keeps the others back: the batch is halved until that row stands alone. */
async function sendApart(parts: PushParts, batch: readonly Prepared[], error: CentreRefused): Promise<number> {
  if (batch.length > 1) {
    const half = Math.ceil(batch.length / 2);
    return (await send(parts, batch.slice(0, half))) + (await send(parts, batch.slice(half)));
  }
  const outcome: PushResult[] = batch.map(({ row: { id } }) =>
    error.status >= 500
      ? { id, outcome: 'later' }
      : { id, outcome: 'refused', refusals: [UNREADABLE, ...error.problem.refusals] },
  );
  return settle(parts, batch, outcome);
}

const UNREADABLE: Refusal = {
  code: 'not-transferable',
  message: 'A central não consegue ler este registro.',
  way: 'Reescreva o texto e envie de novo; se repetir, avise quem cuida do sistema.',
};

/** Takes the verdicts of one push in one commit. */
function settle(parts: PushParts, batch: readonly Prepared[], results: readonly PushResult[]): Promise<number> {
  return parts.serially(async () => {
    // What was answered before the session ended may be of another epoch.
    parts.exchange.signal.throwIfAborted();
    const store = parts.store();
    let taken = 0;
    parts.ledger().fromCentre(() =>
      store.file.transaction(() => {
        taken = 0;
        const refold = new Set<string>();
        for (const [index, { row, pushed }] of batch.entries()) {
          const result = results[index]!;
          if (result.outcome === 'later') postpone(store.file, row, parts.now());
          else if (settleOne(parts, { row, pushed, result, now: parts.now(), refold })) {
            taken += result.outcome === 'refused' ? 0 : 1;
          }
        }
        store.refold(refold);
      }),
    );
    parts.onPushed();
    return taken;
  });
}

/** A verdict that cannot be taken in holds up none of the others: the row is asked about again. @returns whether it was */
function settleOne(parts: PushParts, judged: Judged): boolean {
  const store = parts.store();
  try {
    store.file.transaction(() => takeVerdict(store, judged));
    return true;
  } catch (error) {
    if (error instanceof StorageError) throw error;
    parts.log.error('sync.verdict-unusable', error);
    postpone(store.file, judged.row, parts.now());
    return false;
  }
}
