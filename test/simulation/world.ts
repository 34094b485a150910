/** One run: a house, its stations, what the plan says, and then peace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SyncPace } from '#main/sync/sync-session.ts';
import { changeAccount, noteSignIn } from '#server/centre/accounts.ts';
import { makeEnrolCode } from '#server/centre/administration.ts';
import { moveStation, revokeStation } from '#server/centre/stations.ts';
import { Account } from './account.ts';
import { CentreSide } from './centre-side.ts';
import type { House } from './house.ts';
import { Link } from './link.ts';
import { type Command, DEEDS, type Deed, type Event, inWords, type Plan } from './plan.ts';
import { type Evidence, type FromStation, NOTHING } from './station-messages.ts';
import type { StationThread, Workers } from './workers.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

const COMMON = { postponedEvery: 60, firstRetry: 15, longestRetry: 150, reportEvery: 500 };
/** With regular questions and checks to lean on. */
const WITH_NETS: Partial<SyncPace> = { ...COMMON, pullEvery: 400, checkEvery: 300, secondLook: 40 };
/** What notifications and reconnects do not bring never comes. */
const WITHOUT_NETS: Partial<SyncPace> = {
  ...COMMON,
  pullEvery: HOUR,
  checkEvery: HOUR,
  secondLook: HOUR,
  reportEvery: HOUR,
};

interface StationSlot {
  index: number;
  dataDir: string;
  plain: boolean;
  people: string[];
  link: Link;
  ahead: number;
  thread: StationThread | null;
  /** Being opened or closed: whoever needs it waits. */
  changing: Promise<unknown>;
  /** Its disk was broken on purpose. */
  broken: boolean;
  /** The centre cut it off. */
  revoked: boolean;
}

export interface WorldOptions {
  plan: Plan;
  house: House;
  workers: Workers;
}

export class World {
  readonly account = new Account();
  readonly #plan: Plan;
  readonly #house: House;
  readonly #workers: Workers;
  readonly #folder = mkdtempSync(join(tmpdir(), 'prumo-simulation-'));
  #side!: CentreSide;
  #slots: StationSlot[] = [];
  #background = new Set<Promise<unknown>>();
  #healing = false;

  constructor({ plan, house, workers }: WorldOptions) {
    this.#plan = plan;
    this.#house = house;
    this.#workers = workers;
  }

  get side(): CentreSide {
    return this.#side;
  }

