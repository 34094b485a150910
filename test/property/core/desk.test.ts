import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Staff } from '#shared/domain/staff/staff.ts';
import {
  done,
  now,
  PASSWORD,
  type StationClient,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';
import { commands, type Desk, type Model, modelBook } from './desk-model.ts';

/** Compares everything that an agent sees with the model. */
async function expectLikeModel(model: Model, { station, windows }: Desk): Promise<void> {
  const { journal } = station.station.core;
  for (const expected of model.tickets) {
    const ticket = journal.ticket(expected.id);
    const view = await now(windows()[0].tickets.watch({ ticketId: expected.id }));
    const kinds = view?.entries.map(({ kind }) => kind) ?? [];
    expect(ticket).toMatchObject({
      protocol: expected.protocol,
      attendance: { status: expected.attendance },
      links: Array(expected.complements).fill({}),
    });
    expect(ticket?.status === 'closed').toBe(expected.closed);
    expect(ticket?.attendance?.notes.atender ?? '').toBe(expected.note);
    expect(kinds.filter((kind) => kind === 'reported')).toHaveLength(expected.reports);
    // Nothing but reports after the closing.
    if (expected.closed)
      expect(kinds.slice(kinds.indexOf('closed') + 1).filter((kind) => kind !== 'reported')).toEqual([]);
    expect(kinds.filter((kind) => kind === 'call-opened')).toHaveLength(1);
  }
  for (const who of [0, 1] as const) {
    const chips = await now(windows()[who].attendance.watch());
    const mine = model.tickets.filter(({ agent, attendance }) => agent === who && attendance !== 'ended');
    expect(new Set(chips.map(({ ticketId }) => ticketId))).toEqual(new Set(mine.map(({ id }) => id)));
    expect(chips.filter(({ status }) => status === 'active').length).toBeLessThanOrEqual(1);
    const { received, recorded, explained, unexplained } = await now(windows()[who].shift.watch());
    expect({ received, recorded, explained, unexplained: unexplained.length }).toEqual(modelBook(model, who));
  }
  const protocols = model.tickets.map(({ protocol }) => protocol);
  expect(new Set(protocols).size).toBe(protocols.length);
  const page = await windows()[0].tickets.page({ filters: {}, after: null, limit: 500 });
  expect([page.total, page.rows.length]).toEqual([protocols.length, protocols.length]);
}

async function openDesk(): Promise<Desk & { close(): Promise<void> }> {
  const station = await startStation();
  const bia = await done(station.client.station.addStaff({ name: 'Bia', role: 'atendente-n1', password: PASSWORD }));
  let opened: StationUnderTest['station'] | null = null;
  let second: StationClient = station.client;
  const windows = (): [StationClient, StationClient] => {
    if (opened !== station.station) second = station.windowOf(bia satisfies Staff);
    opened = station.station;
    return [station.client, second];
  };
  await done(windows()[1].shift.open());
  return { station, windows, close: () => station.close() };
}

it('[S4.2][S4.3][B5] any sequence of commands by two agents ends as the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (sequence) => {
      const desk = await openDesk();
      try {
        const model: Model = { tickets: [], calls: [] };
        await fc.asyncModelRun(() => ({ model, real: desk }), sequence);
        await expectLikeModel(model, desk);
        await desk.station.restart();
        await expectLikeModel(model, desk);
      } finally {
        await desk.close();
      }
    }),
    // A counterexample is made smaller for so long, then told as it stands.
    { seed: 261121, numRuns: 20, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: true },
  );
}, 180_000);
