import type { PackSource } from '../schema/pack.ts';

const working = [{ from: '08:00', until: '18:00' }];

/** S4.13: the first is that of every ticket that no policy says otherwise of. */
export const calendars: PackSource['calendars'] = [
  {
    id: 'comercial',
    label: 'Horário comercial',
    timeZone: 'America/Sao_Paulo',
    week: { monday: working, tuesday: working, wednesday: working, thursday: working, friday: working },
    holidays: { kinds: ['public'] },
  },
];

/** S4.13 (FAQ 7367), in time of the policy's calendar. */
export const slaClasses: PackSource['slaClasses'] = [
  { id: 'is', label: 'IS (imediato)', firstAnswer: { minutes: 0 }, solution: { minutes: 30 } },
  { id: 'urgente', label: 'Urgente', firstAnswer: { minutes: 15 }, solution: { minutes: 60 } },
  { id: '2-horas', label: '2 horas', firstAnswer: { minutes: 30 }, solution: { minutes: 120 } },
  { id: '4-horas', label: '4 horas', firstAnswer: { minutes: 60 }, solution: { minutes: 240 } },
  { id: '24-horas', label: '24 horas', firstAnswer: { minutes: 240 }, solution: { minutes: 1440 } },
  { id: '72-horas', label: '72 horas', firstAnswer: { minutes: 480 }, solution: { minutes: 4320 } },
  { id: '10-dias', label: '10 dias', firstAnswer: { days: 1 }, solution: { days: 10 } },
];

const demands = ['incidente', 'solicitacao'];

/** S1.3, S2.4: what a demand takes goes by its priority; a change is planned. */
export const slaPolicies: PackSource['slaPolicies'] = [
  {
    id: 'prioridade-alta',
    label: 'Prioridade alta',
    when: { types: demands, priorities: ['alta'] },
    slaClass: 'urgente',
  },
  {
    id: 'prioridade-media',
    label: 'Prioridade média',
    when: { types: demands, priorities: ['media'] },
    slaClass: '4-horas',
  },
  {
    id: 'prioridade-baixa',
    label: 'Prioridade baixa',
    when: { types: demands, priorities: ['baixa'] },
    slaClass: '24-horas',
  },
  { id: 'mudancas', label: 'Mudança planejada', when: { types: ['mudanca'] }, slaClass: '10-dias' },
  {
    id: 'sem-classificacao',
    label: 'Ainda sem classificação',
    when: { unclassified: true },
    slaClass: '4-horas',
  },
];

/** S2.3 */
export const breachReasons: PackSource['breachReasons'] = [
  { id: 'fila-de-atendimento', label: 'Volume de chamados acima do previsto' },
  { id: 'complexidade', label: 'Caso mais complexo do que o previsto' },
  { id: 'classificacao-tardia', label: 'Classificado ou priorizado tarde' },
  { id: 'dependencia-de-fornecedor', label: 'Dependência de fornecedor ou de desenvolvimento' },
  { id: 'sem-contato-com-o-cliente', label: 'Não foi possível falar com o cliente' },
  { id: 'falta-de-dados', label: 'Faltaram dados para a análise' },
  { id: 'indisponibilidade', label: 'Sistema ou acesso indisponível' },
  { id: 'equipe-reduzida', label: 'Equipe reduzida' },
];

/** S1.4, S1.5 */
export const limits: PackSource['limits'] = {
  noNews: { standard: 600, priorities: { alta: 60, media: 240 } },
  stuck: { standard: 1200, priorities: { alta: 120, media: 600 } },
  bouncing: { forwards: 3, withinDays: 5 },
  ageingDays: [1, 3, 5, 10],
  escalation: [
    {
      id: 'prazo-de-alta',
      label: 'Prioridade alta com metade do prazo gasto',
      to: 'gestao-tecnica',
      when: { priorities: ['alta'], slaPercent: 50 },
    },
    { id: 'prazo-no-fim', label: '80% do prazo de solução gastos', to: 'gestao-tecnica', when: { slaPercent: 80 } },
    {
      id: 'dificil',
      label: 'Quatro horas de trabalho sem solução',
      to: 'gestao-tecnica',
      when: { workedMinutes: 240 },
    },
    { id: 'vai-e-volta', label: 'Encaminhado três vezes ou mais', to: 'apoio-da-gestao', when: { forwards: 3 } },
    { id: 'reaberto', label: 'Reaberto duas vezes', to: 'gestao-tecnica', when: { reopenings: 2 } },
    { id: 'demorado', label: 'Dez dias úteis em aberto', to: 'supervisao', when: { openMinutes: 6000 } },
  ],
};
