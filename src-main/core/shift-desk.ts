import type { ClosedShift, ShiftView } from '#shared/contract/views.ts';
import { ok, type Result, refuse } from '#shared/domain/refusal.ts';
import { type CloseShiftInput, decideCloseShift } from '#shared/domain/shift/close.ts';
import { callBook, type LooseCall, type RecordedCall, type Shift } from '#shared/domain/shift/shift.ts';
import { cleanText } from '#shared/domain/text/clean.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';
import { found } from '../store/read.ts';
import { recordedCalls } from '../store/ticket-queries.ts';
import type { Core } from './core.ts';

/** "Livro de ligações" (S4.2): what was received and what was recorded in the shift of one agent. */
export class ShiftDesk {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  async view(agentId: string): Promise<ShiftView> {
    const shift = await this.#openShift(agentId);
    if (!shift) {
      const lastClosed = await this.#lastClosed(agentId);
      return { shift, received: 0, recorded: 0, explained: 0, unexplained: [], loose: [], tickets: [], lastClosed };
    }
    const { loose, tickets } = await this.#callsOf(shift);
    return { shift, ...callBook(tickets, loose), loose, tickets, lastClosed: null };
  }

  /** Opens a shift; one that is open stays. */
  open(actor: Person): Promise<Result<null>> {
    return this.#core.serially(async () => {
      if (!(await this.#openShift(actor.id))) {
        const { journal, store } = this.#core;
        await store.collections.shifts.insert({
          id: journal.newId(),
          agent: actor,
          openedAt: journal.now(),
          closedAt: null,
          phoneCount: null,
          surplusExplanation: null,
        });
      }
      return ok(null);
    });
  }

  noteCall(actor: Person, note: string): Promise<Result<{ callId: string }>> {
    return this.#inShift(actor, async (shift) => {
      const call = this.#looseCall(shift, { source: 'noted', note: cleanText(note).trim() });
      await this.#core.store.collections.loosecalls.insert(call);
      return ok({ callId: call.id });
    });
  }

  explainCall(
    actor: Person,
    { callId, reasonId, text }: { callId: string; reasonId: string; text: string },
  ): Promise<Result<null>> {
    return this.#inShift(actor, async (shift) => {
      const reason = this.#core.packs.inForce.callExplanations.find(({ id }) => id === reasonId);
      if (!reason)
        return refuse({
          code: 'explanation-missing',
          rule: 'S4.2',
          field: 'reasonId',
          message: 'Escolha o motivo da diferença na lista.',
        });
      return this.#settle(shift, callId, {
        explanation: { reasonId, text: cleanText(text).trim(), at: this.#core.journal.now() },
      });
    });
  }

  linkCall(actor: Person, { callId, ticketId }: { callId: string; ticketId: string }): Promise<Result<null>> {
    return this.#inShift(actor, async (shift) => {
      const ticket = this.#core.journal.ticket(ticketId);
      if (!ticket)
        return refuse({ code: 'ticket-unknown', field: 'ticketId', message: 'Este chamado não existe nesta estação.' });
      const { tickets, loose } = await this.#callsOf(shift);
      const here = tickets.find((one) => one.ticketId === ticketId);
      if (!here) return refuse(OTHER_SHIFT);
      if (isRecorded(callId, { tickets, loose })) return refuse(CALL_RECORDED);
      const taken = loose.some((call) => call.id !== callId && (call.ticketId === ticketId || call.id === here.callId));
      if (taken) {
        return refuse({
          code: 'ticket-has-its-call',
          rule: 'S4.2',
          field: 'ticketId',
          message: 'Este chamado já responde por outra ligação do livro: cada ligação tem a sua OC.',
          way: 'Registre uma nova OC para esta ligação, ou explique a diferença.',
        });
      }
      return this.#settle(shift, callId, { ticketId });
    });
  }

  /** Whether a loose call of the open shift still lacks its ticket. Asked inside the command that opens one. */
  async mayRecord(actor: Person, callId: string): Promise<Result<null>> {
    const shift = await this.#openShift(actor.id);
    if (!shift) return refuse(NO_SHIFT);
    const calls = await this.#callsOf(shift);
    if (!calls.loose.some(({ id }) => id === callId)) return refuse(UNKNOWN_CALL);
    return isRecorded(callId, calls) ? refuse(CALL_RECORDED) : ok(null);
  }

  /** The ticket opened for a loose call answers for it. */
  recorded(actor: Person, callId: string, ticketId: string): Promise<Result<null>> {
    return this.#inShift(actor, (shift) => this.#settle(shift, callId, { ticketId }));
  }

  /** S4.2: refused while a difference is unexplained; calls that only the telephone knows of are added to the book first. */
  close(actor: Person, input: CloseShiftInput): Promise<Result<null>> {
    return this.#inShift(actor, async (shift) => {
      const { store, journal } = this.#core;
      const { loose, tickets } = await this.#callsOf(shift);
      const decided = decideCloseShift(callBook(tickets, loose), input);
      const missing = Array.from({ length: decided.missing }, () =>
        this.#looseCall(shift, { source: 'phone-count', note: '' }),
      );
      if (missing.length > 0) await store.collections.loosecalls.bulkInsert(missing);
      if (!decided.ok) return { ok: false, refusals: decided.refusals };
      const document = await store.collections.shifts.findOne(shift.id).exec();
      await document?.incrementalPatch({ ...decided.value, closedAt: journal.now() });
      return ok(null);
    });
  }

  async #callsOf(shift: Shift) {
    const { store } = this.#core;
    const loose = await found(store.collections.loosecalls, {
      selector: { shiftId: shift.id },
      sort: [{ shiftId: 'asc' }, { at: 'asc' }],
    });
    const tickets = recordedCalls(store.file, { agentId: shift.agent.id, from: shift.openedAt, until: shift.closedAt });
    return { loose, tickets };
  }

  async #openShift(agentId: string): Promise<Shift | null> {
    const shifts = await found(this.#core.store.collections.shifts, {
      selector: { closedAt: null },
      sort: [{ openedAt: 'desc' }],
    });
    return shifts.find((shift) => shift.agent.id === agentId) ?? null;
  }

  async #lastClosed(agentId: string): Promise<ClosedShift | null> {
    const documents = await this.#core.store.collections.shifts.find({ sort: [{ openedAt: 'desc' }] }).exec();
    const shift = documents.map((document) => document.toMutableJSON()).find(({ agent }) => agent.id === agentId);
    if (!shift) return null;
    const { loose, tickets } = await this.#callsOf(shift);
    const { received, recorded, explained } = callBook(tickets, loose);
    return { shift, received, recorded, explained };
  }

  #looseCall(shift: Shift, { source, note }: Pick<LooseCall, 'source' | 'note'>): LooseCall {
    const { journal } = this.#core;
    return {
      id: journal.newId(),
      shiftId: shift.id,
      at: journal.now(),
      source,
      note,
      ticketId: null,
      explanation: null,
    };
  }

  async #settle(shift: Shift, callId: string, change: Partial<LooseCall>): Promise<Result<null>> {
    const document = await this.#core.store.collections.loosecalls.findOne(callId).exec();
    if (!document || document.get('shiftId') !== shift.id) return refuse(UNKNOWN_CALL);
    await document.incrementalPatch(change);
    return ok(null);
  }

  #inShift<T>(actor: Person, command: (shift: Shift) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#core.serially(async () => {
      const shift = await this.#openShift(actor.id);
      return shift ? command(shift) : refuse(NO_SHIFT);
    });
  }
}

/** One call has one ticket, however often its button is pressed. */
function isRecorded(
  callId: string,
  { tickets, loose }: { tickets: readonly RecordedCall[]; loose: readonly LooseCall[] },
): boolean {
  return (
    tickets.some((one) => one.callId === callId) || loose.some((call) => call.id === callId && call.ticketId !== null)
  );
}

const NO_SHIFT = {
  code: 'no-shift',
  rule: 'S4.2',
  message: 'Não há turno aberto.',
  way: 'Abra o turno no livro de ligações.',
};
const UNKNOWN_CALL = {
  code: 'call-unknown',
  rule: 'S4.2',
  message: 'Esta ligação não está no livro deste turno.',
};
const CALL_RECORDED = {
  code: 'call-recorded',
  rule: 'S4.2',
  message: 'Esta ligação já tem a sua OC.',
  way: 'Abra a OC pelo livro de ligações.',
};
const OTHER_SHIFT = {
  code: 'ticket-of-other-shift',
  rule: 'S4.2',
  field: 'ticketId',
  message: 'Este chamado não é deste turno.',
  way: 'Vincule a uma OC deste turno, ou explique a diferença.',
};
