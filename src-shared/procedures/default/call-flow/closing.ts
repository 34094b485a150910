import { all, answer, at, given, not, pick } from '../conditions.ts';
import { urgentCase } from './internal.ts';
import { type StepSource, transferredToBilling } from './opening.ts';

/** Registers that the occurrence step did not set: it was skipped, or the call went to billing. */
const lacks = (field: string) => not(answer(`ocorrencia.${field}`));
const proposed = (register: string, whenTransferred: string) =>
  pick(at(`ticket.${register}`), at(`ticket.${register}`), transferredToBilling, whenTransferred);

const gaveNumber = all(given(at('workOrder')), not(urgentCase));

/** Step 7: the customer leaves with a number; the ticket is closed with its data or stays open with its reason. */
export const closingStep: StepSource = {
  id: 'finalizacao',
  number: '7',
  title: 'Finalização',
  purpose: 'Despedir-se com o número para acompanhar e encerrar o chamado com os dados do encerramento.',
  rules: ['S5.11', 'S1.9', 'S1.2'],
  scripts: [
    {
      when: gaveNumber,
      text: 'Sr.(a) {{answers.atender.contato}}, o número da sua O.S. é {{workOrder.number}}. Com ele o(a) senhor(a) pode acompanhar o andamento.',
    },
    {
      tone: 'hint',
      when: all(given(at('workOrder')), urgentCase),
      text: 'Caso urgente: o acompanhamento é nosso. Combine com o monitor a resposta ao cliente antes de desligar.',
    },
    {
      tone: 'hint',
      when: transferredToBilling,
      text: 'Ligação transferida ao Financeiro: confira a classificação e encerre o registro.',
    },
    {
      when: not(transferredToBilling),
      text: 'O protocolo deste atendimento é {{ticket.protocol}}. Posso ajudar em mais alguma coisa?',
    },
    { when: not(transferredToBilling), text: 'A {{company}} agradece o seu contato. {{greeting}}!' },
  ],
  fields: [
    {
      kind: 'checklist',
      id: 'numero-da-os',
      label: 'Número da O.S.',
      when: gaveNumber,
      items: [{ id: 'passado', label: 'O número da O.S. foi passado ao cliente' }],
      required: true,
    },
    {
      kind: 'text',
      id: 'assunto',
      label: 'Assunto',
      public: true,
      register: 'subject',
      maxLength: 120,
      when: lacks('assunto'),
      derive: proposed('subject', 'Ligação transferida ao Financeiro'),
      required: true,
    },
    {
      kind: 'choice',
      id: 'tipo',
      label: 'Classificação',
      from: 'ticketTypes',
      register: 'type',
      when: lacks('tipo'),
      derive: proposed('type', 'solicitacao'),
      required: true,
    },
    {
      kind: 'choice',
      id: 'categoria',
      label: 'Categoria',
      from: 'categories',
      register: 'category',
      when: lacks('categoria'),
      derive: proposed('category', 'financeiro'),
      required: true,
    },
    {
      kind: 'choice',
      id: 'prioridade',
      label: 'Prioridade',
      from: 'priorities',
      register: 'priority',
      when: lacks('prioridade'),
      derive: proposed('priority', 'baixa'),
      required: true,
    },
    { kind: 'closing', id: 'encerramento', label: 'Texto de encerramento', required: true },
    {
      kind: 'text',
      id: 'pendencia',
      label: 'O que falta e com quem',
      help: 'Só para manter o chamado em aberto',
      maxLength: 240,
    },
  ],
  exits: [
    {
      id: 'encerrar',
      label: 'Encerrar o chamado',
      to: 'end',
      effects: [{ kind: 'close', field: 'encerramento' }],
    },
    {
      id: 'manter-aberto',
      label: 'Manter em aberto e terminar',
      to: 'end',
      needs: 'none',
      when: given(answer('finalizacao.pendencia')),
      closedBecause: 'Anote antes o que falta e com quem.',
    },
  ],
  skip: {
    never:
      'A finalização não se pula: o chamado só fecha com os dados do encerramento. Para deixá-lo aberto, anote o que falta e use “Manter em aberto e terminar”.',
  },
  articles: [1001],
};
