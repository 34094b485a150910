import { live } from '../live.ts';
import { aboutTopic, acting, anybody, type RouterParts, saving, signedIn } from './base.ts';

export function syncRouter({ core, desks: { staff, sync } }: RouterParts) {
  return {
    watch: anybody.sync.watch.handler(({ signal }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: aboutTopic('sync', 'attachments'),
        answer: () => sync.view(),
        always: true,
      }),
    ),
    queue: signedIn.sync.queue.handler(({ signal }) =>
      live({ feed: core.store.feed, signal, touches: aboutTopic('sync', 'attachments'), answer: () => sync.queue() }),
    ),
    retryNow: anybody.sync.retryNow.handler(() => sync.retryNow()),
    resend: anybody.sync.resend.handler(({ context, input }) => acting(context.session, () => sync.resend(input.ids))),
    correct: anybody.sync.correct.handler(({ context, input }) =>
      acting(context.session, (actor) => sync.correct(actor, input)),
    ),
    giveUp: anybody.sync.giveUp.handler(({ context, input }) =>
      acting(context.session, (actor) => sync.giveUp(actor, input.id)),
    ),
    enrol: anybody.sync.enrol.handler(({ context, input }) =>
      staff.isSetUp ? acting(context.session, () => sync.enrol(input)) : saving(() => sync.enrol(input)),
    ),
    searchCentre: anybody.sync.searchCentre.handler(({ context, input }) =>
      acting(context.session, (actor) => sync.searchCentre(actor, input)),
    ),
    bringIn: anybody.sync.bringIn.handler(({ context, input }) =>
      acting(context.session, (actor) => sync.bringIn(actor, input.ticketId)),
    ),
  };
}
