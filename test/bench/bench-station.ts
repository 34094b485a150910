/**
 * One station of the benchmark, in a process of its own (two would pass RxDB's limit of open collections, and would
 * share a heap). Told by IPC to build its profile, then to run one step once; answers milliseconds.
 */
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { openStation, type Station } from '#main/core/station.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { type BenchProfile, BOARDS, buildProfile, COMMON_WORD, RARE_WORD } from './profile.ts';

export type StepName = keyof ReturnType<typeof makeSteps>;
export type Asked = { build: number } | { step: StepName };
export type Answered = { ready: true } | { milliseconds: number } | { problem: string };

const [dataDir = ''] = process.argv.slice(2);
const key = new Uint8Array(32).fill(7);
const PAGE = 50;

let profile: BenchProfile;
let bench: Awaited<ReturnType<typeof open>>;

async function open() {
  const station = await openStation({ dataDir, key, keyProtection: 'key-file', version: 'bench', timeZone: 'UTC' });
  const session = station.newSession();
  const client = createRouterClient(station.router, { context: { session } });
  return { station, session, client };
}

async function build(tickets: number): Promise<void> {
  const { station, session } = await open();
  profile = await buildProfile(station.core.store, { tickets, station: station.core.stationNumber, until: Date.now() });
  const [agent] = profile.agents;
  const now = new Date().toISOString();
  const staff: Staff = { ...agent!, active: true, createdAt: now, updatedAt: now };
  await station.core.store.collections.staff.insert(staff);
  session.enter(staff);
  await station.close();
  await reopen(staff);
  steps = makeSteps(staff, await middleOf(bench.station));
}

async function reopen(staff: Staff): Promise<void> {
  bench = await open();
  bench.session.enter(staff);
}

/** The cursor of a page in the middle of the list. */
async function middleOf({ core }: Station): Promise<string> {
  const row = core.store.file
    .prepare<{ openedAt: string; id: string }>(
      'SELECT opened_at AS openedAt, id FROM ticket_head ORDER BY opened_at DESC, id DESC LIMIT 1 OFFSET ?',
    )
    .get(Math.floor(profile.tickets / 2));
  return JSON.stringify([row!.openedAt, row!.id]);
}

function makeSteps(staff: Staff, middle: string) {
  const raw = openSqliteFile({ path: join(dataDir, 'raw.db'), driver: betterSqlite3Driver(), key });
  raw.exec('CREATE TABLE IF NOT EXISTS raw(id INTEGER PRIMARY KEY, data TEXT NOT NULL)');
  const insert = raw.prepare('INSERT INTO raw(data) VALUES (?)');
  const body = 'x'.repeat(450);
  let call: { ticketId: string; saves: number } | null = null;
  const list = (filters: Parameters<typeof bench.client.tickets.page>[0]['filters'], after: string | null = null) =>
    bench.client.tickets.page({ filters, after, limit: PAGE });
  const search = (text: string) => bench.client.search.all({ text, limit: 20 });
  return {
    start: async () => {
      await bench.station.close();
      const began = performance.now();
      await reopen(staff);
      await list({});
      return performance.now() - began;
    },
    'list: first page': () => timed(() => list({})),
    'list: one status': () => timed(() => list({ status: ['open'] })),
    'list: what is not closed, of one agent': () =>
      timed(() => list({ status: ['open', 'in-progress', 'waiting'], assigneeId: staff.id })),
    'list: closed, of one board': () => timed(() => list({ status: ['closed'], board: BOARDS[0] })),
    'list: one week': () => {
      const until = new Date(Date.now() - 1 * 86_400_000).toISOString();
      const from = new Date(Date.now() - 2 * 86_400_000).toISOString();
      return timed(() => list({ from, until }));
    },
    'list: a page in the middle': () => timed(() => list({}, middle)),
    'search: rare word': () => timed(() => search(RARE_WORD)),
    'search: common word': () => timed(() => search(COMMON_WORD)),
    'search: telephone': () => timed(() => search(profile.phone)),
    'list: found by a rare word': () => timed(() => list({ text: RARE_WORD })),
    'list: found by a common word': () => timed(() => list({ text: COMMON_WORD })),
    'search: beginning of a common word': () => timed(() => search(COMMON_WORD.slice(0, 6))),
    'search: protocol': () => timed(() => search(profile.protocol)),
    'open a call': () =>
      timed(async () => {
        const opened = await bench.client.attendance.open({ looseCallId: null });
        if (!opened.ok) throw new Error('bench: not opened');
        const { ticketId } = opened.value;
        call = { ticketId, saves: 0 };
      }),
    'save a step': async () => {
      if (!call || call.saves > 20) {
        const opened = await bench.client.attendance.open({ looseCallId: null });
        if (!opened.ok) throw new Error('bench: not opened');
        call = { ticketId: opened.value.ticketId, saves: 0 };
      }
      const { ticketId } = call;
      call.saves += 1;
      const notes = `O cliente diz que a nota não sai, tentativa ${call.saves}`;
      const draft = { stepId: 'atender', answers: { contato: 'Maria Souza' }, notes };
      return timed(() => bench.client.attendance.save({ ticketId, draft }));
    },
    'raw commit': () => timed(async () => insert.run(body)),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

let steps: ReturnType<typeof makeSteps>;
const answer = (message: Answered) => process.send?.(message);

process.on('message', (asked: Asked) => {
  const work = async (): Promise<Answered> => {
    if ('step' in asked) return { milliseconds: await steps[asked.step]() };
    await build(asked.build);
    return { ready: true };
  };
  work().then(answer, (error: unknown) => answer({ problem: String(error instanceof Error ? error.stack : error) }));
});
process.on('disconnect', () => process.exit());
