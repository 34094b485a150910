import { ok, refuse } from '#shared/domain/refusal.ts';
import { live } from '../live.ts';
import { acting, anybody, type RouterParts, revisions, signedIn } from './base.ts';

export function customersRouter({ core, desks: { customers, imports } }: RouterParts) {
  return {
    search: signedIn.customers.search.handler(({ input }) => customers.search(input.text, input.limit)),
    page: signedIn.customers.page.handler(({ input }) => customers.page(input)),
    revision: signedIn.customers.revision.handler(({ signal }) =>
      revisions(core, signal, (change) => change.customers.size > 0),
    ),
    get: signedIn.customers.get.handler(({ input }) => customers.get(input.customerId)),
    clashes: signedIn.customers.clashes.handler(({ input }) => customers.clashes(input.customerId)),
    decideClash: anybody.customers.decideClash.handler(({ context, input: { customerId, ...choice } }) =>
      acting(context.session, (actor) => customers.decideClash(actor, customerId, choice)),
    ),
    save: anybody.customers.save.handler(({ context, input }) =>
      acting(context.session, (actor) => customers.save(actor, input.id, input.input)),
    ),
    importBegin: anybody.customers.importBegin.handler(({ context, input }) =>
      acting(context.session, () => imports.begin(input)),
    ),
    importAppend: anybody.customers.importAppend.handler(({ context, input }) =>
      acting(context.session, async () =>
        imports.append(input.importId, new Uint8Array(await input.piece.arrayBuffer())),
      ),
    ),
    importPreview: anybody.customers.importPreview.handler(({ context, input }) =>
      acting(context.session, () => imports.preview(input.importId, input.choices)),
    ),
    importStart: anybody.customers.importStart.handler(({ context, input }) =>
      acting(context.session, () => imports.start(input)),
    ),
    importProgress: signedIn.customers.importProgress.handler(({ signal, input }) =>
      imports.progress(input.importId, signal),
    ),
    importCancel: anybody.customers.importCancel.handler(({ context, input }) =>
      acting(context.session, () => imports.cancel(input.importId)),
    ),
    importReport: anybody.customers.importReport.handler(({ context, input }) =>
      acting(context.session, () => imports.report(input.importId)),
    ),
  };
}

export function shiftRouter({ core, desks: { shifts } }: RouterParts) {
  return {
    watch: signedIn.shift.watch.handler(({ context, signal }) =>
      live({
        feed: core.store.feed,
        signal,
        touches: (change) => change.tickets.size > 0 || change.topics.has('shift'),
        answer: () => shifts.view(context.actor.id),
      }),
    ),
    open: anybody.shift.open.handler(({ context }) => acting(context.session, (actor) => shifts.open(actor))),
    noteCall: anybody.shift.noteCall.handler(({ context, input }) =>
      acting(context.session, (actor) => shifts.noteCall(actor, input.note)),
    ),
    explainCall: anybody.shift.explainCall.handler(({ context, input }) =>
      acting(context.session, (actor) => shifts.explainCall(actor, input)),
    ),
    linkCall: anybody.shift.linkCall.handler(({ context, input }) =>
      acting(context.session, (actor) => shifts.linkCall(actor, input)),
    ),
    close: anybody.shift.close.handler(({ context, input }) =>
      acting(context.session, (actor) => shifts.close(actor, input)),
    ),
  };
}

export function workOrdersRouter({ desks: { workOrders } }: RouterParts) {
  return {
    search: signedIn.workOrders.search.handler(({ input }) => workOrders.search(input)),
    get: signedIn.workOrders.get.handler(({ input }) => workOrders.get(input.id)),
    save: anybody.workOrders.save.handler(({ context, input: { id, ...input } }) =>
      acting(context.session, () => workOrders.save(id, input)),
    ),
  };
}

export function packsRouter({ core, desks: { staff } }: RouterParts) {
  return {
    get: signedIn.packs.get.handler(({ input }) =>
      input.version === null ? core.packs.inForce : core.packs.get(input.version),
    ),
    list: signedIn.packs.list.handler(() => core.packs.list()),
    check: anybody.packs.check.handler(({ context, input }) =>
      acting(context.session, async () => {
        const checked = core.packs.check(input.text);
        return checked.ok ? ok({ name: checked.value.name, version: checked.value.version }) : checked;
      }),
    ),
    install: anybody.packs.install.handler(({ context, input }) =>
      acting(context.session, async (actor) => {
        const denied = staff.mayPublish(actor);
        return denied ? refuse(denied) : core.serially(() => core.packs.install(input.text, core.journal.now()));
      }),
    ),
  };
}
