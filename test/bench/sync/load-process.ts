/** Many light stations in one process: those that listen, those that come back, those that push as fast as they can. */

import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Centre, createCentre } from '#server/centre/centre.ts';
import { type Database, openDatabase } from '#server/postgres/database.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { HashSum, rowHash } from '#shared/sync/digest.ts';
import { PUSH_ROWS } from '#shared/sync/messages.ts';
import { addTestStation } from '../../support/centre-process.ts';
import { entryRows, TestAuthor } from '../../support/sync-entries.ts';
import { answerTo } from './child.ts';
import { LightStation, type Times } from './light-station.ts';

const compress = promisify(gzip);
const AWAY_MS = 8 * 3_600_000;
const ENTRIES_PER_TICKET = 10;
const QUIET_MS = 300_000;

export interface LoadUnit {
  unitId: string;
  agent: Person;
}
export interface LoadPlan {
  url: string;
  origins: string[];
  units: LoadUnit[];
}

/** One light station with what it has written and what it has. */
interface Member {
  light: LightStation;
  unit: LoadUnit;
  /** Entries that it has, by their place in `numbers`. */
  has: Set<number>;
  entries: Entry[];
  bodies: Buffer[];
}

const times: Times = new Map();
/** Each id once, and a number for it. */
const numbers = new Map<string, number>();
const members: Member[] = [];
let accepted = 0;
let notAccepted = 0;

function numberOf(id: string): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  numbers.set(id, numbers.size);
  return numbers.size - 1;
}

async function withCentre<T>(url: string, work: (centre: Centre) => Promise<T>): Promise<T> {
  const db: Database = openDatabase({ url, maxConnections: 4 });
  const centre = await createCentre({ db });
  try {
    return await work(centre);
  } finally {
    await centre.close();
    await db.close();
  }
}

/** Enrols as many as are missing, spread over the units and over the server processes. */
async function enrol({ url, origins, units }: LoadPlan, count: number): Promise<void> {
  await withCentre(url, async (centre) => {
    while (members.length < count) {
      const unit = units[members.length % units.length]!;
      const station = await addTestStation(centre, { unitId: unit.unitId, staffIds: [unit.agent.id] });
      const has = new Set<number>();
      const origin = origins[members.length % origins.length]!;
      const light = new LightStation({ origin, station, times, onEntry: (id) => has.add(numberOf(id)) });
      members.push({ light, unit, has, entries: [], bodies: [] });
    }
  });
}

/** What one station wrote in eight hours without a network, as it will be pushed. */
async function write(member: Member, { entries, perPush }: { entries: number; perPush: number }): Promise<void> {
  const until = Date.now() - 60_000;
  let moment = until - AWAY_MS;
  const { stationNumber, epoch } = member.light.station;
  const author = new TestAuthor(stationNumber, member.unit.agent, () => Math.floor(moment));
  member.entries = [];
  while (member.entries.length < entries) {
    const opened = author.open();
    member.entries.push(...opened);
    for (let more = opened.length; more < ENTRIES_PER_TICKET; more++) {
      moment += AWAY_MS / entries;
      member.entries.push(author.report(opened[0]!.ticketId, `O cliente voltou a ligar e contou mais (${more}).`));
    }
  }
  member.entries.length = entries;
  member.bodies = [];
  for (let from = 0; from < entries; from += perPush) {
    const rows = entryRows(member.entries.slice(from, from + perPush));
    member.bodies.push(await compress(JSON.stringify({ epoch, rows })));
  }
}

async function send(member: Member): Promise<void> {
  for (const body of member.bodies) {
    const { results } = await member.light.push(body);
    for (const { outcome } of results) {
      if (outcome === 'accepted') accepted++;
      else notAccepted++;
    }
  }
}

/** As a station comes back: what colleagues wrote first, then its own; then its report and its self-check. */
async function comeBack(member: Member, after: number): Promise<void> {
  await wait(after);
  await member.light.authorise();
  await member.light.listen();
  await member.light.pull();
  await send(member);
  await member.light.ask('/v1/report', REPORT);
}
const REPORT = JSON.stringify({ version: '0.0.0', unsent: 0, refused: 0, oldestUnsentAt: null, skewMs: 0 });

