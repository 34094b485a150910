import { answer, at, atLeast, given, is, isNot, not } from '../conditions.ts';
import { urgencyOptions } from './analysis.ts';
import type { StepSource } from './opening.ts';

const bankUrgency = answer('analise-do-banco.urgencia');

/** Step 5.1: the customer's database on our bench, for 24 hours at most. */
const databaseStep: StepSource = {
  id: 'analise-do-banco',
  number: '5.1',
  title: 'Análise do banco',
  purpose: 'Testar no banco do cliente e no nosso, nos executáveis anteriores e futuros; no máximo 24 horas.',
  rules: ['S5.7', 'S5.10'],
  scripts: [
    {
      tone: 'hint',
      text: 'Urgência anotada: {{answers.analise-do-banco.urgencia}}. Prazo do cliente: {{answers.analise-do-banco.prazo}}.',
      when: given(answer('analise-do-banco.prazo')),
    },
    {
      tone: 'hint',
      text: 'Teste no banco do cliente e no nosso. Havendo O.S. liberada, teste também em executável anterior ou futuro. Anote cada procedimento e teste.',
    },
  ],
  fields: [
    {
      kind: 'choice',
      id: 'urgencia',
      label: 'Urgência do cliente',
      options: urgencyOptions,
      derive: answer('analise.urgencia'),
      required: true,
    },
    {
      kind: 'date-time',
      id: 'prazo',
      label: 'Prazo em que o cliente precisa',
      derive: answer('analise.prazo'),
      required: is(bankUrgency, 'prazo'),
    },
    {
      kind: 'test-matrix',
      id: 'testes',
      label: 'Testes',
      rows: [
        { id: 'banco-do-cliente', label: 'Banco do cliente' },
        { id: 'nosso-banco', label: 'Nosso banco' },
      ],
      columns: [
        { id: 'anterior', label: 'Executável anterior' },
        { id: 'atual', label: 'Executável atual' },
        { id: 'futuro', label: 'Executável futuro' },
      ],
      results: [
        { value: 'ocorre', label: 'O problema ocorre' },
        { value: 'nao-ocorre', label: 'Não ocorre' },
        { value: 'nao-se-aplica', label: 'Não se aplica' },
      ],
      atLeast: 2,
      required: true,
    },
    { kind: 'long-text', id: 'procedimentos', label: 'Procedimentos e testes realizados', required: true },
  ],
  timeBox: {
    clock: 'elapsed',
    warnAfterMinutes: 1200,
    limitMinutes: 1440,
    warning: 'Restam menos de 4 horas para finalizar ou passar à supervisão.',
    question: 'As 24 horas da análise do banco se esgotaram: o caso passa à supervisão.',
    exits: ['passar-a-supervisao', 'prazo-esgotado'],
    automaticExit: 'prazo-esgotado',
    restartsAfter: ['passar-a-supervisao', 'prazo-esgotado', 'solucao-encontrada'],
  },
  exits: [
    { id: 'solucao-encontrada', label: 'Solução encontrada', to: 'solucao-imediata' },
    {
      id: 'passar-a-supervisao',
      label: 'Passar à supervisão',
      to: 'analise-da-supervisao',
      effects: [
        { kind: 'ask-help', role: 'supervisao', reason: 'Análise do banco concluída: definir O.S. ou finalização' },
      ],
    },
    { id: 'os-existente', label: 'Já existe O.S.', to: 'ordem-de-servico', needs: 'none' },
    {
      id: 'prazo-esgotado',
      label: '24 horas: passa à supervisão',
      to: 'analise-da-supervisao',
      needs: 'none',
      when: atLeast(at('minutes.step'), 1440),
      closedBecause: 'A estação passa sozinha às 24 horas; antes disso, use “Passar à supervisão”.',
      effects: [{ kind: 'ask-help', role: 'supervisao', reason: 'As 24 horas da análise do banco se esgotaram' }],
    },
  ],
  skip: { to: 'analise-da-supervisao' },
  articles: [1001],
};

const decision = answer('analise-da-supervisao.decisao');

