/*
 * A profile of any size, as a desk leaves it after years: customers with ten tickets each, some thirty open tickets
 * per thousand up to a limit that no desk exceeds, texts of a vocabulary in which few words are frequent. What is
 * looked for is there equally often in every size, except what is common.
 */
import type { Store } from '#main/store/open-store.ts';
import { formatHlc } from '#shared/domain/clock/hlc.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { uuidV7 } from '#shared/domain/id/uuid.ts';
import { protocolNumber } from '#shared/domain/protocol/protocol-number.ts';
import { draft, type EntryDraft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { answerRegister, noteRegister, patch } from '#shared/domain/ticket/registers.ts';

export const RARE_WORD = 'xilofone';
export const COMMON_WORD = 'sistema';
export const BOARDS = ['n1-rapida', 'n1-filiais', 'especialistas'];
const RARE_TICKETS = 5;
const TICKETS_PER_CUSTOMER = 10;
const MOST_UNFINISHED = 60;
const TICKETS_PER_DAY = 400;
const DAY = 86_400_000;
const BATCH = 500;
const VOCABULARY = 4_000;
const SYLLABLES = ['ca', 'do', 'ri', 'ção', 'ma', 'te', 'lu', 'per', 'no', 'fi', 'bra', 'sé', 'vi', 'go', 'pa', 'nho'];

/** The same numbers in every run (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Texts of so many words of a vocabulary in which few are frequent. */
export function texts(next: () => number): (words: number) => string {
  const words = Array.from({ length: VOCABULARY }, () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => SYLLABLES[Math.floor(next() * SYLLABLES.length)]).join(''),
  );
  return (count) => Array.from({ length: count }, () => words[Math.floor(next() ** 3 * VOCABULARY)]).join(' ');
}

export interface BenchProfile {
  tickets: number;
  agents: Person[];
  /** Somebody with ten tickets, by whose telephone they are looked for. */
  phone: string;
  protocol: string;
}

export async function buildProfile(
  store: Store,
  { tickets, station, until }: { tickets: number; station: number; until: number },
): Promise<BenchProfile> {
  const next = numbers(tickets);
  const random = (count: number) => Uint8Array.from({ length: count }, () => next() * 256);
  const newId = () => uuidV7(until, random);
  const text = texts(next);
  const agents = Array.from({ length: 12 }, (_, index) => ({
    id: newId(),
    name: `Atendente ${index}`,
    role: 'atendente-n1',
  }));

  const customers = Array.from({ length: Math.ceil(tickets / TICKETS_PER_CUSTOMER) }, (_, index) =>
    customerOf(index, { newId, text, until }),
  );
  for (let from = 0; from < customers.length; from += BATCH) {
    await store.collections.customers.bulkInsert(customers.slice(from, from + BATCH));
  }

  const days = Math.ceil(tickets / TICKETS_PER_DAY);
  let clock = { time: 0, counter: 0, node: 'benchmrk' };
  let batch: Entry[] = [];
  let protocol = '';
  for (let number = 0; number < tickets; number++) {
    const day = Math.floor(number / TICKETS_PER_DAY);
    const at = until - (days - day) * DAY + (number % TICKETS_PER_DAY) * 60_000;
    protocol = protocolNumber({
      day: new Date(at).toISOString().slice(2, 10).replaceAll('-', ''),
      station,
      sequence: (number % TICKETS_PER_DAY) + 1,
    });
    const actor = agents[number % agents.length]!;
    const written = ticketDrafts(number, {
      id: newId(),
      callId: newId(),
      protocol,
      actor,
      customer: customers[number % customers.length]!,
      rare: number % Math.floor(tickets / RARE_TICKETS) === 0,
      finished: number < tickets - Math.min(MOST_UNFINISHED, tickets * 0.03),
      text,
    });
    const stamped = stampDrafts(written, {
      clock,
      wall: at,
      station: String(station),
      actor,
      newId,
      known: () => ({}),
    });
    clock = stamped.clock;
    batch.push(...stamped.entries);
    if (batch.length < BATCH && number < tickets - 1) continue;
    const { error } = await store.collections.entries.bulkInsert(batch);
    if (error.length > 0) throw new Error(`bench: ${error.length} entries were not written after ${formatHlc(clock)}`);
    batch = [];
  }
  const found = customers[Math.floor(customers.length / 2)]!;
  return { tickets, agents, phone: found.phones[0]!.number.replace('+55', ''), protocol };
}