/** Everything of its unit, by number and sum. */
async function isWhole({ light, unit, has }: Member, mine: Map<string, HashSum>): Promise<boolean> {
  const sum = mine.get(unit.unitId)!;
  const there = await light.digest(`u:${unit.unitId}`);
  return there !== null && has.size === sum.count && there.count === sum.count && there.sum === sum.sum;
}

async function returning(spreadMs: number) {
  const sums = new Map<string, HashSum>();
  for (const { unit, entries } of members) {
    if (!sums.has(unit.unitId)) sums.set(unit.unitId, new HashSum());
    for (const { id } of entries) sums.get(unit.unitId)!.add(rowHash(id));
  }
  times.clear();
  const began = performance.now();
  await Promise.all(members.map((member, index) => comeBack(member, (spreadMs * index) / members.length)));
  const pushed = performance.now() - began;
  let heard = performance.now();
  let had = 0;
  for (;;) {
    const all = members.reduce((sum, { has }) => sum + has.size, 0);
    if (all > had) heard = performance.now();
    had = all;
    if (members.every(({ has, unit }) => has.size >= sums.get(unit.unitId)!.count)) break;
    const failed = members.find(({ light }) => light.failed);
    if (failed) throw failed.light.failed;
    if (performance.now() - heard > QUIET_MS) throw new Error(`bench: nothing more comes after ${had} entries`);
    await wait(20);
  }
  const drained = performance.now() - began;
  const answers = [...times.values()].flat();
  const [pushes, pulls] = [times.get('/v1/push') ?? [], times.get('/v1/pull') ?? []];
  const putOff = members.reduce((sum, { light }) => sum + light.putOff, 0);
  const givenUp = members.reduce((sum, { light }) => sum + light.givenUp, 0);
  let whole = 0;
  for (const member of members) if (await isWhole(member, sums)) whole++;
  return { pushed, drained, answers, pushes, pulls, accepted, notAccepted, whole, taken: had, putOff, givenUp };
}

export type Returned = Awaited<ReturnType<typeof returning>>;

answerTo(
  {
    /** So many stations listen from now on. */
    listen: async ({ plan, count }: { plan: LoadPlan; count: number }) => {
      const before = members.length;
      await enrol(plan, count);
      for (const { light } of members.slice(before)) {
        await light.authorise();
        await light.listen();
        await light.pull();
      }
    },
    /** Stations that have everything, then lose the network and write. */
    prepare: async ({ plan, count, entries }: { plan: LoadPlan; count: number; entries: number }) => {
      await enrol(plan, count);
      for (const member of members) {
        await member.light.authorise();
        await member.light.listen();
        await member.light.pull();
        member.light.cut();
      }
      for (const member of members) await write(member, { entries, perPush: PUSH_ROWS });
    },
    returning,
    /** Writes anew, through these server processes from now on. */
    write: async ({ plan, count, entries, perPush }: Writing) => {
      await enrol(plan, count);
      for (const [index, member] of members.entries()) {
        member.light.turnTo(plan.origins[index % plan.origins.length]!);
        await member.light.authorise();
        await write(member, { entries, perPush });
      }
    },
    /** Everybody pushes at once. @returns entries in a second */
    push: async () => {
      const [began, before] = [performance.now(), accepted];
      await Promise.all(members.map(send));
      if (notAccepted > 0) throw new Error(`bench: ${notAccepted} entries were not accepted`);
      return ((accepted - before) * 1000) / (performance.now() - began);
    },
    /** Everybody walks the feed of their unit from its beginning. @returns rows in a second */
    pull: async () => {
      for (const { light, unit, has } of members) {
        has.clear();
        light.feeds.clear();
        light.feeds.set(`u:${unit.unitId}`, { cursor: null, due: true });
      }
      const began = performance.now();
      await Promise.all(members.map(({ light }) => light.pull()));
      return (members.reduce((sum, { has }) => sum + has.size, 0) * 1000) / (performance.now() - began);
    },
  },
  async () => {
    for (const { light } of members) light.cut();
  },
);

interface Writing {
  plan: LoadPlan;
  count: number;
  entries: number;
  perPush: number;
}
