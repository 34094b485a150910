import { all, answer, at, given, is, isNot, not, pick } from '../conditions.ts';
import type { StepSource } from './opening.ts';

const stops = answer('ocorrencia.impede');
const hitsDelivery = answer('ocorrencia.entrega');

/** S2.4: the priority that the two questions give. */
const derivedPriority = pick(
  all(is(stops, true), is(hitsDelivery, true)),
  'alta',
  all(is(stops, true), { '===': [hitsDelivery, false] }),
  'media',
  { '===': [stops, false] },
  'baixa',
);

const overridden = all(
  given(derivedPriority),
  given(answer('ocorrencia.prioridade')),
  isNot(answer('ocorrencia.prioridade'), derivedPriority),
);

/** Step 4: the demand, written so that the customer can read it, and classified. */
export const occurrenceStep: StepSource = {
  id: 'ocorrencia',
  number: '4',
  title: 'Ocorrência',
  purpose: 'Anotar em detalhe tudo o que foi levantado, sem gírias: o texto vai por e-mail ao cliente.',
  rules: ['S5.4', 'S1.2', 'S2.4', 'S2.6'],
  scripts: [
    {
      tone: 'hint',
      text: 'Escreva de modo que a primeira resposta já possa resolver: o que se queria fazer, o que aconteceu, mensagem de erro, desde quando, quem é afetado.',
    },
    {
      text: 'Sr.(a) {{answers.atender.contato}}, vou registrar assim: “{{answers.ocorrencia.assunto}}”. Está correto?',
      when: given(answer('ocorrencia.assunto')),
    },
    { text: '{{category.outOfScope.script}}', when: given(at('category.outOfScope')) },
    {
      tone: 'hint',
      text: 'Fora do escopo do Suporte. Oriente o cliente a procurar: {{category.outOfScope.addressee}}.',
      when: given(at('category.outOfScope')),
    },
  ],
  fields: [
    {
      kind: 'text',
      id: 'assunto',
      label: 'Assunto',
      help: 'Título curto',
      public: true,
      register: 'subject',
      maxLength: 120,
      required: true,
    },
    {
      kind: 'long-text',
      id: 'descricao',
      label: 'Descrição (o cliente lê)',
      public: true,
      placeholder: 'O que o cliente relatou, com os dados levantados',
      required: true,
    },
    { kind: 'choice', id: 'tipo', label: 'Classificação', from: 'ticketTypes', register: 'type', required: true },
    { kind: 'choice', id: 'categoria', label: 'Categoria', from: 'categories', register: 'category', required: true },
    {
      kind: 'yes-no',
      id: 'impede',
      label: 'Impossibilita o seguimento da ação?',
      help: 'O cliente não consegue continuar o que estava fazendo',
      required: true,
    },
    {
      kind: 'yes-no',
      id: 'entrega',
      label: 'Impacta uma operação que geraria entrega?',
      when: is(stops, true),
      required: true,
    },
    {
      kind: 'choice',
      id: 'prioridade',
      label: 'Prioridade',
      from: 'priorities',
      register: 'priority',
      derive: derivedPriority,
      required: true,
    },
    {
      kind: 'text',
      id: 'motivo-da-prioridade',
      label: 'Por que outra prioridade?',
      when: overridden,
      required: true,
    },
  ],
  exits: [
    {
      id: 'registrada',
      label: 'Ocorrência registrada',
      to: 'analise',
      when: not(at('category.outOfScope')),
      closedBecause: 'Esta categoria está fora do escopo do Suporte: oriente o cliente ou troque a categoria.',
    },
    {
      id: 'fora-do-escopo',
      label: 'Fora do escopo: orientar e finalizar',
      to: 'finalizacao',
      when: given(at('category.outOfScope')),
      closedBecause: 'Só para as categorias fora do escopo do Suporte.',
    },
  ],
  skip: { to: 'analise' },
  articles: [1001, 1002, 7367],
};