  async begin(): Promise<void> {
    const { adminUrl } = this.#house.postgres;
    this.#side = new CentreSide({
      adminUrl,
      urlOf: this.#house.urlOf,
      database: await this.#house.fresh(),
      alarm: (error) => this.account.alarms.push(`centre: ${error}`),
      leak: (text) => this.account.leaks.push(text),
    });
    this.account.note('the database is there');
    await this.#side.start();
    this.account.note('the centre is there');
    this.#slots = this.#plan.stations.map(({ people, plain }, index) => ({
      index,
      dataDir: join(this.#folder, `station-${index}`),
      plain,
      people: people.map((person) => this.#house.staffIds[person]!),
      link: this.#newLink(index),
      ahead: 0,
      thread: null,
      changing: Promise.resolve(),
      broken: false,
      revoked: false,
    }));
    await Promise.all(this.#slots.map((slot) => this.#enrol(slot)));
    for (const slot of this.#slots) slot.link.weather = this.#plan.weather;
  }

  #newLink(index: number): Link {
    const calm = Object.fromEntries(Object.keys(this.#plan.weather).map((name) => [name, 0]));
    return new Link({
      seed: this.#plan.seed,
      index,
      weather: calm as never,
      side: this.#side,
      crash: () => this.#inBackground(this.#crash(this.#slots[index]!)),
      note: (line) => this.account.note(line),
    });
  }

  async #enrol(slot: StationSlot): Promise<void> {
    await this.#open(slot);
    this.account.note(`station ${slot.index} is open`);
    const { centre } = this.#side;
    const unitId = this.#house.unitIds[this.#plan.stations[slot.index]!.unit]!;
    const code = await makeEnrolCode(centre.context, { unitId });
    if (!code.ok) throw new Error('no code');
    const enrolled = await slot.thread!.ask({ do: 'enrol', code: code.value.code, name: `Estação ${slot.index}` });
    if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.refusals[0]?.code}`);
    this.account.note(`station ${slot.index} is enrolled`);
    const { station } = enrolled.value as { station: number };
    const { rows } = await this.#side.db.query<{ id: string }>('SELECT id FROM station WHERE number = $1', [station]);
    const stationId = rows[0]!.id;
    this.#side.stationIds[slot.index] = stationId;
    const leaseUntil = new Date(Date.now() + 72 * HOUR);
    for (const staffId of slot.people)
      await centre.context.db.transaction((tx) => noteSignIn(tx, { staffId, stationId, leaseUntil }));
    this.account.note(`station ${slot.index} may be entered`);
    await this.#until(
      async () => (await slot.thread!.ask({ do: 'enter', agentIds: slot.people })) === slot.people.length,
    );
    this.account.note(`station ${slot.index} is entered`);
  }

  async #open(slot: StationSlot): Promise<void> {
    const thread = this.#workers.take();
    slot.thread = thread;
    const onNetwork = slot.link.attach((message) => thread.say(message));
    thread.onMessage = (message: FromStation) => {
      if (message.kind !== 'alarm') onNetwork(message);
      else if (!slot.broken && !this.#isExpected(message.event))
        this.account.alarms.push(`station ${slot.index}: ${message.event} ${message.error}`);
    };
    const { dataDir, plain, ahead } = slot;
    const pace = this.#plan.nets ? WITH_NETS : WITHOUT_NETS;
    await thread.ask({ do: 'open', open: { dataDir, plain, pace, ahead, jitter: 0.5 } });
    // Cut off, its data may be closed again already.
    await thread.ask({ do: 'enter', agentIds: slot.people }).catch((error: unknown) => {
      if (!slot.revoked) throw error;
    });
  }

  /** A worker that ends drops what it was doing. */
  #isExpected(event: string): boolean {
    return event === 'sync.copies-not-renewed' && this.#slots.some(({ thread }) => thread === null);
  }

  /** One after another for each station: it is not opened while it crashes. */
  #change(slot: StationSlot, work: () => Promise<void>): Promise<void> {
    const changed = slot.changing.then(work, work);
    slot.changing = changed.catch(() => {});
    return changed;
  }

  #crash(slot: StationSlot): Promise<void> {
    return this.#change(slot, async () => {
      const { thread } = slot;
      if (!thread || this.#healing || slot.revoked) return;
      this.account.note(`!${slot.index} crashes`);
      slot.thread = null;
      slot.link.detach();
      await thread.end();
      this.account.note(`  station ${slot.index}: its thread is gone`);
      await this.#open(slot);
      this.account.note(`  station ${slot.index}: open again`);
      slot.broken = false;
    });
  }

  #restart(slot: StationSlot): Promise<void> {
    return this.#change(slot, async () => {
      const { thread } = slot;
      if (!thread) return;
      await this.#close(slot);
      await this.#open(slot);
      slot.broken = false;
    });
  }

  async #close(slot: StationSlot): Promise<void> {
    const { thread } = slot;
    if (!thread) return;
    await thread.ask({ do: 'close' });
    slot.thread = null;
    slot.link.detach();
    this.#workers.giveBack(thread);
  }

  #inBackground(work: Promise<unknown>): void {
    const tracked = work
      .catch((error: unknown) => {
        this.account.alarms.push(`in the background: ${error instanceof Error ? error.stack : error}`);
      })
      .finally(() => this.#background.delete(tracked));
    this.#background.add(tracked);
  }

  async perform(): Promise<void> {
    for (const [number, command] of this.#plan.commands.entries()) {
      this.account.note(`${number} ${inWords(command)}`);
      const work = this.#run(command, number);
      if (command.together) this.#inBackground(work);
      else await work;
      if (command.pause > 0) await wait(command.pause);
    }
  }

  #run(command: Command, number: number): Promise<void> {
    const isDeed = (DEEDS as readonly string[]).includes(command.what);
    return isDeed ? this.#deed(command, number) : this.#event(command);
  }

  async #deed({ what, at, who, pick, more }: Command, number: number): Promise<void> {
    const slot = this.#slots[at]!;
    await slot.changing;
    const { thread } = slot;
    if (!thread || slot.revoked) return;
    const deed = what as Deed;
    const token = `v${this.#plan.seed}x${number}`;
    // Publishing is the leader's, who works at the first station.
    if (deed === 'publish-pack' && (at !== 0 || who !== 1)) return;
    const agentId = deed === 'sign-in' ? this.#house.staffIds[more % 5]! : slot.people[who % slot.people.length]!;
    const order = { deed, agentId, pick, more, index: at, token };
    try {
      const done = await thread.ask({ do: 'deed', order });
      this.account.took(at, deed, token, done);
      if (done.outcome !== 'none') {
        const { outcome, refusals, entries, edit } = done;
        const set = edit ? `${edit.field} of ${edit.customerId} = ${token}` : '';
        this.account.note(`  ${number}: ${[outcome, ...refusals, ...entries, set].join(' ')}`);
      }
      if (deed === 'sign-in' && done.outcome === 'ok' && !slot.people.includes(agentId)) slot.people.push(agentId);
    } catch (error) {
      // A station that crashed or whose disk failed said nothing: what was under way may be there or not.
      this.account.unsure.add(token);
      if (!slot.broken && !slot.revoked && !thread.ended && !this.#isClosed(error)) throw error;
    }
  }

  #isClosed(error: unknown): boolean {
    return error instanceof Error && /not open|is closed|StorageError/.test(error.message);
  }

  async #event({ what, at, pick, more }: Command): Promise<void> {
    const slot = this.#slots[at]!;
    const side = this.#side;
    if (slot.revoked && ['crash', 'restart', 'disk-error'].includes(what)) return;
    const events: Record<Event, () => unknown> = {
      cut: () => slot.link.cut(),
      heal: () => slot.link.heal(),
      'drop-stream': () => slot.link.dropStreams(),
      'stall-stream': () => {
        slot.link.stall();
        this.#inBackground(wait(more % 200).then(() => slot.link.unstall()));
      },
      crash: () => this.#crash(slot),
      'crash-in-exchange': () => {
        slot.link.crashOn = { route: ['push', 'pull', 'pull', 'token', 'digest'][pick % 5]!, after: more % 12 };
      },
      restart: () => this.#restart(slot),
      'disk-error': () => this.#breakDisk(slot, { pick, more }),
      'clock-jump': () => this.#jump(slot, [10 * YEAR, -10 * YEAR, HOUR, -HOUR, 0][pick % 5]!),
      'centre-down': () => this.#inBackground(this.#centreDown(more % 300)),
      'centre-restart': () => this.#centreDown(0),
      'connections-killed': () => side.killConnections(),
      'tokens-expire': () => {
        side.ahead += 11 * 60_000;
      },
      'slow-transaction': () => this.#inBackground(side.slowTransaction(20 + (more % 200))),
      'move-station': () => this.#atCentre((context) => moveStation(context, side.stationIds[at]!, this.#unit(more))),
      'change-person': () =>
        this.#atCentre((context) =>
          changeAccount(context, slot.people[0]!, { role: more % 2 ? 'atendente-n3' : 'supervisao' }),
        ),
      backup: () => this.#centreDown(0, () => side.backUp()),
      restore: () => this.#centreDown(0, () => side.restore()),
      age: () => this.#atCentre(() => side.age({ forget: more % 2 === 0 })),
      revoke: () => this.#revoke(slot),
      'remove-person': () => this.#removePerson(slot.people[0]!),
    };
    await events[what as Event]();
  }

  /** One of them at most: somebody must be left to agree with each other. */
  async #revoke(slot: StationSlot): Promise<void> {
    if (slot.index === 0 || this.#slots.some(({ revoked }) => revoked)) return;
    await this.#atCentre(async (context) => {
      slot.revoked = true;
      const done = await revokeStation(context, this.#side.stationIds[slot.index]!).catch(() => null);
      // Its connection was killed at this moment: nobody knows what became of it.
      if (!done) await this.#until(() => this.#side.isRevoked(slot.index));
    });
  }

  #removePerson(staffId: string): Promise<void> {
    return this.#atCentre((context) => {
      this.account.removed.add(staffId);
      return changeAccount(context, staffId, { active: false });
    });
  }

  #unit(pick: number): string {
    return this.#house.unitIds[pick % this.#plan.units]!;
  }

  async #atCentre(work: (context: CentreSide['centre']['context']) => Promise<unknown>): Promise<void> {
    if (this.#side.isDown) return;
    this.#side.leaks.accessChanges();
    try {
      await work(this.#side.centre.context);
    } catch (error) {
      // Its connection may have been killed at this very moment.
      this.account.note(`  at the centre: ${error instanceof Error ? error.message : error}`);
    }
  }

  #centreChange: Promise<unknown> = Promise.resolve();

  /** The centre's objects are dropped and made anew, with `between` in between. */
  #centreDown(milliseconds: number, between: () => Promise<unknown> = async () => {}): Promise<void> {
    const changed = this.#centreChange.then(async () => {
      await this.#side.stop();
      this.#side.leaks.accessChanges();
      await between();
      await wait(milliseconds);
      await this.#side.start();
    });
    this.#centreChange = changed.catch(() => {});
    return changed;
  }

  async #jump(slot: StationSlot, ahead: number): Promise<void> {
    await slot.changing;
    slot.ahead = ahead;
    await slot.thread?.ask({ do: 'clock', ahead }).catch(() => {});
  }

  async #breakDisk(slot: StationSlot, { pick, more }: { pick: number; more: number }): Promise<void> {
    await slot.changing;
    const { thread } = slot;
    if (!thread) return;
    slot.broken = true;
    const nth = 1 + (pick % 120);
    await thread.ask({ do: 'break-disk', nth, full: more % 2 === 0, after: more % 3 === 0 }).catch(() => {});
    this.#inBackground(wait(50 + (more % 150)).then(() => this.#change(slot, () => this.#mend(slot))));
  }

  async #mend(slot: StationSlot): Promise<void> {
    if (!slot.broken || !slot.thread || slot.revoked) return;
    const { thread } = slot;
    try {
      const reopened = await thread.ask({ do: 'mend-disk' });
      this.account.note(`  station ${slot.index}: disk mended${reopened ? ', data reopened' : ''}`);
    } catch (error) {
      if (thread.ended) return;
      throw error;
    }
    slot.broken = false;
    await thread.ask({ do: 'enter', agentIds: slot.people });
  }

  /** Everything works again, and nothing new happens. */
  async heal(): Promise<void> {
    this.account.note('peace');
    while (this.#background.size > 0) await Promise.all([...this.#background]);
    await this.#centreChange;
    this.#healing = true;
    for (const slot of this.#slots) {
      slot.link.crashOn = null;
      slot.link.weather = Object.fromEntries(Object.keys(this.#plan.weather).map((name) => [name, 0])) as never;
      await slot.changing;
      await this.#mend(slot);
    }
    if (this.#side.isDown) await this.#side.start();
    for (const { link } of this.#slots) {
      link.heal();
      link.dropStreams(true);
    }
  }

  /** Whether everybody is in contact with nothing left to say. @returns what is still under way; '' for nothing */
  async unrest(): Promise<string> {
    await this.#side.leaks.settled();
    for (const { thread, link, index, revoked } of this.#slots) {
      if (!link.isQuiet) return `station ${index}: messages under way`;
      const view = await thread!.ask({ do: 'view' });
      if (revoked) {
        if (view.state !== 'revoked' || view.open) return `station ${index}: not cut off yet, ${view.state}`;
        continue;
      }
      if (!view.open) return `station ${index}: its data are closed`;
      if (view.state !== 'online') return `station ${index}: ${view.state} ${view.problem?.code ?? ''}`;
      if (view.unsent > 0) return `station ${index}: ${view.unsent} unsent`;
      if (view.first) return `station ${index}: first synchronisation`;
    }
    return '';
  }

  evidence(): Promise<Evidence[]> {
    return Promise.all(
      this.#slots.map(async ({ thread, revoked }) => (revoked ? NOTHING : thread!.ask({ do: 'evidence' }))),
    );
  }

  async end(): Promise<void> {
    await Promise.all([...this.#background]);
    await Promise.all(
      this.#slots.map(async (slot) => {
        await slot.changing;
        // What does not close is ended: the judgement is over.
        await this.#close(slot).catch(() => slot.thread?.end());
      }),
    );
    await this.#side?.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #until(condition: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + 120_000;
    while (!(await condition())) {
      if (performance.now() > end) throw new Error('the set-up did not come to an end');
      await wait(5);
    }
  }
}
