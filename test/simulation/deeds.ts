/** What people do at a station, through the same router as its screens. Runs inside the station's worker. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import type { RouterContext } from '#main/core/router/base.ts';
import type { Session } from '#main/core/session.ts';
import type { Station } from '#main/core/station.ts';
import type { QueueView } from '#shared/contract/sync.ts';
import type { AttendanceView } from '#shared/contract/views.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { draft } from '#shared/domain/ticket/draft.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import { typical } from '../support/call.ts';
import { now, type StationClient } from '../support/station-client.ts';
import type { Deed } from './plan.ts';
import type { DeedOrder, Done } from './station-messages.ts';

/** Fields of a customer that only one station changes, by its index; `notes` everybody does. */
export const OWN_FIELDS = ['tradeName', 'product', 'version', 'plan', 'company'] as const;
export const SHARED_FIELD = 'notes';
export const PASSWORD_OF_ALL = 'uma senha de teste';

interface Act {
  station: Station;
  session: Session;
  client: StationClient;
  order: DeedOrder;
}

type Deeds = Record<Deed, (act: Act) => Promise<Result<unknown> | null>>;

/** Ways on from each step of the default pack, and what is typed before. */
const WAYS: Record<string, [exitId: string, answers: Record<string, JsonValue>][]> = {
  atender: [['identificado', typical.atender]],
  abordagem: [['seguir', typical.abordagem]],
  debito: [['em-dia', {}]],
  ocorrencia: [['registrada', typical.ocorrencia]],
  analise: [
    ['solucao-imediata', typical.analise],
    ['pegar-para-analise-interna', { ...typical.analise, certeza: 'nao-sei', urgencia: 'nenhuma' }],
  ],
  'solucao-imediata': [['resolvido', typical.solucao]],
  finalizacao: [['encerrar', { encerramento: typical.closing.incidente }]],
  'analise-do-banco': [['passar-a-supervisao', typical.banco]],
};

/** Nobody here has paid their bills, as far as is known. */
const WAYS_TO_THE_END: typeof WAYS = {
  ...WAYS,
  debito: [['confirmado', { confirmado: true, 'quem-confirmou': 'Financeiro' }]],
  finalizacao: [['encerrar', { encerramento: typical.closing.solicitacao }]],
};

export async function perform(station: Station, session: Session, order: DeedOrder): Promise<Done> {
  const context: RouterContext = { session };
  const client = createRouterClient(station.router, { context }) as StationClient;
  const { file, raw } = station.core.store;
  const stampBefore = latestStamp(station);
  const last = file.pluck<number | null>(`SELECT max(seq) FROM ${raw.entries.table}`).get() ?? 0;
  const own = String(station.core.stationNumber);
  const done: Done = {
    outcome: 'none',
    refusals: [],
    entries: [],
    stampBefore,
    stampAfter: '',
    edit: null,
    bad: order.deed === 'bad-row',
  };
  const result = await DEEDS[order.deed]({ station, session, client, order });
  const written = file
    .prepare<{ id: string; hlc: string }>(
      `SELECT id, json_extract(data, '$.hlc') AS hlc FROM ${raw.entries.table}
       WHERE seq > ? AND json_extract(data, '$.station') = ? ORDER BY seq`,
    )
    .all(last, own);
  done.entries = written.map(({ id }) => id);
  done.stampAfter = written.map(({ hlc }) => hlc).toSorted()[0] ?? '';
  if (result === null) return done;
  done.outcome = result.ok ? 'ok' : 'refused';
  if (!result.ok) done.refusals = result.refusals.map(({ code }) => code);
  if (result.ok && (order.deed === 'edit-own' || order.deed === 'edit-shared'))
    done.edit = result.value as Done['edit'];
  return done;
}

function latestStamp({ core }: Station): string {
  const { file, raw } = core.store;
  return file.pluck<string | null>(`SELECT max(json_extract(data, '$.hlc')) FROM ${raw.entries.table}`).get() ?? '';
}

const some = <T>(list: readonly T[], pick: number): T | null => list[pick % list.length] ?? null;

