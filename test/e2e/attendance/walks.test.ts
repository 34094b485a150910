import type { Leg } from '../pages/attendance.ts';
import { steps } from '../pages/pack-words.ts';
import { expect, test } from '../support/desk.ts';
import { CUSTOMERS, type CustomerKey } from '../support/house.ts';
import {
  answered,
  approached,
  checked,
  closedAs,
  passedToLead,
  recorded,
  solved,
  solvedNow,
  sureHow,
  takenInside,
  tested,
  toAnalysis,
  toClosing,
  toOccurrence,
} from './walks.ts';

interface Walk {
  name: string;
  customer: CustomerKey;
  legs: readonly Leg[];
  /** Words of the summary in the end. */
  ends: readonly (string | RegExp)[];
}

const asked = { 'quem-confirmou': 'Paula do Financeiro' };
const toLead = [...toAnalysis, takenInside, passedToLead];
const decided = (decisao: string, exit: string): Leg => ({
  step: 'analise-da-supervisao',
  answers: {
    ...(decisao === 'devolver' ? {} : { conferencia: checked }),
    decisao,
    'quem-decidiu': 'Sílvia Reis',
    orientacao: 'Seguir como combinado.',
  },
  exit,
});

/** Every exit of the default flow is on one of these ways, or in a test of its own. */
const WALKS: Walk[] = [
  {
    name: '[S5.5] [S5.6] sure how to solve it, solved on the line, closed as an incident',
    customer: 'padaria',
    legs: [...toClosing, closedAs('incidente')],
    ends: ['Certificado renovado', 'Incidente · Erro no sistema · prioridade média'],
  },
  {
    name: '[S5.3] debt confirmed: a person goes to the queue of natural persons',
    customer: 'helena',
    legs: [
      answered,
      approached,
      { step: 'debito', answers: { confirmado: true, ...asked }, exit: 'confirmado' },
      closedAs('solicitacao'),
    ],
    ends: ['Financeiro · pessoa física'],
  },
  {
    name: '[S5.3] debt confirmed: a company goes to the queue of legal persons',
    customer: 'mercado',
    legs: [
      answered,
      approached,
      { step: 'debito', answers: { confirmado: true, ...asked }, exit: 'confirmado' },
      closedAs('solicitacao'),
    ],
    ends: ['Financeiro · pessoa jurídica'],
  },
  {
    name: '[S5.3] debt not confirmed: the call goes on',
    customer: 'mercado',
    legs: [
      answered,
      approached,
      { step: 'debito', answers: { confirmado: false, ...asked }, exit: 'nao-confirmado' },
      recorded,
      solvedNow,
      solved,
      closedAs('incidente'),
    ],
    ends: ['Chamado encerrado'],
  },
  {
    name: '[S2.6] out of scope: declined by the script and closed',
    customer: 'padaria',
    legs: [
      ...toOccurrence,
      {
        ...recorded,
        answers: {
          assunto: 'Internet da loja caiu',
          descricao: 'A loja está sem internet desde cedo.',
          tipo: 'solicitacao',
          categoria: 'infraestrutura-rede',
          impede: false,
        },
        exit: 'fora-do-escopo',
      },
      closedAs('solicitacao'),
    ],
    ends: ['Solicitação · Infraestrutura: rede e internet'],
  },
  {
    name: '[S1.7] a change with its plan, closed with the data of a change',
    customer: 'padaria',
    legs: [
      ...toOccurrence,
      { ...recorded, answers: { ...recorded.answers, tipo: 'mudanca', categoria: 'atualizacao' } },
      {
        step: 'analise',
        answers: {
          ...sureHow,
          'muda-evento': true,
          consequencias: 'Fechamento do mês precisa ser refeito.',
          'plano-janela': 'Sábado, das 8h às 12h',
          'plano-risco': 'Servidor fora do ar por uma hora',
          'plano-volta': 'Ligar o servidor antigo',
        },
        exit: 'solucao-imediata',
      },
      solved,
      closedAs('mudanca'),
    ],
    ends: ['Mudança · Atualização de versão', 'Ligar o servidor antigo'],
  },
  {
    name: '[S5.6] the solution did not hold: back to the analysis, then solved',
    customer: 'jose',
    legs: [
      ...toAnalysis,
      solvedNow,
      { step: 'solucao-imediata', exit: 'nao-resolveu' },
      { step: 'analise', exit: 'solucao-imediata' },
      solved,
      closedAs('incidente'),
    ],
    ends: ['Chamado encerrado'],
  },
  {
    name: '[S5.5] help is asked of the lead without leaving the analysis',
    customer: 'jose',
    legs: [
      ...toAnalysis,
      { step: 'analise', answers: { ...sureHow, certeza: 'duvida' }, exit: 'pedir-ajuda-ao-monitor' },
      { step: 'analise', answers: { certeza: 'certeza' }, exit: 'solucao-imediata' },
      solved,
      closedAs('incidente'),
    ],
    ends: ['Chamado encerrado'],
  },
  {
    name: '[S5.8] [S5.9] [S5.11] passed a work order that is not released: its number is told',
    customer: 'padaria',
    legs: [
      ...toLead,
      decided('os', 'passar-os'),
      { step: 'ordem-de-servico', answers: { os: '4502' }, exit: 'aguardar-liberacao' },
      closedAs('incidente', { 'numero-da-os': ['passado'] }),
    ],
    ends: [/O\.S\. 4502/],
  },
  {
    name: '[S5.9] a work order that is there already and released: applied at once',
    customer: 'padaria',
    legs: [
      ...toAnalysis,
      { step: 'analise', exit: 'os-existente' },
      { step: 'ordem-de-servico', answers: { os: '4501', urgente: false }, exit: 'liberada' },
      solved,
      closedAs('incidente', { 'numero-da-os': ['passado'] }),
    ],
    ends: [/O\.S\. 4501/],
  },
  {
    name: '[S5.7] solved by what the database showed',
    customer: 'jose',
    legs: [
      ...toAnalysis,
      takenInside,
      { step: 'analise-do-banco', answers: tested, exit: 'solucao-encontrada' },
      solved,
      closedAs('incidente'),
    ],
    ends: ['Chamado encerrado'],
  },
  {
    name: '[S5.8] the supervision hands back what was not tested, then says how to close',
    customer: 'jose',
    legs: [
      ...toLead,
      decided('devolver', 'devolver'),
      passedToLead,
      decided('finalizar', 'finalizar'),
      closedAs('incidente'),
    ],
    ends: ['Chamado encerrado'],
  },
  {
    name: '[S5.9] a work order found from the bench, tested in its executable, in an urgent case with the lead',
    customer: 'padaria',
    legs: [
      ...toAnalysis,
      { ...takenInside, answers: { ...takenInside.answers, urgencia: 'multa' } },
      { step: 'analise-do-banco', exit: 'os-existente' },
      { step: 'ordem-de-servico', answers: { os: '4502' }, exit: 'pedir-ajuda-ao-monitor' },
      { step: 'ordem-de-servico', exit: 'testar' },
      { step: 'analise-do-banco', answers: tested, exit: 'os-existente' },
      {
        step: 'ordem-de-servico',
        answers: { monitor: 'Avisar o cliente hoje mesmo' },
        exit: 'aguardar-liberacao',
      },
      closedAs('incidente'),
    ],
    ends: [/O\.S\. 4502/],
  },
  {
    name: '[S1.9] [S4.2] kept open: what is missing, and with whom, is noted instead of a closing text',
    customer: 'jose',
    legs: [
      ...toClosing,
      { step: 'finalizacao', answers: { pendencia: 'Aguardar o contador confirmar' }, exit: 'manter-aberto' },
    ],
    ends: ['Ligação terminada, chamado em aberto'],
  },
];

/** Taken in tests of their own: they wait for a time of day or of a step. */
const ELSEWHERE = ['analise.agendar-retorno', 'analise.tentar-outro-procedimento', 'analise-do-banco.prazo-esgotado'];

for (const { name, customer, legs, ends } of WALKS) {
  test(name, async ({ desk }) => {
    const { attendance } = desk;
    await desk.newCall();
    await attendance.fields.findCustomer(CUSTOMERS[customer].code, CUSTOMERS[customer].name);
    await attendance.walk(legs);
    for (const words of ends) await expect(attendance.ended).toContainText(words);
  });
}

test('every exit of the default flow is taken by one of these walks or by a test of its own', () => {
  const taken = WALKS.flatMap(({ legs }) => legs.map(({ step, exit }) => `${step}.${exit}`));
  const all = steps.flatMap(({ id, exits }) => exits.map((exit) => `${id}.${exit.id}`));
  expect([...new Set([...taken, ...ELSEWHERE])].sort()).toEqual(all.sort());
});
