import type { StationView } from '#shared/contract/views.ts';
import { ok } from '#shared/domain/refusal.ts';
import { DEMO_PASSWORD } from '../../sample/demo-account.ts';
import { readSetting } from '../../store/local-settings.ts';
import { live } from '../live.ts';
import type { Session } from '../session.ts';
import { aboutTopic, acting, anybody, type RouterParts, saving, signedIn } from './base.ts';

export function stationRouter({ core, desks, version }: RouterParts) {
  const { feed } = core.store;
  const { staff, shifts, sample, recovery } = desks;

  const read = async () => ({
    isSetUp: staff.isSetUp,
    agents: (await staff.list()).filter(({ active }) => active),
    company: readSetting(core.store.file, 'company') ?? '',
    packVersion: core.packs.inForce.version,
    demonstration: readSetting(core.store.file, 'demonstration') ? { password: DEMO_PASSWORD } : null,
  });
  let known: Awaited<ReturnType<typeof read>> | null = null;
  /** While nothing can be read, as it was last: the screen still has to say what happened. */
  const facts = async () => {
    if (known !== null && feed.paused) return known;
    try {
      known = await read();
    } catch (error) {
      if (known === null || core.data.storage.state === 'ok') throw error;
    }
    return known;
  };
  // Known before it is asked for, for a window that is opened while nothing can be read.
  facts().catch((error: unknown) => core.log.error('station.facts', error));

  const view = async (session: Session): Promise<StationView> => {
    const { isSetUp, agents, company, packVersion, demonstration } = await facts();
    return {
      phase: !isSetUp ? 'first-run' : session.agent ? 'ready' : 'signed-out',
      version,
      station: core.stationNumber,
      company,
      keyProtection: recovery.protection,
      agent: session.agent,
      agents: agents.map(({ id, name, role }) => ({ id, name, role })),
      now: core.journal.now(),
      packVersion,
      demonstration,
      storage: core.data.storage,
      recovered: recovery.unread,
    };
  };

  return {
    watch: anybody.station.watch.handler(({ context, signal }) =>
      live({
        feed,
        signal,
        touches: aboutTopic('session', 'settings', 'staff', 'packs', 'storage', 'report'),
        answer: () => view(context.session),
        always: true,
      }),
    ),
    roles: anybody.station.roles.handler(() => core.packs.inForce.roles.map(({ id, label }) => ({ id, label }))),
    firstRun: anybody.station.firstRun.handler(({ context, input: { withSampleData, ...input } }) =>
      saving(async () => {
        const done = await staff.firstRun(context.session, input);
        if (!done.ok) return done;
        const actor = context.session.agent!;
        await shifts.open({ id: actor.id, name: actor.name, role: actor.role });
        if (withSampleData) await sample.fill(actor);
        return done;
      }),
    ),
    signIn: anybody.station.signIn.handler(({ context, input }) => saving(() => staff.signIn(context.session, input))),
    signOut: anybody.station.signOut.handler(({ context }) => {
      staff.signOut(context.session);
      return ok(null);
    }),
    draftKey: anybody.station.draftKey.handler(({ context }) =>
      acting(context.session, async () => ok({ key: readSetting(core.store.file, 'draftKey') ?? '' })),
    ),
    setCompany: anybody.station.setCompany.handler(({ context, input }) =>
      acting(context.session, async () => staff.setCompany(input.company)),
    ),
    staff: signedIn.station.staff.handler(({ signal }) =>
      live({ feed, signal, touches: aboutTopic('staff'), answer: () => staff.list() }),
    ),
    addStaff: anybody.station.addStaff.handler(({ context, input }) => acting(context.session, () => staff.add(input))),
  };
}
