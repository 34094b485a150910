import type { StationView } from '#shared/contract/views.ts';
import { ok } from '#shared/domain/refusal.ts';
import { DEMO_PASSWORD } from '../../sample/demo-account.ts';
import { readSetting } from '../../store/local-settings.ts';
import { live } from '../live.ts';
import type { Session } from '../session.ts';
import { aboutTopic, acting, anybody, type RouterParts, signedIn } from './base.ts';

export function stationRouter({ core, desks, version, keyProtection }: RouterParts) {
  const { feed, file } = core.store;
  const { staff, shifts, sample } = desks;

  const view = async (session: Session): Promise<StationView> => {
    const agents = (await staff.list()).filter(({ active }) => active);
    return {
      phase: !staff.isSetUp ? 'first-run' : session.agent ? 'ready' : 'signed-out',
      version,
      station: core.stationNumber,
      company: readSetting(file, 'company') ?? '',
      keyProtection,
      agent: session.agent,
      agents: agents.map(({ id, name, role }) => ({ id, name, role })),
      now: core.journal.now(),
      packVersion: core.packs.inForce.version,
      demonstration: readSetting(file, 'demonstration') ? { password: DEMO_PASSWORD } : null,
    };
  };

  return {
    watch: anybody.station.watch.handler(({ context, signal }) =>
      live({
        feed,
        signal,
        touches: aboutTopic('session', 'settings', 'staff', 'packs'),
        answer: () => view(context.session),
      }),
    ),
    roles: anybody.station.roles.handler(() => core.packs.inForce.roles.map(({ id, label }) => ({ id, label }))),
    firstRun: anybody.station.firstRun.handler(async ({ context, input: { withSampleData, ...input } }) => {
      const done = await staff.firstRun(context.session, input);
      if (!done.ok) return done;
      const actor = context.session.agent!;
      await shifts.open({ id: actor.id, name: actor.name, role: actor.role });
      if (withSampleData) await sample.fill(actor);
      return done;
    }),
    signIn: anybody.station.signIn.handler(({ context, input }) => staff.signIn(context.session, input)),
    signOut: anybody.station.signOut.handler(({ context }) => {
      staff.signOut(context.session);
      return ok(null);
    }),
    draftKey: anybody.station.draftKey.handler(({ context }) =>
      acting(context.session, async () => ok({ key: readSetting(file, 'draftKey') ?? '' })),
    ),
    setCompany: anybody.station.setCompany.handler(({ context, input }) =>
      acting(context.session, async () => {
        staff.setCompany(input.company);
        return ok(null);
      }),
    ),
    staff: signedIn.station.staff.handler(({ signal }) =>
      live({ feed, signal, touches: aboutTopic('staff'), answer: () => staff.list() }),
    ),
    addStaff: anybody.station.addStaff.handler(({ context, input }) => acting(context.session, () => staff.add(input))),
  };
}
