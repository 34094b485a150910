import { type FeedRow, PAGE_ROWS, type PullReply, type ScopeKey } from '#shared/sync/messages.ts';
import type { Logger } from '../log/logger.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Store } from '../store/open-store.ts';
import { applyGuarded, takeParked } from './apply-guarded.ts';
import { type Applied, type ApplyParts, applyRows } from './apply-rows.ts';
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
  /** Told after each turn; it may still be taken back by a crash. */
  onApplied: (applied: Applied) => void;
}

/** Work of one turn of the event loop. */
const TURN_MS = 10;
const FEWEST_ROWS = 64;
/** In one commit, at least: its pages are written once for all of them, and the disk is waited for once. */
const ROWS_IN_COMMIT = 2_000;

/**
 * Walks one feed to its present end. Each page goes into the file in slices, parts of few commits, so that nobody is held up
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

/** @returns whether the station was at `from`, still was at the end, and is at the page's end now, for good */
export async function applyPage(parts: PullParts, page: Page): Promise<boolean> {
  try {
    return await takePage(parts, page, (apply, rows) => applyRows(apply, page.scope, rows));
  } catch (error) {
    if (error instanceof StorageError || error instanceof PartsLost || parts.exchange.signal.aborted) throw error;
  }
  // Something in it cannot be taken in: once more, with care.
  return takePage(parts, page, (apply, rows) => {
    const { parked, ...applied } = applyGuarded(apply, page.scope, rows);
    for (const { error } of parked) parts.log.error('sync.row-parked', error);
    return applied;
  });
}

type Take = (parts: ApplyParts, rows: readonly FeedRow[]) => Applied;

async function takePage(parts: PullParts, { scope, from, rows, reached }: Page, take: Take): Promise<boolean> {
  // Only in the first synchronisation are they whole tickets, in whatever order.
  const slices = new Slices(reached.progress === null ? rows : oldestFirst(rows));
  const { file } = parts.store();
  const lostBefore = file.partsLost;
  const whole = () => {
    if (parts.store().file !== file || file.partsLost !== lostBefore) throw new PartsLost();
  };
  let uncommitted = 0;
  const takeNext = async () => {
    whole();
    const store = parts.store();
    const present = readScope(file, scope);
    if (present?.state !== 'held' || present.cursor !== from) return 'elsewhere' as const;
    const began = performance.now();
    const slice = slices.next();
    const isLast = slices.done;
    const applied = file.part(() => {
      const taken = take({ store, ledger: parts.ledger() }, slice);
      if (isLast) moveCursor(file, scope, reached);
      return taken;
    });
    slices.took(performance.now() - began);
    uncommitted += slice.length;
    parts.onApplied(applied);
    return isLast ? ('there' as const) : ('under way' as const);
  };
  try {
    for (;;) {
      parts.exchange.signal.throwIfAborted();
      const where = await parts.serially(takeNext);
      if (where === 'elsewhere') return false;
      if (where === 'there' || uncommitted >= ROWS_IN_COMMIT) {
        // The commit of much has a turn of its own.
        if (uncommitted > FEWEST_ROWS) await nextTurn();
        file.commitParts();
        whole();
        uncommitted = 0;
      }
      if (where === 'there') return true;
      await nextTurn();
    }
  } finally {
    // What is here already is passed over when the page comes again.
    if (!file.failed && !file.closed) file.commitParts();
  }
}

/** The disk was full, or the data were reopened: what was written of a page since the last commit is not there. */
class PartsLost extends Error {
  constructor() {
    super('part of a page was lost');
    this.name = 'PartsLost';
  }
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * The centre sends the newest tickets first. In a page the oldest go first: the full-text index collects words only while
 * the numbers of the tickets grow, and would else write them out for each.
 */
function oldestFirst(rows: readonly FeedRow[]): readonly FeedRow[] {
  if (!rows.every(({ kind }) => kind === 'entry')) return rows;
  const turned: FeedRow[] = [];
  for (let end = rows.length; end > 0; ) {
    let from = end - 1;
    while (from > 0 && sameTicket(rows[from - 1]!, rows[from]!)) from--;
    for (let at = from; at < end; at++) turned.push(rows[at]!);
    end = from;
  }
  return turned;
}

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
