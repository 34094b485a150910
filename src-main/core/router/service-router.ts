import { live } from '../live.ts';
import { acting, anybody, type RouterParts, signedIn } from './base.ts';

export function serviceRouter({ core, desks: { service, work, rounds } }: RouterParts) {
  return {
    classify: anybody.service.classify.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.classify(actor, ticketId, input)),
    ),
    start: anybody.service.start.handler(({ context, input }) =>
      acting(context.session, (actor) => work.start(actor, input.ticketId)),
    ),
    timers: signedIn.service.timers.handler(({ context, signal }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: (change) => change.tickets.size > 0,
        answer: () => work.timers(context.actor.id),
      }),
    ),
    logWork: anybody.service.logWork.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => work.log(actor, ticketId, input)),
    ),
    correctWork: anybody.service.correctWork.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => work.correct(actor, ticketId, input)),
    ),
    discardTimer: anybody.service.discardTimer.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => work.discardTimer(actor, ticketId, input)),
    ),
    contact: anybody.service.contact.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.contact(actor, ticketId, input)),
    ),
    suspend: anybody.service.suspend.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.suspend(actor, ticketId, input)),
    ),
    pendingOn: signedIn.service.pendingOn.handler(({ input }) => service.pendingOn(input.ticketId)),
    resume: anybody.service.resume.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.resume(actor, ticketId, input)),
    ),
    close: anybody.service.close.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.close(actor, ticketId, input)),
    ),
    reopen: anybody.service.reopen.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.reopen(actor, ticketId, input)),
    ),
    relate: anybody.service.relate.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.relate(actor, ticketId, input)),
    ),
    unlink: anybody.service.unlink.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.unlink(actor, ticketId, input)),
    ),
    plan: anybody.service.plan.handler(({ context, input: { ticketId, fields } }) =>
      acting(context.session, (actor) => service.plan(actor, ticketId, fields)),
    ),
    explainBreach: anybody.service.explainBreach.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.explainBreach(actor, ticketId, input)),
    ),
    forward: anybody.service.forward.handler(({ context, input: { ticketId, ...input } }) =>
      acting(context.session, (actor) => service.forward(actor, ticketId, input)),
    ),
    round: signedIn.service.round.handler(({ context }) => rounds.round(context.actor.id)),
    roundStep: anybody.service.roundStep.handler(({ context, input }) =>
      acting(context.session, (actor) => rounds.step(actor, input.ticketId, input.step)),
    ),
  };
}
