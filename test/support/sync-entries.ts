/** Journal entries as a right station writes them, for tests of the centre. */
import { randomBytes, randomUUID } from 'node:crypto';
import { formatHlc, type Hlc } from '#shared/domain/clock/hlc.ts';
import { uuidV7 } from '#shared/domain/id/uuid.ts';
import { protocolNumber } from '#shared/domain/protocol/protocol-number.ts';
import { decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { draft, type EntryDraft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { patch, type Registers } from '#shared/domain/ticket/registers.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';

export const testPack = (() => {
  const read = readPack(defaultPack);
  if (!read.ok) throw new Error('default pack');
  return read.value;
})();
const callFlow = testPack.flows.find(({ id }) => id === testPack.callFlow)!;

export class TestAuthor {
  readonly station: string;
  readonly actor: Person;
  readonly #known = new Map<string, Record<string, string>>();
  readonly #now: () => number;
  #clock: Hlc;
  #sequence = 0;

  constructor(
    stationNumber: number,
    actor: { id: string; name?: string; role?: string },
    now: () => number = Date.now,
  ) {
    this.station = String(stationNumber);
    this.actor = { id: actor.id, name: actor.name ?? 'Pessoa', role: actor.role ?? 'atendente-n1' };
    this.#clock = { time: 0, counter: 0, node: randomBytes(4).toString('hex') };
    this.#now = now;
  }

  open(ticketId: string = this.#id()): Entry[] {
    const protocol = protocolNumber({ day: '261121', station: Number(this.station), sequence: ++this.#sequence });
    return this.#write(
      decideOpenCall(testPack, callFlow, { ticketId, protocol, callId: randomUUID(), actor: this.actor }),
    );
  }

  report(ticketId: string, text: string): Entry {
    return this.#write([draft(ticketId, 'reported', { data: { text } })])[0]!;
  }

  /** Not what any decision writes: for what only needs registers. */
  set(ticketId: string, registers: Partial<Registers>): Entry {
    return this.#write([draft(ticketId, 'classified', { data: { reason: null }, patch: patch(registers) })])[0]!;
  }

  write(drafts: EntryDraft[]): Entry[] {
    return this.#write(drafts);
  }

  /** Takes note of what others wrote. */
  see(entries: readonly Entry[]): void {
    for (const { ticketId, station, hlc } of entries) {
      const known = this.#known.get(ticketId) ?? {};
      if ((known[station] ?? '') < hlc) this.#known.set(ticketId, { ...known, [station]: hlc });
    }
  }

  get stamp(): string {
    return formatHlc(this.#clock);
  }

  #write(drafts: EntryDraft[]): Entry[] {
    const { entries, clock } = stampDrafts(drafts, {
      clock: this.#clock,
      wall: this.#now(),
      station: this.station,
      actor: this.actor,
      newId: () => this.#id(),
      known: (ticketId) => this.#known.get(ticketId) ?? {},
    });
    this.#clock = clock;
    this.see(entries);
    return entries;
  }

  #id(): string {
    return uuidV7(this.#now(), (count) => randomBytes(count));
  }
}

export const entryRows = (entries: readonly Entry[]) => entries.map((entry) => ({ kind: 'entry' as const, entry }));
