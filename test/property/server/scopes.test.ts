/**
 * Who sees what, over random houses: units, roles, agents, stations; tickets that are opened, written in, moved, followed
 * and aged; people who sign in and are dismissed, stations that are moved and revoked. What each station pulls, may push and
 * hears is compared with a recomputation that knows nothing of feeds.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount, changeAccount } from '#server/centre/accounts.ts';
import { addUnit } from '#server/centre/administration.ts';
import { moveStation, revokeStation } from '#server/centre/stations.ts';
import { followPatch, movePatch } from '#shared/domain/ticket/decide/patches.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { FeedRow, PullReply, ScopeKey } from '#shared/sync/messages.ts';
import {
  addTestStation,
  openTestCentre,
  signInForTest,
  type TestCentre,
  type TestStation,
} from '#test/support/centre-process.ts';
import { entryRows, TestAuthor } from '#test/support/sync-entries.ts';
import { startTestPostgres, type TestPostgres } from '#test/support/test-postgres.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const ROLES = ['atendente-n1', 'atendente-n2', 'especialista', 'gestao-tecnica', 'financeiro', 'administracao'];
const [UNITS, AGENTS, STATIONS] = [3, 5, 5];

type Step =
  | { kind: 'open'; station: number }
  | { kind: 'report' | 'follow' | 'unfollow'; station: number; ticket: number }
  | { kind: 'move'; station: number; ticket: number; unit: number }
  | { kind: 'age'; ticket: number }
  | { kind: 'sign-in'; agent: number; station: number }
  | { kind: 'dismiss'; agent: number }
  | { kind: 'move-station'; station: number; unit: number }
  | { kind: 'revoke'; station: number };

const unit = fc.nat(UNITS - 1);
const agent = fc.nat(AGENTS - 1);
const station = fc.nat(STATIONS - 1);
const ticket = fc.nat(9);
const is = <K extends Step['kind']>(...kinds: K[]) => fc.constantFrom(...kinds);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ kind: is('open'), station }) },
  { weight: 8, arbitrary: fc.record({ kind: is('report', 'follow', 'unfollow'), station, ticket }) },
  { weight: 5, arbitrary: fc.record({ kind: is('move'), station, ticket, unit }) },
  { weight: 2, arbitrary: fc.record({ kind: is('age'), ticket }) },
  { weight: 3, arbitrary: fc.record({ kind: is('sign-in'), agent, station }) },
  { weight: 1, arbitrary: fc.record({ kind: is('dismiss'), agent }) },
  { weight: 2, arbitrary: fc.record({ kind: is('move-station'), station, unit }) },
  { weight: 1, arbitrary: fc.record({ kind: is('revoke'), station }) },
);

interface Post {
  on: TestStation;
  unit: number;
  agents: Set<number>;
  revoked: boolean;
  /** Who writes at it. */
  author: { agent: number; pen: TestAuthor };
  /** Feeds it lost, and at which step. */
  lost: Map<string, number>;
  heard: { scope: string; entryId: string; atStep: number }[];
}
interface Case {
  id: string;
  unit: string;
  assignee: string;
  followers: Set<string>;
  aged: boolean;
  entries: Entry[];
}

/** What the house knows of itself, without any feed. */
class House {
  readonly at: TestCentre;
  readonly units: string[] = [];
  readonly agents: { id: string; role: string; active: boolean }[] = [];
  readonly posts: Post[] = [];
  readonly cases: Case[] = [];
  /** Step at which an entry came into a feed last. */
  readonly since = new Map<string, number>();
  step = 0;

  constructor(at: TestCentre) {
    this.at = at;
  }

  scopesOf({ unit, agents, revoked }: Post): string[] {
    if (revoked) return [];
    const held = [...agents]
      .filter((index) => this.agents[index]!.active)
      .map((index) => `a:${this.agents[index]!.id}`);
    return ['o', `u:${this.units[unit]}`, ...held];
  }

  placesOf({ unit, assignee, followers, aged }: Case): Set<string> {
    return new Set([...(aged ? [] : [`u:${unit}`]), `a:${assignee}`, ...[...followers].map((id) => `a:${id}`)]);
  }

  entitled(post: Post): Map<string, Set<string>> {
    return new Map(
      this.scopesOf(post).map((scope) => [
        scope,
        new Set(
          this.cases
            .filter((one) => this.placesOf(one).has(scope))
            .flatMap(({ entries }) => entries.map(({ id }) => id)),
        ),
      ]),
    );
  }

