/** What two stations do on one ticket without knowing of each other: both keep their work (B3). */
import { describe, expect, it } from 'vitest';
import { formatHlc } from '#shared/domain/clock/hlc.ts';
import { decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { decideClash } from '#shared/domain/ticket/decide/clash.ts';
import { decideClose } from '#shared/domain/ticket/decide/close-by-hand.ts';
import { decideEndSuspension, decideSuspend } from '#shared/domain/ticket/decide/suspend.ts';
import { decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { decideCorrectWork, decideLogWork } from '#shared/domain/ticket/decide/work-log.ts';
import type { EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { suspensionOf } from '#shared/domain/ticket/service-life.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { classified, closingInput, decided, hours, note, service } from '#test/fixtures/service.ts';
import { ANA, AT, BIA, callFlow, ended, pack } from '#test/fixtures/ticket.ts';

const T = '01900000-0000-7000-8000-00000000000a';

/** A journal that grows: each entry by somebody at a station, who knew the entries they say. */
class Journal {
  readonly entries: Entry[] = [];

  constructor() {
    const call = { ticketId: T, protocol: '261123900100017', callId: T, actor: ANA };
    for (const written of [...decideOpenCall(pack, callFlow, call), ended(T), classified(T)]) this.write([written]);
  }

  write(
    drafts: readonly EntryDraft[],
    { station = '9001', actor = ANA as Person, knew = this.entries as readonly Entry[] } = {},
  ): Entry[] {
    const written: Entry[] = [];
    for (const one of drafts) {
      const count = this.entries.length + 1;
      const hlc = formatHlc({ time: Date.parse(AT) + count, counter: 0, node: 'station1' });
      const base = fold([...knew, ...written])?.known ?? {};
      const id = `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
      const entry = { ...one, id, at: hours(count / 10), hlc, base, station, actor } as Entry;
      written.push(entry);
      this.entries.push(entry);
    }
    return written;
  }

  get ticket() {
    return fold(this.entries)!.ticket;
  }
}

const BIAS = { station: '312', actor: BIA };
const closing = (journal: Journal, actor: Person, entries = journal.entries) =>
  decided(decideClose(fold(entries)!.ticket, closingInput(), { pack, actor, publicText: () => [], late: [] }));
const waiting = { reasonId: 'aguardando-cliente', who: 'Marta', note: '', until: hours(50) };
const suspending = (journal: Journal) =>
  decided(decideSuspend(journal.ticket, waiting, { service, now: AT, pack, workOrder: null }));
const starting = (ticket: Ticket, actor: Person) => decided(decideStart(ticket, actor, { service, running: [] }));

describe('two stations on one ticket', () => {
  it('[B3] both close it: one closing shows, both stand in the history, and it is worth a look', () => {
    const journal = new Journal();
    const knew = [...journal.entries];
    journal.write(closing(journal, ANA));
    journal.write(closing(journal, BIA, knew), { ...BIAS, knew });
    expect(journal.ticket).toMatchObject({ status: 'closed', closing: { by: BIA, unseen: true }, clashes: [] });
    expect(journal.entries.filter(({ kind }) => kind === 'closed')).toHaveLength(2);
  });

  it('[B3] one closes what the other writes on: closed, with what nobody had seen marked, whichever came first', () => {
    for (const first of ['closed', 'reported']) {
      const journal = new Journal();
      const knew = [...journal.entries];
      const close = closing(journal, ANA);
      if (first === 'closed') journal.write(close);
      journal.write([note(T)], { ...BIAS, knew });
      if (first === 'reported') journal.write(close, { knew });
      expect(journal.ticket).toMatchObject({ status: 'closed', closing: { by: ANA, unseen: true } });
    }
    const journal = new Journal();
    journal.write([note(T)], BIAS);
    journal.write(closing(journal, ANA));
    journal.write([note(T)], BIAS);
    expect(journal.ticket.closing?.unseen).toBe(false);
  });

  it('[B3] one suspends what the other works on: a clash of the status decides the suspension with it', () => {
    const journal = new Journal();
    const knew = [...journal.entries];
    const start = starting(journal.ticket, BIA);
    journal.write(suspending(journal));
    journal.write(start, { ...BIAS, knew });
    const both = journal.ticket;
    expect(both).toMatchObject({ status: 'in-progress', assignee: BIA, timers: [{ agent: BIA }] });
    expect(suspensionOf(both)).toBeNull();
    expect(both.clashes).toMatchObject([{ register: 'status', lost: { value: 'waiting' } }]);

    const kept = new Journal();
    kept.entries.push(...journal.entries.slice(kept.entries.length));
    kept.write(decided(decideClash(kept.ticket, { register: 'status', keep: 'lost' })));
    expect(kept.ticket).toMatchObject({ status: 'waiting', clashes: [], timers: [{ agent: BIA }] });
    expect(suspensionOf(kept.ticket)).toMatchObject({ who: 'Marta', to: null });
    kept.write(decided(decideEndSuspension(kept.ticket, ANA, { note: '' })));
    expect(suspensionOf(kept.ticket)).toBeNull();

    journal.write(decided(decideClash(both, { register: 'status', keep: 'won' })));
    expect(suspensionOf(journal.ticket)).toBeNull();
  });

  it('[B3] a suspension that wins the clash goes on when somebody decides for it', () => {
    const journal = new Journal();
    const knew = [...journal.entries];
    const suspend = suspending(journal);
    journal.write(starting(journal.ticket, BIA), { ...BIAS, knew });
    journal.write(suspend, { knew });
    journal.write(decided(decideClash(journal.ticket, { register: 'status', keep: 'won' })));
    expect(suspensionOf(journal.ticket)).toMatchObject({ to: null });
  });

  it('[S3.3] the same agent’s timers of two stations both run until each is stopped', () => {
    const journal = new Journal();
    const knew = [...journal.entries];
    const [here] = journal.write(starting(journal.ticket, ANA));
    const [there] = journal.write(starting(fold(knew)!.ticket, ANA), { station: '312', knew });
    expect(journal.ticket.timers.map(({ id, station }) => [id, station])).toEqual([
      [here!.id, '9001'],
      [there!.id, '312'],
    ]);
    const work = {
      ...{ timerId: there!.id, contact: '', reasonId: 'analise', meansId: 'chat', description: 'x' },
      ...{ from: hours(-1), until: AT, overlapConfirmed: false, file: null },
    };
    journal.write(decided(decideLogWork(journal.ticket, work, { service, actor: ANA, now: AT, elsewhere: [] })));
    expect(journal.ticket.timers.map(({ id }) => id)).toEqual([here!.id]);
  });

  it('[S3.2] two corrections of one record are a clash, and whoever wrote it chooses', () => {
    const journal = new Journal();
    const work = {
      ...{ contact: '', reasonId: 'analise', meansId: 'chat', description: 'x' },
      ...{ from: hours(-2), until: hours(-1), overlapConfirmed: false, file: null },
    };
    const context = { service, actor: ANA, now: AT, elsewhere: [] };
    const [logged] = journal.write(decided(decideLogWork(journal.ticket, { ...work, timerId: null }, context)));
    const knew = [...journal.entries];
    const corrected = (until: string) =>
      decided(
        decideCorrectWork(fold(knew)!.ticket, { logId: logged!.id, reason: 'hora', log: { ...work, until } }, context),
      );
    journal.write(corrected(hours(-1.5)));
    journal.write(corrected(hours(-0.5)), { station: '312', knew });
    const register = `log:${logged!.id}`;
    expect(journal.ticket.clashes).toMatchObject([{ register, lost: { value: { until: hours(-1.5) } } }]);
    journal.write(decided(decideClash(journal.ticket, { register, keep: 'lost' })));
    expect(journal.ticket).toMatchObject({ clashes: [], workTimes: [{ until: hours(-1.5), corrections: 2 }] });
  });
});