/** Step 5.2: the supervision passes the work order or the way to close. */
const supervisionStep: StepSource = {
  id: 'analise-da-supervisao',
  number: '5.2',
  title: 'Análise da supervisão',
  purpose: 'Com tudo definido e testado, a monitoria passa a O.S. ou a forma de finalização ao atendente.',
  rules: ['S5.8', 'S5.10'],
  role: 'supervisao',
  scripts: [
    {
      tone: 'hint',
      text: 'Neste ponto tudo já deve estar bem definido e devidamente testado. O que faltar volta à análise do banco.',
    },
  ],
  fields: [
    {
      kind: 'checklist',
      id: 'conferencia',
      label: 'Conferência',
      items: [
        { id: 'ocorrencia-definida', label: 'Ocorrência bem definida' },
        { id: 'testado-banco-cliente', label: 'Testado no banco do cliente' },
        { id: 'testado-nosso-banco', label: 'Testado no nosso banco' },
        { id: 'procedimentos-anotados', label: 'Procedimentos e testes anotados no chamado' },
        { id: 'prazo-e-urgencia', label: 'Prazo e urgência do cliente anotados' },
      ],
      required: isNot(decision, 'devolver'),
    },
    {
      kind: 'choice',
      id: 'decisao',
      label: 'Decisão da supervisão',
      options: [
        { value: 'os', label: 'Passar O.S.' },
        { value: 'finalizar', label: 'Passar a forma de finalização' },
        { value: 'devolver', label: 'Devolver à análise do banco' },
      ],
      required: true,
    },
    { kind: 'text', id: 'quem-decidiu', label: 'Quem decidiu', required: true, maxLength: 120 },
    {
      kind: 'long-text',
      id: 'orientacao',
      label: 'Orientação ao atendente',
      placeholder: 'A forma de finalização, o que pedir na O.S. ou o que ainda falta testar',
      required: true,
    },
  ],
  exits: [
    {
      id: 'passar-os',
      label: 'O.S. passada ao atendente',
      to: 'ordem-de-servico',
      when: is(decision, 'os'),
      closedBecause: 'Só quando a decisão da supervisão é O.S.',
    },
    {
      id: 'finalizar',
      label: 'Finalizar como orientado',
      to: 'finalizacao',
      when: is(decision, 'finalizar'),
      closedBecause: 'Só quando a supervisão passou a forma de finalização.',
    },
    {
      id: 'devolver',
      label: 'Devolver à análise do banco',
      to: 'analise-do-banco',
      when: is(decision, 'devolver'),
      closedBecause: 'Só quando a supervisão devolve o caso.',
    },
  ],
  skip: { to: 'finalizacao' },
  articles: [1001],
};

const urgent = answer('ordem-de-servico.urgente');

/** Steps 5.3 and 5.3.1: the work order and the executable that releases it. */
const workOrderStep: StepSource = {
  id: 'ordem-de-servico',
  number: '5.3',
  title: 'O.S. / Executável',
  purpose: 'Ver se já há O.S. para o procedimento, se foi liberada em executável ou quando será.',
  rules: ['S5.9', 'S5.10'],
  scripts: [
    {
      tone: 'hint',
      when: not(at('workOrder')),
      text: 'Procure uma O.S. em aberto para o mesmo procedimento; não havendo, registre a que a supervisão passou.',
    },
    {
      tone: 'hint',
      when: is(at('workOrder.status'), 'liberada'),
      text: 'A O.S. {{workOrder.number}} já foi liberada no executável {{workOrder.release}}: teste nele e atualize o cliente.',
    },
    {
      tone: 'hint',
      when: is(at('workOrder.status'), 'aberta'),
      text: 'A O.S. {{workOrder.number}} está em aberto, com previsão de liberação: {{workOrder.expectedAt}}.',
    },
    { tone: 'hint', when: is(urgent, true), text: 'Caso urgente: analise com o monitor qual é a melhor solução.' },
  ],
  fields: [
    { kind: 'work-order', id: 'os', label: 'O.S. do mesmo procedimento', required: true },
    {
      kind: 'yes-no',
      id: 'liberada',
      label: 'Já foi liberada em executável?',
      derive: { if: [at('workOrder'), is(at('workOrder.status'), 'liberada')] },
      required: true,
    },
    {
      kind: 'text',
      id: 'executavel',
      label: 'Executável',
      help: 'Versão em que foi ou será liberada',
      derive: at('workOrder.release'),
      required: is(answer('ordem-de-servico.liberada'), true),
    },
    {
      kind: 'date',
      id: 'previsao',
      label: 'Previsão de liberação',
      when: { '===': [answer('ordem-de-servico.liberada'), false] },
      derive: at('workOrder.expectedAt'),
    },
    {
      kind: 'yes-no',
      id: 'urgente',
      label: 'O caso é urgente?',
      help: 'Prazo estabelecido, multa ou urgência interna do cliente',
      derive: {
        if: [
          given(answer('analise-do-banco.urgencia')),
          isNot(answer('analise-do-banco.urgencia'), 'nenhuma'),
          given(answer('analise.urgencia')),
          isNot(answer('analise.urgencia'), 'nenhuma'),
        ],
      },
      required: true,
    },
    { kind: 'long-text', id: 'monitor', label: 'O que o monitor orientou', when: is(urgent, true), required: true },
  ],
  exits: [
    {
      id: 'liberada',
      label: 'Liberada: aplicar a solução',
      to: 'solucao-imediata',
      when: is(answer('ordem-de-servico.liberada'), true),
      closedBecause: 'A O.S. ainda não foi liberada em executável.',
    },
    { id: 'testar', label: 'Testar no executável', to: 'analise-do-banco', needs: 'none' },
    { id: 'aguardar-liberacao', label: 'Informar a O.S. e finalizar', to: 'finalizacao' },
    {
      id: 'pedir-ajuda-ao-monitor',
      label: 'Analisar com o monitor',
      to: 'ordem-de-servico',
      needs: 'none',
      effects: [{ kind: 'ask-help', role: 'gestao-tecnica', reason: 'O.S. em caso urgente: qual a melhor solução?' }],
    },
  ],
  skip: { to: 'finalizacao' },
  articles: [1001],
};

/** Steps 5.1 to 5.3: what happens while the customer is not on the line. */
export const internalSteps: StepSource[] = [databaseStep, supervisionStep, workOrderStep];

/** A deadline, a fine or the customer's own urgency was noted (S5.11). */
export const urgentCase = {
  or: [
    is(urgent, true),
    { in: [bankUrgency, ['prazo', 'multa', 'interna']] },
    { in: [answer('analise.urgencia'), ['prazo', 'multa', 'interna']] },
  ],
};
