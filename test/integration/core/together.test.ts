/** What two stations wrote on one ticket, met at one of them (B3). The other station's entries come in as rows that were pulled. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatHlc } from '#shared/domain/clock/hlc.ts';
import { draft, type EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import { openCall } from '#test/support/call.ts';
import { done, now, refused, type StationUnderTest, startStation } from '#test/support/station-client.ts';

const BIA = { id: '01900000-0000-7000-8000-0000000000b1', name: 'Bia Costa', role: 'atendente-n1' };
let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

let count = 0;
/** Something that another station wrote a little later, knowing of `base`. */
async function elsewhere(ticketId: string, written: EntryDraft, base: Record<string, string> = {}): Promise<void> {
  station.clock.pass(1_000);
  const entry = {
    ...written,
    ticketId,
    id: `01900000-0000-7000-8000-${String(++count).padStart(12, '0')}`,
    at: new Date(station.clock.now).toISOString(),
    hlc: formatHlc({ time: station.clock.now, counter: 0, node: 'elsewher' }),
    base,
    station: '312',
    actor: BIA,
  } as Entry;
  const { store } = station.station.core;
  await store.collections.entries.bulkInsert([entry]);
  await store.settle();
  station.clock.pass(1_000);
}

const subject = (value: string) =>
  draft('', 'classified', { data: { reason: null }, patch: patch({ subject: value }) });
const view = async (ticketId: string) => (await now(station.client.tickets.watch({ ticketId })))!;

describe('a ticket on which two stations wrote', () => {
  it('[B3] shows the clash until somebody decides it, and what lost stays in the history', async () => {
    const { ticketId } = await openCall(station.client);
    await done(
      station.client.attendance.save({
        ticketId,
        draft: { stepId: 'atender', answers: { contato: 'Maria' }, notes: null },
      }),
    );
    await elsewhere(ticketId, draft('', 'classified', { data: { reason: null }, patch: patch({ contact: 'Marta' }) }));
    const before = await view(ticketId);
    expect(before.ticket.clashes).toMatchObject([
      { register: 'contact', won: { value: 'Marta' }, lost: { value: 'Maria' } },
    ]);
    await done(station.client.tickets.decideClash({ ticketId, register: 'contact', keep: 'lost' }));
    const after = await view(ticketId);
    expect(after.ticket).toMatchObject({ contact: 'Maria', clashes: [] });
    expect(after.entries.at(-1)).toMatchObject({
      kind: 'clash-decided',
      data: { registers: ['contact'], keep: 'lost' },
    });
    expect(await refused(station.client.tickets.decideClash({ ticketId, register: 'contact', keep: 'won' }))).toEqual([
      'B3 clash-unknown',
    ]);
  });

  it('[B3] what colleagues wrote is read before an answer goes out', async () => {
    const { ticketId } = await openCall(station.client);
    const seen = { ...(await view(ticketId)).entries.at(-1)!.base };
    const answer = { ticketId, text: 'Já está resolvido.', visibility: 'public' as const };
    await elsewhere(ticketId, draft('', 'reported', { data: { text: 'Ainda não está.' } }));
    expect(await refused(station.client.tickets.report({ ...answer, seen }))).toEqual(['B3 news-unseen']);
    const read = (await view(ticketId)).entries.at(-1)!;
    await done(station.client.tickets.report({ ...answer, seen: { ...seen, [read.station]: read.hlc } }));
  });

  it('is followed and not followed any more, by whoever does it', async () => {
    const { ticketId } = await openCall(station.client);
    await done(station.client.tickets.follow({ ticketId, on: true }));
    expect((await view(ticketId)).ticket.followers).toEqual([station.agentId]);
    await done(station.client.tickets.follow({ ticketId, on: false }));
    expect((await view(ticketId)).ticket.followers).toEqual([]);
  });

  it('[S3.6] goes to no unit that is not known here', async () => {
    const { ticketId } = await openCall(station.client);
    expect(await refused(station.client.tickets.moveUnit({ ticketId, unitId: 'norte', reason: 'Atende lá' }))).toEqual([
      'unit-unknown',
    ]);
  });

  it('[B3] a subject that both set to the same is no clash', async () => {
    const { ticketId } = await openCall(station.client);
    await elsewhere(ticketId, subject('Nota'));
    await elsewhere(ticketId, subject('Nota'));
    expect((await view(ticketId)).ticket.clashes).toEqual([]);
  });
});
