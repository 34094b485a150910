import { ok, type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { letRefusedBe, sendAgain } from '../attachments/copies.ts';
import type { Collections } from '../store/open-store.ts';
import { forgetVerdict, isKept, readVerdict, setVerdictState } from '../store/verdicts.ts';
import { noteWritten } from '../sync/outbox.ts';
import type { Core } from './core.ts';
import { correctReport } from './correct-report.ts';
import { FILE, parseQueueId } from './sync-queue.ts';

export interface RefusedItemsOptions {
  core: Core;
  /** Told when something waits to be sent again. */
  onWritten: () => void;
  onChange: () => void;
}

/** What people do with what the centre refused. */
export class RefusedItems {
  readonly #core: Core;
  readonly #options: RefusedItemsOptions;

  constructor(options: RefusedItemsOptions) {
    this.#core = options.core;
    this.#options = options;
  }

  resend(ids: readonly string[]): Promise<Result<null>> {
    const { serially, store } = this.#core;
    return serially(async () => {
      store.file.transaction(() => {
        for (const id of ids) this.#resendOne(id);
      });
      this.#options.onWritten();
      this.#options.onChange();
      return ok(null);
    });
  }

  #resendOne(item: string): void {
    const { store } = this.#core;
    const { file } = store;
    const key = parseQueueId(item);
    if (key.collection === FILE) {
      sendAgain(file, key.id);
      file.afterCommit(() => store.feed.tell({ topics: ['attachments'] }));
      return;
    }
    const verdict = readVerdict(file, key);
    // What has no ticket here any more cannot follow it: it is there to be copied.
    if (verdict?.state !== 'refused' || isKept(verdict)) return;
    forgetVerdict(file, key);
    if (key.collection === 'entries') {
      noteWritten(file, { ...key, ticketId: verdict.ticketId, at: verdict.at });
      store.refold([verdict.ticketId!]);
      return;
    }
    // Written again as it was refused: an edit like any other.
    const raw = store.raw[key.collection as keyof Collections];
    if (verdict.body) raw.write([verdict.body as { id: string }]);
    else if (raw.one(key.id)) raw.erase([key.id]);
    noteWritten(file, { ...key, ticketId: null, at: verdict.at });
  }

  correct(
    actor: Person,
    { id, text, visibility }: { id: string; text: string; visibility: 'public' | 'private' },
  ): Promise<Result<null>> {
    return this.#onRefused(id, async (key) => {
      const entry = this.#core.store.raw.entries.one(key.id);
      const corrected = await correctReport(this.#core, { entry, text, visibility, actor });
      if (corrected.ok) this.#settle(key, 'corrected');
      return corrected;
    });
  }

  giveUp(id: string): Promise<Result<null>> {
    const { collection, id: sha256 } = parseQueueId(id);
    if (collection === FILE) return this.#letFileBe(sha256);
    return this.#onRefused(id, async (key) => {
      this.#settle(key, 'given-up');
      return ok(null);
    });
  }

  #letFileBe(sha256: string): Promise<Result<null>> {
    const { serially, store } = this.#core;
    return serially(async () => {
      if (!letRefusedBe(store.file, sha256)) return refuse(NOT_REFUSED);
      store.feed.tell({ topics: ['attachments'] });
      this.#options.onChange();
      return ok(null);
    });
  }

  #onRefused(
    id: string,
    command: (key: { collection: string; id: string }) => Promise<Result<null>>,
  ): Promise<Result<null>> {
    const { serially, store } = this.#core;
    return serially(async () => {
      const key = parseQueueId(id);
      return readVerdict(store.file, key)?.state === 'refused' ? command(key) : refuse(NOT_REFUSED);
    });
  }

  #settle(key: { collection: string; id: string }, state: 'corrected' | 'given-up'): void {
    const { file } = this.#core.store;
    const kept = state === 'given-up' && isKept(readVerdict(file, key)!);
    if (key.collection === 'entries' && !kept) setVerdictState(file, key, state);
    else forgetVerdict(file, key);
    this.#options.onChange();
  }
}

const NOT_REFUSED: Refusal = {
  code: 'not-refused',
  message: 'Este item já foi resolvido.',
};