  /** Runs what changes access, and notes who lost what by it. */
  async changing(work: () => Promise<unknown>, model: () => void): Promise<void> {
    const before = this.posts.map((post) => this.scopesOf(post));
    await work();
    model();
    for (const [index, post] of this.posts.entries()) {
      const now = this.scopesOf(post);
      for (const scope of before[index]!) if (!now.includes(scope)) post.lost.set(scope, this.step);
      for (const scope of now) post.lost.delete(scope);
    }
  }
}

describe('scopes', () => {
  it('shows each station what it is entitled to and nothing else, on pull, push and stream', async () => {
    const roles = fc.array(fc.constantFrom(...ROLES), { minLength: AGENTS, maxLength: AGENTS });
    await fc.assert(
      fc.asyncProperty(roles, fc.array(step, { minLength: 25, maxLength: 50 }), async (chosen, steps) => {
        const at = await openTestCentre(await postgres.freshDatabase());
        try {
          const house = await begin(at, chosen);
          for (const one of steps) {
            house.step++;
            await take(house, one);
          }
          await compare(house);
        } finally {
          await at.close();
        }
      }),
      { seed: 4, numRuns: 10, endOnFailure: true },
    );
  });
});

async function begin(at: TestCentre, roles: readonly string[]): Promise<House> {
  const house = new House(at);
  const { centre } = at;
  for (let index = 0; index < UNITS; index++) house.units.push((await addUnit(centre.context, `Unidade ${index}`)).id);
  for (const [index, role] of roles.entries()) {
    const input = { name: `Pessoa ${index}`, role, unitId: house.units[index % UNITS]!, password: 'senha de teste' };
    const staff = await addAccount(centre.context, centre.packs, input);
    if (!staff.ok) throw new Error('no account');
    house.agents.push({ id: staff.value.id, role, active: true });
  }
  for (let index = 0; index < STATIONS; index++) {
    const own = index % AGENTS;
    const { id, role } = house.agents[own]!;
    const on = await addTestStation(centre, { unitId: house.units[index % UNITS]!, staffIds: [id] });
    const pen = new TestAuthor(on.stationNumber, { id, name: `Pessoa ${own}`, role });
    const post: Post = {
      on,
      unit: index % UNITS,
      agents: new Set([own]),
      revoked: false,
      author: { agent: own, pen },
      lost: new Map(),
      heard: [],
    };
    house.posts.push(post);
    await centre.subscribe(on.stationId, {
      send: ({ kind, data }) => {
        if (kind !== 'rows') return;
        const { scope, rows } = JSON.parse(data) as { scope: ScopeKey; rows: FeedRow[] };
        for (const row of rows)
          if (row.kind === 'entry') post.heard.push({ scope, entryId: row.entry.id, atStep: house.step });
      },
      beat: () => {},
      waiting: () => 0,
      end: () => {},
    });
  }
  return house;
}

async function take(house: House, one: Step): Promise<void> {
  const { context } = house.at.centre;
  switch (one.kind) {
    case 'sign-in': {
      const post = house.posts[one.station]!;
      if (post.revoked || !house.agents[one.agent]!.active) return;
      const signing = () => signInForTest(house.at.centre, post.on.stationId, house.agents[one.agent]!.id);
      return house.changing(signing, () => post.agents.add(one.agent));
    }
    case 'dismiss': {
      const agent = house.agents[one.agent]!;
      return house.changing(
        () => changeAccount(context, agent.id, { active: false }),
        () => {
          agent.active = false;
        },
      );
    }
    case 'move-station': {
      const post = house.posts[one.station]!;
      return house.changing(
        () => moveStation(context, post.on.stationId, house.units[one.unit]!),
        () => {
          post.unit = one.unit;
        },
      );
    }
    case 'revoke': {
      const post = house.posts[one.station]!;
      return house.changing(
        () => revokeStation(context, post.on.stationId),
        () => {
          post.revoked = true;
        },
      );
    }
    case 'age': {
      const found = house.cases[one.ticket];
      if (!found || found.aged) return;
      // As if it had been closed 100 days ago.
      await house.at.db.query(`UPDATE ticket SET open = false, closed_at = now() - interval '100 days' WHERE id = $1`, [
        found.id,
      ]);
      await house.at.centre.age();
      found.aged = true;
      return;
    }
    default:
      return write(house, one);
  }
}

type Writing = Extract<Step, { kind: 'open' | 'report' | 'follow' | 'unfollow' | 'move' }>;

