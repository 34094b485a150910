import type { z } from 'zod';
import type { stepSchema } from '../../schema/flow.ts';
import { all, answer, at, given, is, isNot, not, oneOf, pick } from '../conditions.ts';

export type StepSource = z.input<typeof stepSchema>;

const answerStep: StepSource = {
  id: 'atender',
  number: '1',
  title: 'Atender',
  purpose: 'Saudar e saber quem está falando: código de cliente e nome completo.',
  rules: ['S5.1', 'B5'],
  scripts: [
    { text: '{{company}}, {{agent.name}}, {{greeting}}!' },
    { text: 'Por favor, qual é o código de cliente e o seu nome completo?' },
    { text: 'O protocolo deste atendimento é {{ticket.protocol}}.', when: given(at('ticket.protocol')) },
    {
      tone: 'hint',
      text: 'Não achou o cliente? Procure também por nome, CPF, CNPJ ou telefone; se não houver cadastro, cadastre na hora.',
      when: not(at('customer')),
    },
    {
      tone: 'hint',
      text: 'Chamados em aberto deste cliente: {{openTickets}}. Se a ligação só acrescenta a um deles, registre a ligação complementar (FAQ 7347).',
      when: { '>': [at('openTickets'), 0] },
    },
  ],
  fields: [
    { kind: 'customer', id: 'cliente', label: 'Cliente', help: 'Código, nome, CPF, CNPJ ou telefone', required: true },
    {
      kind: 'text',
      id: 'contato',
      label: 'Nome completo de quem fala',
      required: true,
      register: 'contact',
      maxLength: 120,
    },
  ],
  exits: [{ id: 'identificado', label: 'Cliente identificado', to: 'abordagem' }],
  skip: { to: 'abordagem' },
  articles: [7347],
};

const approachStep: StepSource = {
  id: 'abordagem',
  number: '2',
  title: 'Abordagem',
  purpose: 'Ouvir o cliente e anotar todos os pontos que podem fazer parte da solução.',
  rules: ['S5.2'],
  scripts: [
    { text: 'Sr.(a) {{answers.atender.contato}}, em que posso ajudar?' },
    {
      tone: 'hint',
      text: 'Ouça até o fim, anote e pergunte o que faltar. Não confunda ainda mais o cliente: facilite.',
    },
  ],
  fields: [
    {
      kind: 'text',
      id: 'empresa',
      label: 'Empresa',
      derive: pick(is(at('customer.kind'), 'pj'), at('customer.name')),
      required: is(at('customer.kind'), 'pj'),
    },
    { kind: 'text', id: 'funcionario', label: 'Funcionário', derive: answer('atender.contato'), required: true },
    { kind: 'text', id: 'plano', label: 'Plano', derive: at('customer.plan') },
    { kind: 'text', id: 'produto', label: 'Produto', derive: at('customer.product') },
    { kind: 'text', id: 'versao', label: 'Versão em uso', derive: at('customer.version') },
    {
      kind: 'long-text',
      id: 'pontos',
      label: 'Pontos importantes',
      placeholder: 'O que o cliente quer, o que ele fez, o que aparece na tela, desde quando',
      required: true,
    },
  ],
  exits: [{ id: 'seguir', label: 'Informações levantadas', to: 'debito' }],
  skip: { to: 'debito' },
  articles: [1001],
};

const standing = at('customer.standing.status');
const upToDate = is(standing, 'em-dia');
const confirmed = answer('debito.confirmado');
const debtConfirmed = all(isNot(standing, 'em-dia'), is(confirmed, true));

const debtStep: StepSource = {
  id: 'debito',
  number: '3',
  title: 'Débito',
  purpose: 'Ver a situação financeira; em débito, confirmar primeiro com o Financeiro.',
  rules: ['S5.3'],
  scripts: [
    {
      tone: 'hint',
      when: upToDate,
      text: 'Em dia, conforme a situação de {{customer.standing.asOf}}: siga o atendimento.',
    },
    {
      tone: 'hint',
      when: all(is(standing, 'em-debito'), { '===': [confirmed, null] }),
      text: 'Em débito, conforme a situação de {{customer.standing.asOf}}: confirme primeiro com o Financeiro, antes de falar ao cliente.',
    },
    {
      tone: 'hint',
      when: all(not(oneOf(standing, ['em-dia', 'em-debito'])), { '===': [confirmed, null] }),
      text: 'Não há situação financeira registrada: pergunte ao Financeiro se há débito.',
    },
    {
      when: all(isNot(standing, 'em-dia'), { '===': [confirmed, null] }),
      text: 'Sr.(a) {{answers.atender.contato}}, pode aguardar um instante na linha, por favor?',
    },
    {
      when: debtConfirmed,
      text: 'Sr.(a) {{answers.atender.contato}}, estarei lhe transferindo para o Departamento Financeiro para confirmar algumas informações.',
    },
    {
      when: all(isNot(standing, 'em-dia'), { '===': [confirmed, false] }),
      text: 'Sr.(a) {{answers.atender.contato}}, obrigado por aguardar. Vamos seguir com o seu atendimento.',
    },
  ],
  fields: [
    { kind: 'standing', id: 'situacao', label: 'Situação financeira' },
    {
      kind: 'yes-no',
      id: 'confirmado',
      label: 'O Financeiro confirmou o débito?',
      when: isNot(standing, 'em-dia'),
      required: true,
    },
    {
      kind: 'text',
      id: 'quem-confirmou',
      label: 'Quem respondeu no Financeiro',
      when: all(isNot(standing, 'em-dia'), { '!==': [confirmed, null] }),
      required: true,
      maxLength: 120,
    },
    { kind: 'text', id: 'observacao', label: 'Observação', when: isNot(standing, 'em-dia') },
  ],
  exits: [
    {
      id: 'confirmado',
      label: 'Confirmado: transferir',
      to: 'finalizacao',
      when: debtConfirmed,
      closedBecause: 'Só se transfere depois que o Financeiro confirma o débito.',
      effects: [
        {
          kind: 'transfer',
          queue: pick(is(at('customer.kind'), 'pf'), 'financeiro-pf', is(at('customer.kind'), 'pj'), 'financeiro-pj'),
        },
      ],
    },
    {
      id: 'nao-confirmado',
      label: 'Não confirmado: seguir',
      to: 'ocorrencia',
      when: all(isNot(standing, 'em-dia'), { '===': [confirmed, false] }),
      closedBecause: 'Pergunte antes ao Financeiro e anote que o débito não foi confirmado.',
    },
    {
      id: 'em-dia',
      label: 'Em dia: seguir',
      to: 'ocorrencia',
      when: upToDate,
      closedBecause: 'A situação do cliente não está em dia: confirme antes com o Financeiro.',
    },
  ],
  skip: { to: 'ocorrencia' },
  articles: [1001],
};

/** Steps 1 to 3 of the call: who is calling, what about, and whether billing must speak first. */
export const openingSteps: StepSource[] = [answerStep, approachStep, debtStep];

/** The call went to billing (S5.3). */
export const transferredToBilling = debtConfirmed;
