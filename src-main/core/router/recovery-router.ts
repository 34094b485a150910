import { live } from '../live.ts';
import { aboutTopic, acting, anybody, type RouterParts, saving } from './base.ts';

export function recoveryRouter({ core, desks: { recovery } }: RouterParts) {
  return {
    watch: anybody.recovery.watch.handler(({ signal }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: aboutTopic('storage', 'recovery', 'report'),
        answer: () => recovery.view(),
        always: true,
      }),
    ),
    reopen: anybody.recovery.reopen.handler(() => saving(() => recovery.reopen())),
    backUpNow: anybody.recovery.backUpNow.handler(({ context }) => acting(context.session, () => recovery.backUpNow())),
    restore: anybody.recovery.restore.handler(({ context, input }) =>
      acting(context.session, () => recovery.restore(input.name)),
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
