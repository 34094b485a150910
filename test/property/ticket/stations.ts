/*
 * Two stations in plain domain code: the decisions themselves, stamped as the station stamps them, on journals that
 * are exchanged now and then. What comes out is what right stations write, and nothing else.
 */
import fc from 'fast-check';
import { formatHlc, type Hlc, parseHlc, witness } from '#shared/domain/clock/hlc.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { fieldOptions } from '#shared/domain/flow/answers.ts';
import { packTextCheck } from '#shared/domain/language/public-text.ts';
import { protocolNumber } from '#shared/domain/protocol/protocol-number.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { decideComplementaryCall, decideIdentify, decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { decideClash } from '#shared/domain/ticket/decide/clash.ts';
import { decideFollow, decideMoveUnit } from '#shared/domain/ticket/decide/follow.ts';
import { type Departing, decideMove } from '#shared/domain/ticket/decide/move.ts';
import { decidePark, decideResume } from '#shared/domain/ticket/decide/park.ts';
import { decideReport } from '#shared/domain/ticket/decide/report.ts';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import { decideWakeUp } from '#shared/domain/ticket/decide/suspend.ts';
import { type EntryDraft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { WorkOrder } from '#shared/domain/work-order/work-order.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Step } from '#shared/procedures/schema/flow.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { pack as housePack } from '#test/fixtures/ticket.ts';
import { anyAnswer, fittingAnswer } from '#test/property/flow/flows.ts';
import { decideServiceAct, SERVICE_ACTS } from './service-acts.ts';

/** The house's pack, with an exit that hands the ticket to a board: the default flow has none yet. */
export const pack: Pack = {
  ...housePack,
  flows: housePack.flows.map((flow) => ({
    ...flow,
    steps: flow.steps.map((step) =>
      step.id === 'solucao-imediata'
        ? {
            ...step,
            exits: [
              ...step.exits,
              {
                id: 'encaminhar',
                label: 'Encaminhar',
                to: 'end',
                needs: 'none' as const,
                effects: [{ kind: 'board' as const, board: housePack.boards[0]!.id }],
              },
            ],
          }
        : step,
    ),
  })),
};
const callFlow = pack.flows.find(({ id }) => id === pack.callFlow)!;

export const STATIONS = ['312', '9001'] as const;
export const PEOPLE: Record<string, Person> = {
  '312': { id: 'ana', name: 'Ana Lima', role: 'atendente-n1' },
  '9001': { id: 'bia', name: 'Bia Costa', role: 'gestao-tecnica' },
};
export const UNITS = ['matriz', 'norte'];
export const words = packTextCheck(pack);

const customers: Customer[] = (['pf', 'pj'] as const).map((kind, index) => ({
  id: `customer-${kind}`,
  code: String(1088 + index),
  name: kind === 'pf' ? 'José da Silva' : 'Padaria São João',
  kind,
  phones: [],
  emails: [],
  contacts: [],
  standing: { status: kind === 'pf' ? 'em-debito' : 'em-dia', asOf: '2026-11-20' },
  notes: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}));
const order: WorkOrder = {
  id: 'texto',
  number: '4411',
  title: 'Erro no relatório',
  status: 'aberta',
  release: '',
  expectedAt: '',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

export interface Act {
  what: number;
  /** Which station, which ticket, which exit… */
  at: 0 | 1;
  pick: number;
  /** Minutes that go by before. */
  minutes: number;
  skew: number;
  value: JsonValue;
}

/** Leaving steps is what takes a call anywhere, so it comes most often. */
const WHAT = [0, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9, 10, 11, 12, 13, 14, 15, 16, ...Array<number>(12).fill(17)];
/** From here on the acts after the call, one number each. */
const SERVICE = 20;
const SERVICE_WHAT = Object.keys(SERVICE_ACTS).map((_, index) => SERVICE + index);
const actsOf = (what: readonly number[]): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.record({
      what: fc.constantFrom(...what),
      at: fc.constantFrom(0 as const, 1 as const),
      pick: fc.nat(50),
      minutes: fc.oneof(fc.nat(3), fc.constantFrom(25, 1500)),
      skew: fc.constantFrom(0, -300_000, 300_000),
      value: anyAnswer,
    }),
    { minLength: 10, maxLength: 100, size: 'max' },
  );
export const acts = actsOf(WHAT);
/** Few walks, and much of what comes after them. */
export const serviceActs = actsOf([0, 0, 0, 1, 1, 1, 8, 8, 11, 18, ...SERVICE_WHAT, ...SERVICE_WHAT]);

interface At extends Omit<Act, 'at'> {
  station: string;
  actor: Person;
  wall: number;
  tickets: Ticket[];
}

function stepOf(ticket: Ticket): Step | undefined {
  return callFlow.steps.find(({ id }) => id === ticket.attendance?.stepId);
}

/** The journals after some acts: what each station wrote and has seen. */
export class Stations {
  readonly seen: Record<string, Entry[]> = { '312': [], '9001': [] };
  #wall = Date.parse('2026-11-23T12:00:00.000Z');
  #ids = 0;
  #sequence: Record<string, number> = { '312': 0, '9001': 0 };
  readonly #clocks: Record<string, Hlc> = {
    '312': { time: 0, counter: 0, node: 'station1' },
    '9001': { time: 0, counter: 0, node: 'station2' },
  };

  perform(acts: readonly Act[]): Entry[] {
    for (const act of acts) this.#perform(act);
    this.#exchange();
    return this.seen['312']!;
  }

  #perform(act: Act): void {
    this.#wall += act.minutes * 60_000;
    const station = STATIONS[act.at];
    const tickets = this.#tickets(station);
    const ticket = tickets[act.pick % Math.max(1, tickets.length)];
    const at = { ...act, station, actor: PEOPLE[station]!, wall: this.#wall + act.skew, tickets };
    if (act.what === 1) this.#exchange();
    else if (!ticket || (act.what === 0 && tickets.length < 4)) this.#write(at, this.#opening(at));
    else if (act.what >= SERVICE) this.#serve(at, ticket);
    else if (act.what === 18) this.#wake(at);
    else if (act.what === 14) this.#automatic(at, ticket);
    else if (act.what > 16) this.#goOn(at, ticket);
    else this.#wrote(at, this.#command(at, ticket));
  }

  #opening({ station, actor }: At): EntryDraft[] {
    return decideOpenCall(pack, callFlow, this.#newCall(station, actor));
  }

  #command(at: At, ticket: Ticket): Result<EntryDraft[]> {
    const { what, pick, value, actor } = at;
    switch (what) {
      case 2:
        return this.#identified(at, ticket);
      case 3:
        return decidePark(ticket, pick % 2 ? '' : 'Outra ligação');
      case 4:
        return decideResume(ticket, actor);
      case 5: {
        const visibility = pick % 2 === 0 ? 'public' : 'private';
        return decideReport(ticket, { text: typeof value === 'string' ? value : 'Relato', visibility }, words);
      }
      case 6:
        return decideFollow(ticket, actor, pick % 3 !== 0);
      case 7: {
        const unit = { id: UNITS[pick % 2]!, name: 'Unidade' };
        return decideMoveUnit(ticket, { unit, reason: 'Atende lá', homeUnitId: null });
      }
      case 8: {
        const clashing = at.tickets.find(({ clashes }) => clashes.length > 0) ?? ticket;
        const register = clashing.clashes[pick % Math.max(1, clashing.clashes.length)]?.register ?? 'status';
        return decideClash(clashing, { register, keep: pick % 2 ? 'won' : 'lost' });
      }
      case 9:
        return this.#complemented(at, ticket);
      case 15:
        return this.#moved(at, ticket, { by: 'back' });
      case 16: {
        const reasonId = pack.skipReasons[pick % pack.skipReasons.length]!.id;
        return this.#moved(at, ticket, { by: 'skip', reasonId, text: 'com pressa' });
      }
      default:
        return this.#saved(at, ticket, { fit: what > 10 });
    }
  }

  #identified({ pick }: At, ticket: Ticket): Result<EntryDraft[]> {
    const { id, code, name, kind } = customers[pick % 2]!;
    return decideIdentify(ticket, { id, code, name, kind, document: null }, { registered: pick % 3 === 0 });
  }

  #complemented({ pick, station, actor, tickets }: At, ticket: Ticket): Result<EntryDraft[]> {
    const from = pick % 3 === 0 ? (tickets.find(({ id }) => id !== ticket.id) ?? null) : null;
    const call = this.#newCall(station, actor);
    const of = from ? { ticketId: from.id, protocol: from.protocol } : {};
    return decideComplementaryCall(pack, ticket, { ...call, ...of, note: 'Também na filial', from });
  }

  #automatic(at: At, ticket: Ticket): void {
    const by = { ...at, actor: stationActor(at.station) };
    this.#wrote(by, this.#moved(by, ticket, { by: 'time-box' }));
  }

  /** Puts the call aside first, so that the ticket can go on without it. */
  #serve(at: At, ticket: Ticket): void {
    if (ticket.attendance?.status === 'active') this.#wrote(at, decidePark(ticket, ''));
    const tickets = this.#tickets(at.station);
    const present = tickets.find(({ id }) => id === ticket.id)!;
    const colleague = Object.values(PEOPLE).find(({ id }) => id !== at.actor.id)!;
    const act = { ...at, act: at.what - SERVICE, tickets, colleague, pack, publicText: words };
    this.#wrote(at, decideServiceAct(present, act));
  }

  /** S1.8: every suspension whose day has come, by the station itself. */
  #wake(at: At): void {
    const actor = stationActor(at.station);
    for (const ticket of at.tickets)
      this.#wrote({ ...at, actor }, decideWakeUp(ticket, actor, new Date(at.wall).toISOString()));
  }

  /** Fills everything in, identifies the customer, and takes the first exit that is open. */
  #goOn(at: At, ticket: Ticket): void {
    if (!ticket.customer) this.#wrote(at, this.#identified(at, ticket));
    this.#wrote(at, this.#saved(at, ticket, { fit: true, all: true }));
    const present = this.#tickets(at.station).find(({ id }) => id === ticket.id)!;
    const exits = stepOf(ticket)?.exits ?? [];
    for (let turn = 0; turn < exits.length; turn++) {
      const { id: exitId } = exits[(at.pick + turn) % exits.length]!;
      const moved = this.#moved(at, present, { by: 'exit', exitId });
      if (!moved.ok) continue;
      this.#write(at, moved.value);
      return;
    }
  }

  #saved(
    { pick, value }: At,
    ticket: Ticket,
    { fit, all = false }: { fit: boolean; all?: boolean },
  ): Result<EntryDraft[]> {
    const step = stepOf(ticket);
    if (!step) return { ok: true, value: [] };
    const fitting = (field: Step['fields'][number]) => {
      const options = fieldOptions(pack, field);
      const turn = pick >> (field.id.length % 4);
      if (field.kind === 'number' && turn % 2 === 0) return 60;
      return options.length > 0 ? options[turn % options.length]!.value : fittingAnswer(pack, field);
    };
    const fields = all ? step.fields : step.fields.slice(pick % Math.max(1, step.fields.length)).slice(0, 1);
    const answers = Object.fromEntries(fields.map((field) => [field.id, fit ? fitting(field) : value]));
    const notes = pick % 4 === 0 ? (typeof value === 'string' ? value : 'nota') : null;
    const workOrder = (id: string) => (id === order.id ? { id, number: order.number, title: order.title } : null);
    return decideSaveStep(ticket, { stepId: step.id, answers, notes }, { pack, workOrder });
  }

  #moved({ actor, wall }: At, ticket: Ticket, departing: Departing): Result<EntryDraft[]> {
    if (!ticket.attendance) return { ok: false, refusals: [] };
    const moment = momentOf(pack, ticket, {
      company: 'Softcom',
      agent: { name: actor.name, role: pack.roles.find(({ id }) => id === actor.role)?.label ?? actor.role },
      customer: customers.find(({ id }) => id === ticket.customer?.id) ?? null,
      workOrder: ticket.workOrder ? order : null,
      openTickets: 2,
      now: new Date(wall).toISOString(),
      timeZone: 'America/Sao_Paulo',
      publicText: words,
    });
    return decideMove(ticket, departing, { pack, moment });
  }

  #wrote(at: At, decided: Result<EntryDraft[]>): void {
    if (decided.ok) this.#write(at, decided.value);
  }

  #newCall(station: string, actor: Person) {
    this.#sequence[station]! += 1;
    const protocol = protocolNumber({
      day: '261123',
      station: Number(station),
      sequence: this.#sequence[station]!,
    });
    return { ticketId: this.#newId(), protocol, callId: this.#newId(), actor };
  }

  #newId(): string {
    return `01900000-0000-7000-8000-${String(++this.#ids).padStart(12, '0')}`;
  }

  #tickets(station: string): Ticket[] {
    const byTicket = Map.groupBy(this.seen[station]!, ({ ticketId }) => ticketId);
    return [...byTicket.values()].map((entries) => fold(entries)!.ticket);
  }

  #write({ station, actor, wall }: At, drafts: readonly EntryDraft[]): void {
    const seen = this.seen[station]!;
    const { entries, clock } = stampDrafts(drafts, {
      clock: this.#clocks[station]!,
      wall,
      station,
      actor,
      newId: () => this.#newId(),
      known: (ticketId) => fold(seen.filter((entry) => entry.ticketId === ticketId))?.known ?? {},
    });
    this.#clocks[station] = clock;
    seen.push(...entries);
  }

  #exchange(): void {
    const all = [
      ...new Map(Object.values(this.seen).flatMap((entries) => entries.map((one) => [one.id, one]))).values(),
    ];
    for (const station of STATIONS) {
      this.seen[station] = [...all];
      for (const { hlc } of all) this.#clocks[station] = witness(this.#clocks[station]!, parseHlc(hlc)!);
    }
  }
}

/** A stamp after every other. */
export function laterStamp(entry: { hlc: string }): string {
  const hlc = parseHlc(entry.hlc)!;
  return formatHlc({ ...hlc, time: hlc.time + 1_000_000_000 });
}
