import { type FeedRow, PAGE_ROWS, type PullReply, type ScopeKey } from '#shared/sync/messages.ts';
import type { Logger } from '../log/logger.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { Store } from '../store/open-store.ts';
import { applyGuarded, takeParked } from './apply-guarded.ts';
import type { Applied } from './apply-rows.ts';
import type { Exchange } from './exchange.ts';
import type { Ledger } from './ledger.ts';
import { moveCursor, type Reached, readScope } from './scopes.ts';
import { readState } from './tables.ts';

export interface PullParts {
  /** What is open now: another one after the data were reopened. */
  store: () => Store;
  ledger: () => Ledger;
  exchange: Exchange;
  /** Between the commands of the people at work here. */
  serially: <T>(task: () => Promise<T>) => Promise<T>;
  log: Logger;
  /** Told after each commit. */
  onApplied: (applied: Applied) => void;
}

/** Work of one turn of the event loop, its commit included. */
const TURN_MS = 12;
/** Fewer in a commit make the whole longer without making a turn much shorter: most of it is then the commit. */
const FEWEST_ROWS = 96;

/**
 * Walks one feed to its present end. Each page goes into the file in slices, each a commit of its own that holds up nobody
 * for long; the cursor moves in the commit of the last one. So a cut anywhere has the page come once more, and what is
 * here already is passed over.
 */
export async function pullScope(parts: PullParts, scope: ScopeKey): Promise<void> {
  const { exchange } = parts;
  const epoch = readState(parts.store().file, 'epoch')!;
  const ask = (cursor: string | null) => exchange.ask('pull', { epoch, scope, cursor, limit: PAGE_ROWS });
  const first = readScope(parts.store().file, scope);
  if (first?.state !== 'held') return;
  let from = first.cursor;
  let reply: PullReply | null = await ask(from);
  while (reply) {
    exchange.signal.throwIfAborted();
    const { rows, cursor, more, progress }: PullReply = reply;
    // The next page is on its way while this one goes into the file.
    const ahead: Promise<PullReply | null> = more ? ask(cursor) : Promise.resolve(null);
    ahead.catch(() => {});
    const reached = { cursor, complete: !more || progress === null, progress };
    const moved = await applyPage(parts, { scope, from, rows, reached });
    if (!moved) return;
    from = cursor;
    reply = await ahead;
  }
}

/** Another try with what could not be taken in: this may be a version that can. */
export async function retryParked(parts: PullParts, scope: ScopeKey): Promise<void> {
  await parts.serially(async () => {
    const store = parts.store();
    const applied = store.file.transaction(() => {
      const rows = takeParked(store.file, scope);
      return rows.length === 0 ? null : applyGuarded({ store, ledger: parts.ledger() }, scope, rows);
    });
    if (applied) parts.onApplied(applied);
  });
}

export interface Page {
  scope: ScopeKey;
  /** The cursor that the rows follow. */
  from: string | null;
  rows: readonly FeedRow[];
  reached: Reached;
}

/** @returns whether the station was at `from`, still was at the end, and is at the page's end now */
export async function applyPage(parts: PullParts, { scope, from, rows, reached }: Page): Promise<boolean> {
  const slices = new Slices(rows);
  for (;;) {
    parts.exchange.signal.throwIfAborted();
    const over = await parts.serially(async () => {
      const store = parts.store();
      const present = readScope(store.file, scope);
      if (present?.state !== 'held' || present.cursor !== from) return 'elsewhere' as const;
      const began = performance.now();
      const slice = slices.next();
      const last = slices.done;
      let applied: Applied | null = null;
      const work = () =>
        store.file.transaction(() => {
          const guarded = applyGuarded({ store, ledger: parts.ledger() }, scope, slice);
          for (const { error } of guarded.parked) parts.log.error('sync.row-parked', error);
          applied = guarded;
          if (last) moveCursor(store.file, scope, reached);
        });
      if (last || present.complete) work();
      else withoutWaitingForDisk(store.file, work);
      slices.took(performance.now() - began);
      if (applied) parts.onApplied(applied);
      return last ? ('there' as const) : null;
    });
    if (over !== null) return over === 'there';
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Commits that the disk need not have before it goes on: the next ordinary commit forces them too, and until the end of the
 * page nobody was told that they are there. For the first synchronisation alone, where they are thousands.
 */
function withoutWaitingForDisk(file: SqliteFile, work: () => void): void {
  const usual = file.pluck<number>('PRAGMA synchronous').get() ?? FULL;
  file.exec('PRAGMA synchronous = NORMAL');
  try {
    work();
  } finally {
    if (!file.failed && !file.closed) file.exec(`PRAGMA synchronous = ${usual}`);
  }
}

const FULL = 2;

/** Cuts a page where a ticket ends, into pieces that take about one turn. */
class Slices {
  readonly #rows: readonly FeedRow[];
  #at = 0;
  #size = 2 * FEWEST_ROWS;
  #taken = 0;

  constructor(rows: readonly FeedRow[]) {
    this.#rows = rows;
  }

  get done(): boolean {
    return this.#at >= this.#rows.length;
  }

  next(): readonly FeedRow[] {
    const from = this.#at;
    let end = Math.min(this.#rows.length, from + this.#size);
    while (end < this.#rows.length && sameTicket(this.#rows[end - 1]!, this.#rows[end]!) && end - from < 2 * this.#size)
      end++;
    this.#at = end;
    this.#taken = end - from;
    return this.#rows.slice(from, end);
  }

  took(milliseconds: number): void {
    if (this.#taken === 0) return;
    const fitting = (this.#taken * TURN_MS) / Math.max(0.5, milliseconds);
    this.#size = Math.round(Math.min(1_000, Math.max(FEWEST_ROWS, (this.#size + fitting) / 2)));
  }
}

function sameTicket(a: FeedRow, b: FeedRow): boolean {
  return a.kind === 'entry' && b.kind === 'entry' && a.entry.ticketId === b.entry.ticketId;
}
