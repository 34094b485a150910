import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCall } from '#test/support/call.ts';
import {
  done,
  HOUR,
  MINUTE,
  now,
  PASSWORD,
  refused,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const shift = () => station.client.shift;
const book = async () => {
  const { received, recorded, explained, unexplained } = await now(shift().watch());
  return { received, recorded, explained, unexplained: unexplained.length };
};
const note = async (text = '') => (await done(shift().noteCall({ note: text }))).callId;
const close = (phoneCount: number | null = null, surplusExplanation = '') =>
  shift().close({ phoneCount, surplusExplanation });

describe('Livro de ligações', () => {
  it('[S4.2] counts a call for every ticket born of one', async () => {
    expect(await book()).toEqual({ received: 0, recorded: 0, explained: 0, unexplained: 0 });
    await openCall(station.client);
    await openCall(station.client);
    expect(await book()).toEqual({ received: 2, recorded: 2, explained: 0, unexplained: 0 });
    await done(close());
  });

  it('[S4.2] a loose call is a difference until it is recorded', async () => {
    const callId = await note('Desligou antes de eu digitar');
    expect(await book()).toEqual({ received: 1, recorded: 0, explained: 0, unexplained: 1 });
    expect(await refused(close())).toEqual(['S4.2 calls-without-ticket']);
    const { ticketId } = await done(station.client.attendance.open({ looseCallId: callId }));
    expect(await book()).toEqual({ received: 1, recorded: 1, explained: 0, unexplained: 0 });
    expect((await now(shift().watch())).loose).toMatchObject([{ id: callId, ticketId }]);
    await done(close());
  });

  it('[S4.2] a loose call has one ticket: recording it twice is refused', async () => {
    const callId = await note();
    await done(station.client.attendance.open({ looseCallId: callId }));
    expect(await refused(station.client.attendance.open({ looseCallId: callId }))).toEqual(['S4.2 call-recorded']);
    expect(await book()).toEqual({ received: 1, recorded: 1, explained: 0, unexplained: 0 });
    const unknown = { looseCallId: '01900000-0000-7000-8000-000000000000' };
    expect(await refused(station.client.attendance.open(unknown))).toEqual(['S4.2 call-unknown']);
    expect((await station.client.tickets.page({ filters: {}, after: null, limit: 10 })).total).toBe(1);
  });

  it('[S4.2] a ticket opened apart from its noted call is linked to it: one call, not two', async () => {
    const callId = await note();
    const { ticketId } = await openCall(station.client);
    expect(await book()).toEqual({ received: 2, recorded: 1, explained: 0, unexplained: 1 });
    await done(shift().linkCall({ callId, ticketId }));
    expect(await book()).toEqual({ received: 1, recorded: 1, explained: 0, unexplained: 0 });
    await done(close(1));
  });

  it('[S4.2] a ticket answers for one loose call only, and only in its own shift', async () => {
    const [one, other] = [await note(), await note()];
    const { ticketId } = await openCall(station.client);
    await done(shift().linkCall({ callId: one, ticketId }));
    expect(await refused(shift().linkCall({ callId: other, ticketId }))).toEqual(['S4.2 ticket-has-its-call']);
    const born = await done(station.client.attendance.open({ looseCallId: other }));
    const third = await note();
    expect(await refused(shift().linkCall({ callId: third, ticketId: born.ticketId }))).toEqual([
      'S4.2 ticket-has-its-call',
    ]);
    const nobody = '01900000-0000-7000-8000-000000000000';
    expect(await refused(shift().linkCall({ callId: third, ticketId: nobody }))).toEqual(['ticket-unknown']);
    await done(shift().explainCall({ callId: third, reasonId: 'engano', text: '' }));
    await done(close());

    station.clock.pass(HOUR);
    await done(shift().open());
    const next = await note();
    expect(await refused(shift().linkCall({ callId: next, ticketId }))).toEqual(['S4.2 ticket-of-other-shift']);
    expect(await refused(shift().linkCall({ callId: one, ticketId }))).toEqual(['S4.2 ticket-of-other-shift']);
  });

  it('[S4.2] a difference is explained with a reason of the house', async () => {
    const callId = await note();
    const explain = { callId, text: 'Queria a farmácia' };
    expect(await refused(shift().explainCall({ ...explain, reasonId: 'porque-sim' }))).toEqual([
      'S4.2 explanation-missing',
    ]);
    await done(shift().explainCall({ ...explain, reasonId: 'engano' }));
    expect(await book()).toEqual({ received: 1, recorded: 0, explained: 1, unexplained: 0 });
    await done(close());
  });

  it('[S4.2] the telephone shows more calls: each goes into the book, once, and is settled one by one', async () => {
    await openCall(station.client);
    expect(await refused(close(3))).toEqual(['S4.2 calls-without-ticket']);
    expect(await book()).toEqual({ received: 3, recorded: 1, explained: 0, unexplained: 2 });
    expect(await refused(close(3))).toEqual(['S4.2 calls-without-ticket']);
    expect((await book()).received).toBe(3);
    const { unexplained } = await now(shift().watch());
    expect(unexplained.map(({ source }) => source)).toEqual(['phone-count', 'phone-count']);
    await done(shift().explainCall({ callId: unexplained[0]!.id, reasonId: 'ligacao-muda', text: '' }));
    await done(station.client.attendance.open({ looseCallId: unexplained[1]!.id }));
    expect(await book()).toEqual({ received: 3, recorded: 2, explained: 1, unexplained: 0 });
    await done(close(3));
  });

  it('[S4.2] the telephone shows fewer calls: it is said why', async () => {
    await openCall(station.client);
    await openCall(station.client);
    expect(await refused(close(1))).toEqual(['S4.2 more-tickets-than-calls']);
    expect(await refused(close(1, '  '))).toEqual(['S4.2 more-tickets-than-calls']);
    await done(close(1, 'Uma veio pelo Blip'));
    expect((await now(shift().watch())).shift).toBeNull();
  });

  it('[S4.2] the book is kept over a restart', async () => {
    await openCall(station.client);
    await note('interna');
    const before = await now(shift().watch());
    await station.restart();
    expect(await now(shift().watch())).toEqual(before);
  });

  it('[S4.2] each shift and each agent has a book of their own', async () => {
    await openCall(station.client);
    const role = { role: 'atendente-n1', password: PASSWORD };
    const bia = await done(station.client.station.addStaff({ name: 'Bia Costa', ...role }));
    const window = station.window();
    await done(window.station.signIn({ agentId: bia.id, password: PASSWORD }));
    expect(await refused(window.shift.noteCall({ note: '' }))).toEqual(['S4.2 no-shift']);
    await done(window.shift.open());
    await done(window.attendance.open({ looseCallId: null }));
    expect(await now(window.shift.watch())).toMatchObject({ received: 1, shift: { agent: { id: bia.id } } });
    expect((await book()).received).toBe(1);

    await done(close());
    await done(close()).catch((error: Error) => expect(error.message).toContain('no-shift'));
    station.clock.pass(MINUTE);
    await done(shift().open());
    await done(shift().open());
    expect(await book()).toEqual({ received: 0, recorded: 0, explained: 0, unexplained: 0 });
  });
});
