import { type Result, refuse } from '#shared/domain/refusal.ts';
import { live } from '../live.ts';
import type { Session } from '../session.ts';
import { aboutTopic, acting, anybody, type RouterParts, saving } from './base.ts';

export function recoveryRouter({ core, desks: { recovery } }: RouterParts) {
  /** Runs a command of whoever is signed in and has the right, or refuses. */
  const withRight = <T>(session: Session, command: () => Promise<Result<T>>): Promise<Result<T>> =>
    acting(session, async () => {
      const refusal = await recovery.notAllowed(session.agent);
      return refusal ? refuse(refusal) : command();
    });
  return {
    watch: anybody.recovery.watch.handler(({ context, signal }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: aboutTopic('storage', 'recovery', 'report', 'session', 'staff', 'packs'),
        answer: async () => ({
          ...recovery.view(),
          notAllowed: await recovery.notAllowed(context.session.agent),
        }),
        always: true,
      }),
    ),
    reopen: anybody.recovery.reopen.handler(() => saving(() => recovery.reopen())),
    backUpNow: anybody.recovery.backUpNow.handler(({ context }) => acting(context.session, () => recovery.backUpNow())),
    restore: anybody.recovery.restore.handler(({ context, input }) =>
      saving(() => recovery.restoreAs(context.session.agent, input)),
    ),
    changeKey: anybody.recovery.changeKey.handler(({ context }) =>
      withRight(context.session, () => recovery.changeKey()),
    ),
    changePassphrase: anybody.recovery.changePassphrase.handler(({ context, input }) =>
      withRight(context.session, () => recovery.changePassphrase(input)),
    ),
    moveKey: anybody.recovery.moveKey.handler(({ context, input }) =>
      withRight(context.session, () => recovery.moveKey(input)),
    ),
    day: anybody.recovery.day.handler(({ context, input }) => acting(context.session, () => recovery.day(input.day))),
    recoverDay: anybody.recovery.recoverDay.handler(({ context, input }) =>
      acting(context.session, () => recovery.recoverDay(input.day)),
    ),
    acknowledge: anybody.recovery.acknowledge.handler(({ context, input }) =>
      acting(context.session, async () => recovery.acknowledge(input.at)),
    ),
  };
}