export interface TicketParts {
  id: string;
  callId: string;
  protocol: string;
  actor: Person;
  customer: Customer;
  rare: boolean;
  finished: boolean;
  text: (words: number) => string;
}

/** Six or seven entries of a call. */
export function ticketDrafts(number: number, parts: TicketParts): EntryDraft[] {
  const { id, actor, customer, rare, finished, text } = parts;
  const { code, name, kind } = customer;
  const ref = { id: customer.id, code, name, kind, document: customer.document ?? null };
  const description = `${text(25)} ${COMMON_WORD} ${rare ? RARE_WORD : ''}`;
  const saved = (stepId: string, answers: Record<string, string>, notes: string | null, registers = {}) =>
    draft(id, 'step-saved', {
      data: { stepId, stepTitle: stepId, answers, notes },
      patch: {
        ...Object.fromEntries(Object.entries(answers).map(([field, value]) => [answerRegister(stepId, field), value])),
        ...(notes === null ? {} : { [noteRegister(stepId)]: notes }),
        ...registers,
      },
    });
  const left = (from: string, to: string | null) =>
    draft(id, 'step-left', {
      data: { from, fromTitle: from, to, toTitle: to, how: 'exit', exitId: 'seguir', label: 'Seguir', reason: null },
      patch: patch({ step: to, ...(to === null ? { attendance: 'ended' as const } : {}) }),
    });
  const subject = text(4);
  const classified = {
    subject,
    type: 'incidente',
    category: 'fiscal',
    priority: ['alta', 'media', 'baixa'][number % 3],
  };
  const opening = [
    draft(id, 'call-opened', {
      data: {
        protocol: parts.protocol,
        callId: parts.callId,
        flowId: 'atendimento',
        packVersion: 1,
        stepId: 'atender',
        stepTitle: 'Atender',
        complements: null,
      },
      patch: patch({ status: 'in-progress', assignee: actor, attendance: 'active', step: 'atender' }),
    }),
    draft(id, 'customer-identified', { data: { customer: ref, registered: false }, patch: patch({ customer: ref }) }),
    saved('atender', { contato: name }, text(8), { contact: name }),
    left('atender', 'ocorrencia'),
    saved('ocorrencia', { assunto: subject, descricao: description }, null, classified),
  ];
  const boardId = BOARDS[number % BOARDS.length]!;
  const forwarded = (status: 'open' | 'in-progress') =>
    draft(id, 'forwarded', {
      data: { boardId, boardLabel: boardId, reason: text(3) },
      patch: patch({ board: boardId, status, attendance: 'ended' }),
    });
  if (finished) {
    const closing = `O incidente foi solucionado. ${text(20)}`;
    return [
      ...opening,
      ...(number % 4 === 0 ? [forwarded('in-progress')] : []),
      left('ocorrencia', null),
      draft(id, 'closed', {
        data: { article: null, cannedText: 'encerramento-incidente', asked: { causa: text(6) }, text: closing },
        patch: patch({ status: 'closed', attendance: 'ended', step: null }),
        visibility: 'public',
      }),
    ];
  }
  return [...opening, forwarded('open')];
}

export function customerOf(
  index: number,
  { newId, text, until }: { newId: () => string; text: (words: number) => string; until: number },
): Customer {
  const at = new Date(until - 900 * DAY).toISOString();
  return {
    id: newId(),
    code: String(index + 1).padStart(6, '0'),
    name: `${text(3)} ${index}`,
    kind: index % 3 === 0 ? 'pf' : 'pj',
    phones: [{ number: `+55119${String(70_000_000 + index * 7)}`, label: '' }],
    emails: [`cliente${index}@example.com.br`],
    contacts: [],
    plan: ['Ouro', 'Prata', 'Básico'][index % 3]!,
    standing: { status: 'em-dia', asOf: '2026-11-20' },
    notes: '',
    createdAt: at,
    updatedAt: at,
  };
}
