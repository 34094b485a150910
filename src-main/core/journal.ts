import { type Hlc, parseHlc, witness } from '#shared/domain/clock/hlc.ts';
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
  #stationNumber: number;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#stationNumber = options.stationNumber;
    const stamp = lastStamp(options.store.file);
    const last = stamp === null ? null : parseHlc(stamp);
    this.#hlc = { time: last?.time ?? 0, counter: last?.counter ?? 0, node: options.node };
  }

  /** The station has another number from now on; what it wrote keeps the one it had. */
  renumber(stationNumber: number): void {
    this.#stationNumber = stationNumber;
  }

  /** A stamp of another station was seen: what is written from now on comes after it. */
  witness(stamp: string): void {
    const seen = parseHlc(stamp);
    if (seen) this.#hlc = witness(this.#hlc, seen);
  }

  newId(): string {
    return uuidV7(this.#options.clock(), this.#options.random);
  }

  /** ISO instant of the station's clock. */
  now(): string {
    return new Date(this.#options.clock()).toISOString();
  }

  ticket(ticketId: string): Ticket | null {
    return readFolded(this.#options.store, ticketId)?.ticket ?? null;
  }

  /** Writes all drafts in one commit, or none and throws. Returns when they are durable. */
  commit(drafts: readonly EntryDraft[], actor: Person): Promise<Entry[]> {
    return this.commitTimeline([{ wall: this.#options.clock(), drafts }], actor);
  }

  /** The same for drafts of several moments (milliseconds since the epoch, ascending): how sample data gets its past. */
  async commitTimeline(moments: readonly Moment[], actor: Person): Promise<Entry[]> {
    const { store } = this.#options;
    const known = new Map<string, Record<string, string>>();
    const entries: Entry[] = [];
    let clock = this.#hlc;
    for (const { wall, drafts } of moments) {
      const stamped = stampDrafts(drafts, {
        clock,
        wall,
        station: String(this.#stationNumber),
        actor,
        newId: () => this.newId(),
        known: (ticketId) => known.get(ticketId) ?? readFolded(store, ticketId)?.known ?? {},
      });
      clock = stamped.clock;
      for (const entry of stamped.entries) {
        entrySchema.parse(entry);
        known.set(entry.ticketId, { ...entry.base, [entry.station]: entry.hlc });
      }
      entries.push(...stamped.entries);
    }
    if (entries.length === 0) return [];
    const { error } = await store.collections.entries.bulkInsert(entries);
    if (error.length > 0)
      throw new Error(`journal: ${error.length} entries were not written (status ${error[0]?.status})`);
    this.#hlc = witness(clock, this.#hlc);
    return entries;
  }
}

interface Moment {
  wall: number;
  drafts: readonly EntryDraft[];
}
