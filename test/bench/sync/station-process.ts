/** A real station of the benchmark, in a process of its own and as a host opens it: encrypted file, ordinary pace. */
import { createRouterClient } from '@orpc/server';
import type { RouterContext } from '#main/core/router/base.ts';
import { openStation } from '#main/core/station.ts';
import { keysInMemory } from '#main/secrets/key-source.ts';
import { HashSum, rowHash } from '#shared/sync/digest.ts';
import { done, now, type StationClient } from '../../support/station-client.ts';
import { answerTo, costOf, sharedNow } from './child.ts';
import { benchKey } from './key.ts';

const [dataDir = ''] = process.argv.slice(2);

async function open() {
  const station = await openStation({
    dataDir,
    keySource: keysInMemory(benchKey),
    keyProtection: 'key-file',
    version: '0.0.0-bench',
    timeZone: 'UTC',
  });
  const session = station.newSession();
  const context: RouterContext = { session };
  const client: StationClient = createRouterClient(station.router, { context });
  return { station, session, client };
}

let opened = await open();
let following: AbortController | null = null;
let seen: { ticketId: string; at: Map<string, number> } | null = null;

/** Online, and everything that the centre has is here. */
async function settled(): Promise<void> {
  for await (const { state, first, unsent, problem } of await opened.client.sync.watch()) {
    if (problem) throw new Error(problem.message);
    if (state === 'online' && first === null && unsent === 0) return;
  }
}

/** Notes when each text was seen on the ticket, as its screen would show it. */
async function follow(ticketId: string): Promise<void> {
  following?.abort();
  const abort = new AbortController();
  following = abort;
  const at = new Map<string, number>();
  seen = { ticketId, at };
  const view = await opened.client.tickets.watch({ ticketId }, { signal: abort.signal });
  const first = Promise.withResolvers<void>();
  const run = async () => {
    for await (const answer of view) {
      const moment = sharedNow();
      const text = JSON.stringify(answer);
      for (const [note] of text.matchAll(/sinal-\d+/g)) if (!at.has(note)) at.set(note, moment);
      if (answer !== null) first.resolve();
    }
  };
  run().catch((error: unknown) => {
    if (!abort.signal.aborted) first.reject(error);
  });
  await first.promise;
}

answerTo(
  {
    /** From the code to the last row. */
    enrol: ({ address, code }: { address: string; code: string }) =>
      costOf(async () => {
        await done(opened.client.sync.enrol({ address, code, stationName: 'Balcão' }));
        await settled();
      }),
    settle: () => settled(),
    signIn: async ({ agentId, password }: { agentId: string; password: string }) => {
      await done(opened.client.station.signIn({ agentId, password }));
    },
    /** Closes and opens again, so that its stream is the last that the server has. */
    reopen: async () => {
      await opened.station.close();
      opened = await open();
      await settled();
    },
    enter: async (agentId: string) => {
      const person = await opened.station.core.store.collections.staff.findOne(agentId).exec();
      if (!person) throw new Error('bench: nobody of that id');
      opened.session.enter(person.toMutableJSON());
    },
    openCall: async () => {
      const { ticketId } = await done(opened.client.attendance.open({ looseCallId: null }));
      const found = await now(opened.client.attendance.view({ ticketId }));
      return { ticketId, stepId: found?.ticket.attendance?.stepId ?? '' };
    },
    /** @returns when it was asked for, and when it was saved */
    save: async ({ ticketId, stepId, note }: { ticketId: string; stepId: string; note: string }) => {
      const began = sharedNow();
      await done(opened.client.attendance.save({ ticketId, draft: { stepId, answers: {}, notes: note } }));
      return { began, saved: sharedNow() };
    },
    follow,
    /** @returns the moment, `null`: not yet */
    seen: (note: string) => seen?.at.get(note) ?? null,
    /** What is here, as the self-check counts it. */
    sums: () => {
      const { raw, file } = opened.station.core.store;
      const sum = new HashSum();
      for (const id of file.pluck<string>(`SELECT id FROM ${raw.entries.table} WHERE deleted = 0`).all())
        sum.add(rowHash(id));
      const customers = file.pluck<number>(`SELECT count(*) FROM ${raw.customers.table} WHERE deleted = 0`).get();
      const heads = file.pluck<number>('SELECT count(*) FROM ticket_head').get();
      return { entries: sum.count, sum: sum.sum, customers: customers ?? 0, heads: heads ?? 0 };
    },
    /** Tables and indexes of the collections, for whoever makes the same ones by hand. */
    schema: () => {
      const { raw, file } = opened.station.core.store;
      const of = (table: string) =>
        file
          .pluck<string>('SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC')
          .all(table.replaceAll('"', ''));
      return {
        entries: { table: raw.entries.table, sql: of(raw.entries.table) },
        customers: { table: raw.customers.table, sql: of(raw.customers.table) },
      };
    },
  },
  async () => {
    following?.abort();
    await opened.station.close();
  },
);
