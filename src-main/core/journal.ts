import { type Hlc, parseHlc } from '#shared/domain/clock/hlc.ts';
import { type RandomBytes, uuidV7 } from '#shared/domain/id/uuid.ts';
import { type EntryDraft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { entrySchema } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { Store } from '../store/open-store.ts';
import { lastStamp } from '../store/projections/station-counters.ts';
import { readFolded } from '../store/projections/ticket-heads.ts';

export interface JournalOptions {
  store: Store;
  clock: () => number;
  random: RandomBytes;
  stationNumber: number;
  /** Eight characters that name the station in clock stamps. */
  node: string;
}

/** Writes the journal of the tickets: the one way in which a ticket changes here. */
export class Journal {
  readonly #options: JournalOptions;
  #hlc: Hlc;

  constructor(options: JournalOptions) {
    this.#options = options;
    const stamp = lastStamp(options.store.file);
    const last = stamp === null ? null : parseHlc(stamp);
    this.#hlc = { time: last?.time ?? 0, counter: last?.counter ?? 0, node: options.node };
  }

  newId(): string {
    return uuidV7(this.#options.clock(), this.#options.random);
  }

  /** ISO instant of the station's clock. */
  now(): string {
    return new Date(this.#options.clock()).toISOString();
  }

  ticket(ticketId: string): Ticket | null {
    return readFolded(this.#options.store.file, ticketId)?.ticket ?? null;
  }

  /** Writes all drafts in one commit, or none and throws. Returns when they are durable. */
  async commit(drafts: readonly EntryDraft[], actor: Person): Promise<Entry[]> {
    if (drafts.length === 0) return [];
    const { store, clock, stationNumber } = this.#options;
    const stamped = stampDrafts(drafts, {
      clock: this.#hlc,
      wall: clock(),
      station: String(stationNumber),
      actor,
      newId: () => this.newId(),
      known: (ticketId) => readFolded(store.file, ticketId)?.known ?? {},
    });
    for (const entry of stamped.entries) entrySchema.parse(entry);
    const { error } = await store.collections.entries.bulkInsert(stamped.entries);
    if (error.length > 0)
      throw new Error(`journal: ${error.length} entries were not written (status ${error[0]?.status})`);
    this.#hlc = stamped.clock;
    return stamped.entries;
  }
}