async function write(house: House, one: Writing): Promise<void> {
  const post = house.posts[one.station]!;
  const { pen, agent } = post.author;
  const author = house.agents[agent]!;
  if (post.revoked || !author.active) return;
  const found = one.kind === 'open' ? undefined : house.cases[one.ticket];
  if (one.kind !== 'open' && (!found || found.aged)) return;
  const within = !found || house.scopesOf(post).some((scope) => house.placesOf(found).has(scope));
  if (found && within) pen.see(found.entries);
  const known = found?.entries.some(({ station }) => station === pen.station);
  const entries = entriesOf(house, one, found);
  const access = await post.on.access();
  const reply = await house.at.centre.push(access, { epoch: access.epoch, rows: entryRows(entries) });
  const outcomes = reply.ok ? reply.value.results.map(({ outcome }) => outcome) : [];
  // Whoever wrote in it before may finish what they began; a stranger may not begin.
  if (!within && !known) {
    expect(outcomes).toEqual(entries.map(() => 'refused'));
    return;
  }
  if (!outcomes.every((outcome) => outcome === 'accepted')) {
    expect(within).toBe(false);
    return;
  }
  note(house, one, { found, entries, author: author.id });
}

function entriesOf(house: House, one: Writing, found: Case | undefined): Entry[] {
  const { pen } = house.posts[one.station]!.author;
  if (one.kind === 'open') return pen.open();
  const ticketId = found!.id;
  if (one.kind === 'report') return [pen.report(ticketId, 'Relato interno.')];
  if (one.kind === 'move') {
    const data = { unitId: house.units[one.unit]!, unitName: `Unidade ${one.unit}`, reason: 'É de lá.' };
    return pen.write([draft(ticketId, 'unit-moved', { data, patch: movePatch(data) })]);
  }
  const data = { agentId: pen.actor.id, agentName: pen.actor.name, on: one.kind === 'follow' };
  return pen.write([draft(ticketId, 'followed', { data, patch: followPatch(data) })]);
}

function note(
  house: House,
  one: Writing,
  { found, entries, author }: { found: Case | undefined; entries: Entry[]; author: string },
): void {
  const ticket: Case = found ?? {
    id: entries[0]!.ticketId,
    unit: house.units[house.posts[one.station]!.unit]!,
    assignee: author,
    followers: new Set(),
    aged: false,
    entries: [],
  };
  if (!found) house.cases.push(ticket);
  const before = house.placesOf(ticket);
  ticket.entries.push(...entries);
  if (one.kind === 'move') ticket.unit = house.units[one.unit]!;
  if (one.kind === 'follow') ticket.followers.add(author);
  if (one.kind === 'unfollow') ticket.followers.delete(author);
  for (const scope of house.placesOf(ticket))
    for (const { id } of before.has(scope) ? entries : ticket.entries) house.since.set(`${scope} ${id}`, house.step);
}

async function compare(house: House): Promise<void> {
  for (const post of house.posts) {
    const entitled = house.entitled(post);
    const access = await house.at.centre.access(post.on.stationId);
    expect(access.ok).toBe(!post.revoked);
    if (access.ok) expect(new Set(access.value.scopes)).toEqual(new Set(house.scopesOf(post)));
    const everyScope = ['o', ...house.units.map((id) => `u:${id}`), ...house.agents.map(({ id }) => `a:${id}`)];
    if (access.ok)
      for (const scope of everyScope) {
        const pulled = await pullAll(house, post, scope as ScopeKey);
        expect([scope, pulled && new Set(pulled)]).toEqual([scope, entitled.get(scope) ?? null]);
      }
    for (const { scope, entryId, atStep } of post.heard) {
      const since = house.since.get(`${scope} ${entryId}`) ?? Number.POSITIVE_INFINITY;
      // It was in the feed, and the station had not lost the feed before that.
      expect([scope, entryId, since <= atStep && (post.lost.get(scope) ?? since) >= since]).toEqual([
        scope,
        entryId,
        true,
      ]);
    }
  }
}

/** Ids of entries; `null` when the scope is denied. */
async function pullAll(house: House, post: Post, scope: ScopeKey): Promise<string[] | null> {
  const access = await post.on.access();
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const reply = await house.at.centre.pull(access, { epoch: access.epoch, scope, cursor, limit: 7 });
    if (!reply.ok) {
      expect(reply.status).toBe(403);
      return null;
    }
    const page = JSON.parse(reply.value.json) as PullReply;
    for (const row of page.rows) if (row.kind === 'entry') ids.push(row.entry.id);
    if (!page.more) return ids;
    cursor = page.cursor;
  }
}
