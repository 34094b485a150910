/** A call as an agent walks it at a screen: what is typed in the present step goes along with every move. */
import type { AttendanceView } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import { done, now, refused, type StationClient } from './station-client.ts';

type Answers = Record<string, JsonValue>;

/** One step of a scripted call: the exit to take and what is typed before it. */
export type Leg = [exitId: string, answers?: Answers];

export interface Call {
  ticketId: string;
  protocol: string;
  view(): Promise<AttendanceView>;
  ticket(): Promise<Ticket>;
  /** Id of the present step; `null` after the end. */
  step(): Promise<string | null>;
  identify(customer: Pick<Customer, 'id'>): Promise<void>;
  save(stepId: string, answers: Answers, notes?: string | null): Promise<void>;
  leave(exitId: string, answers?: Answers): Promise<string | null>;
  /** Codes of the refusals, with their rules. */
  refusedExit(exitId: string, answers?: Answers): Promise<string[]>;
  walk(legs: readonly Leg[]): Promise<void>;
}

export async function openCall(client: StationClient): Promise<Call> {
  const { ticketId, protocol } = await done(client.attendance.open({ looseCallId: null }));
  return callOf(client, { ticketId, protocol });
}

/** A call already open, for instance after a restart. */
export function callOf(client: StationClient, { ticketId, protocol }: { ticketId: string; protocol: string }): Call {
  const view = async () => {
    const found = await now(client.attendance.view({ ticketId }));
    if (!found) throw new Error(`no attendance ${ticketId}`);
    return found;
  };
  const step = async () => (await view()).ticket.attendance?.stepId ?? null;
  const typed = async (answers: Answers) => ({ stepId: (await step()) ?? '', answers, notes: null });
  const leave = async (exitId: string, answers: Answers = {}) =>
    (await done(client.attendance.exit({ ticketId, exitId, draft: await typed(answers) }))).stepId;
  return {
    ticketId,
    protocol,
    view,
    step,
    leave,
    ticket: async () => (await view()).ticket,
    identify: async ({ id }) => void (await done(client.attendance.identify({ ticketId, customerId: id }))),
    save: async (stepId, answers, notes = null) =>
      void (await done(client.attendance.save({ ticketId, draft: { stepId, answers, notes } }))),
    refusedExit: async (exitId, answers = {}) =>
      refused(client.attendance.exit({ ticketId, exitId, draft: await typed(answers) })),
    walk: async (legs) => {
      for (const [exitId, answers] of legs) await leave(exitId, answers);
    },
  };
}

export function registerCustomer(client: StationClient, input: Partial<CustomerInput> = {}): Promise<Customer> {
  const standing = { status: 'em-dia' as const, asOf: '2026-11-20' };
  return done(client.customers.save({ id: null, input: { name: 'Padaria São João', kind: 'pj', standing, ...input } }));
}

/** What is typed on the way through the default pack, where a test is not about it. */
export const typical = {
  atender: { contato: 'Maria Souza' },
  abordagem: { funcionario: 'Maria Souza', pontos: 'Não emite nota desde ontem' },
  ocorrencia: {
    assunto: 'Nota fiscal não é emitida',
    descricao: 'Ao emitir a nota, o sistema mostra o erro 225.',
    tipo: 'incidente',
    categoria: 'duvida-de-uso',
    impede: true,
    entrega: false,
  },
  analise: { 'muda-evento': false, estimativa: 5, certeza: 'certeza' },
  solucao: { solucao: 'Certificado renovado e nota emitida.', explicado: ['ocorrido', 'solucao'] },
  banco: {
    testes: { 'banco-do-cliente:atual': 'ocorre', 'nosso-banco:atual': 'nao-ocorre' },
    procedimentos: 'Comparados os dois bancos',
  },
  conferencia: [
    'ocorrencia-definida',
    'testado-banco-cliente',
    'testado-nosso-banco',
    'procedimentos-anotados',
    'prazo-e-urgencia',
  ],
  closing: {
    incidente: { causa: 'Certificado vencido', solucao: 'Certificado renovado', 'conferido-com': 'Maria Souza' },
    solicitacao: { feito: 'Relatório enviado', 'confirmado-com': 'Maria Souza' },
    mudanca: {
      mudou: 'Servidor trocado',
      janela: 'Sábado, das 8h às 12h',
      verificacao: 'Emissão de teste',
      volta: 'Ligar o servidor antigo',
      'aprovada-por': 'João Prado',
    },
  },
} satisfies Record<string, unknown>;

/** From the greeting to a step of the default pack. */
export const toDebt: Leg[] = [
  ['identificado', typical.atender],
  ['seguir', typical.abordagem],
];
export const toOccurrence: Leg[] = [...toDebt, ['em-dia']];
export const toAnalysis: Leg[] = [...toOccurrence, ['registrada', typical.ocorrencia]];
export const toSolution: Leg[] = [...toAnalysis, ['solucao-imediata', typical.analise]];
export const toClosing: Leg[] = [...toSolution, ['resolvido', typical.solucao]];
export const toDatabase: Leg[] = [
  ...toAnalysis,
  ['pegar-para-analise-interna', { ...typical.analise, certeza: 'nao-sei', urgencia: 'nenhuma' }],
];