function ticketIds({ core }: Station, where = "status <> 'closed'"): string[] {
  return core.store.file.pluck<string>(`SELECT id FROM ticket_head WHERE ${where} ORDER BY id`).all();
}

/** A ticket that the one who acts attends here. */
function attended({ station, session, order }: Act): string | null {
  const mine = station.core.store.file
    .pluck<string>(
      "SELECT id FROM ticket_head WHERE attendant_id = ? AND attendance IN ('active', 'parked') ORDER BY id",
    )
    .all(session.agent?.id ?? '');
  return some(mine, order.pick);
}

function customerId({ station, order }: Act): string | null {
  const { file, raw } = station.core.store;
  return some(
    file.pluck<string>(`SELECT id FROM ${raw.customers.table} WHERE deleted = 0 ORDER BY id`).all(),
    order.pick,
  );
}

const DEEDS: Deeds = {
  open: ({ client }) => client.attendance.open({ looseCallId: null }),
  save: async (act) => {
    const ticketId = attended(act);
    if (!ticketId) return null;
    const view = await now<AttendanceView | null>(act.client.attendance.view({ ticketId }));
    const stepId = view?.ticket.attendance?.stepId;
    if (!stepId) return null;
    return act.client.attendance.save({ ticketId, draft: { stepId, answers: {}, notes: act.order.token } });
  },
  advance: async (act) => {
    const ticketId = attended(act);
    return ticketId ? advance(act, ticketId) : null;
  },
  finish: async (act) => {
    const ticketId = attended(act);
    if (!ticketId) return null;
    let last: Result<unknown> | null = null;
    for (let step = 0; step < 8; step++) {
      const result = await advance(act, ticketId, { choice: 0, ways: WAYS_TO_THE_END });
      if (!result?.ok) break;
      last = result;
    }
    return last;
  },
  report: async ({ station, client, order }) => {
    const ticketId = some(ticketIds(station, order.more % 5 === 0 ? 'true' : undefined), order.pick);
    if (!ticketId) return null;
    return client.tickets.report({ ticketId, text: `Relato ${order.token}.`, visibility: 'private' });
  },
  park: async (act) => {
    const ticketId = attended(act);
    return ticketId ? act.client.attendance.park({ ticketId, draft: null, reason: act.order.token }) : null;
  },
  resume: async ({ station, client, order }) => {
    const ticketId = some(ticketIds(station, "attendance IN ('active', 'parked')"), order.pick);
    return ticketId ? client.attendance.resume({ ticketId }) : null;
  },
  identify: async (act) => {
    const [ticketId, id] = [attended(act), customerId(act)];
    return ticketId && id ? act.client.attendance.identify({ ticketId, customerId: id }) : null;
  },
  follow: async ({ station, client, order }) => {
    const ticketId = some(ticketIds(station), order.pick);
    return ticketId ? client.tickets.follow({ ticketId, on: true }) : null;
  },
  unfollow: async ({ station, client, order }) => {
    const ticketId = some(ticketIds(station), order.pick);
    return ticketId ? client.tickets.follow({ ticketId, on: false }) : null;
  },
  'move-unit': async ({ station, client, order }) => {
    const ticketId = some(ticketIds(station), order.pick);
    const { units } = await now(client.sync.watch());
    const unit = some(units, order.more);
    if (!ticketId || !unit) return null;
    return client.tickets.moveUnit({ ticketId, unitId: unit.id, reason: order.token });
  },
  'new-customer': ({ client, order }) =>
    client.customers.save({ id: null, input: { name: `Cliente ${order.token}`, kind: 'pj', code: order.token } }),
  'edit-own': (act) => edit(act, OWN_FIELDS[act.order.index % OWN_FIELDS.length]!),
  'edit-shared': (act) => edit(act, SHARED_FIELD),
  'decide-clash': async (act) => {
    const { file } = act.station.core.store;
    const clash = some(
      file
        .prepare<{ id: string; field: string }>(
          "SELECT id, field FROM document_clash WHERE collection = 'customers' ORDER BY id, field",
        )
        .all(),
      act.order.pick,
    );
    if (!clash) return null;
    // The value that did not stand stays lost: whoever only reads decides for what is there.
    return act.client.customers.decideClash({ customerId: clash.id, field: clash.field, keep: 'kept' });
  },
  'loose-call': async ({ client, order }) => {
    await client.shift.open();
    return client.shift.noteCall({ note: order.token });
  },
  'work-order': ({ client, order }) =>
    client.workOrders.save({
      id: null,
      number: order.token,
      title: 'Ajuste',
      status: 'aberta',
      release: '',
      expectedAt: '',
    }),
  'publish-pack': async ({ station, client }) => {
    const version = station.core.packs.inForce.version + 1;
    return client.packs.install({ text: JSON.stringify({ ...defaultPack, version }) });
  },
  'sign-in': async ({ client, order }) => client.station.signIn({ agentId: order.agentId, password: PASSWORD_OF_ALL }),
  'bad-row': async ({ station, session, order }) => {
    const ticketId = some(ticketIds(station), order.pick);
    const agent = session.agent;
    if (!ticketId || !agent) return null;
    const text = order.more % 2 === 0 ? `Colado\0${order.token}` : `De ninguém ${order.token}`;
    const actor = order.more % 2 === 0 ? agent : { ...agent, id: '01900000-0000-7000-8000-000000000000' };
    const { id, name, role } = actor;
    await station.core.serially(() =>
      station.core.journal.commit([draft(ticketId, 'reported', { data: { text } })], { id, name, role }),
    );
    return { ok: true, value: null };
  },
  resend: async ({ client, order }) => {
    const { items } = await now<QueueView>(client.sync.queue());
    const item = some(
      items.filter(({ state }) => state === 'refused'),
      order.pick,
    );
    return item ? client.sync.resend({ ids: [item.id] }) : null;
  },
  attach,
  'bring-in': bringIn,
};

/** The file itself travels beside the journal, in tests of its own; here is what the journal says of it. */
async function attach({ station, session, order }: Act): Promise<Result<unknown> | null> {
  const ticketId = some(ticketIds(station), order.pick);
  const { agent } = session;
  if (!ticketId || !agent) return null;
  const { id, name, role } = agent;
  const sha256 = createHash('sha256').update(order.token).digest('hex');
  const data = { sha256, name: `${order.token}.pdf`, type: 'application/pdf', size: 1 + order.more };
  await station.core.serially(() =>
    station.core.journal.commit([draft(ticketId, 'attached', { data })], { id, name, role }),
  );
  return { ok: true, value: null };
}

/** Looks for what is older than what the station holds, and waits a moment for it to come. */
async function bringIn({ station, client, order }: Act): Promise<Result<unknown> | null> {
  const [text] = order.token.split('x');
  const found = await client.sync.searchCentre({ text: text!, limit: 50 });
  if (!found.ok) return found;
  const older = some(
    found.value.filter(({ id }) => station.core.journal.ticket(id) === null),
    order.pick,
  );
  if (!older) return null;
  const coming = client.sync.bringIn({ ticketId: older.id });
  coming.catch(() => {});
  return Promise.race([coming, wait(ARRIVAL_MS, null, { ref: false })]);
}

const ARRIVAL_MS = 1_500;

async function advance(
  { client, order }: Act,
  ticketId: string,
  { choice = order.more, ways = WAYS } = {},
): Promise<Result<unknown> | null> {
  const view = await now<AttendanceView | null>(client.attendance.view({ ticketId }));
  const stepId = view?.ticket.attendance?.stepId;
  const way = stepId ? some(ways[stepId] ?? [], choice) : null;
  if (!stepId || !way) return null;
  const [exitId, answers] = way;
  return client.attendance.exit({ ticketId, exitId, draft: { stepId, answers, notes: null } });
}

async function edit(act: Act, field: string): Promise<Result<unknown> | null> {
  const { core } = act.station;
  const id = customerId(act);
  if (!id) return null;
  return core.serially(async () => {
    const found = await core.store.collections.customers.findOne(id).exec();
    if (!found) return null;
    await found.incrementalPatch({ [field]: act.order.token, updatedAt: core.journal.now() });
    return { ok: true, value: { customerId: id, field } };
  });
}
