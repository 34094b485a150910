import { all, answer, any, at, atLeast, given, is, isNot, not, oneOf } from '../conditions.ts';
import type { StepSource } from './opening.ts';

const certainty = answer('analise.certeza');
const lasting = atLeast(answer('analise.estimativa'), 15);
const urgency = answer('analise.urgencia');
const isChange = is(answer('ocorrencia.tipo'), 'mudanca');
const planned = all(
  given(answer('analise.plano-janela')),
  given(answer('analise.plano-risco')),
  given(answer('analise.plano-volta')),
);

/** Deadline, fine or the customer's own urgency: everything else is not urgent (S5.11). */
export const urgencyOptions = [
  { value: 'nenhuma', label: 'Sem urgência' },
  { value: 'prazo', label: 'Tem prazo estabelecido' },
  { value: 'multa', label: 'Risco de multa' },
  { value: 'interna', label: 'Urgência interna do cliente' },
];

/** Step 5: find the way to solve it, within 15 to 20 minutes on the line. */
export const analysisStep: StepSource = {
  id: 'analise',
  number: '5',
  title: 'Análise',
  purpose: 'Verificar as formas de solucionar, o que elas acarretam e quanto tempo levam.',
  rules: ['S5.5', 'S5.10'],
  scripts: [
    {
      tone: 'hint',
      when: is(answer('analise.muda-evento'), true),
      text: 'A solução muda evento ou lançamento: pense no que isso pode acarretar lá na frente (fechamentos, integrações, obrigações já entregues) e anote.',
    },
    {
      when: all(lasting, is(certainty, 'certeza')),
      text: 'Sr.(a) {{answers.atender.contato}}, isto deve levar cerca de {{answers.analise.estimativa}} minutos. O(a) senhor(a) tem disponibilidade para fazermos agora ou prefere agendar um horário aproximado para contato?',
    },
    {
      tone: 'hint',
      when: all(given(certainty), isNot(certainty, 'certeza')),
      text: 'Peça ajuda ao monitor. Sem solução em 15 a 20 minutos, decida: tentar mais algum procedimento ou pegar para análise interna.',
    },
    {
      tone: 'hint',
      when: isChange,
      text: 'Mudança pede plano antes de começar: janela, risco e como voltar atrás.',
    },
  ],
  fields: [
    {
      kind: 'long-text',
      id: 'procedimentos',
      label: 'Procedimentos e testes realizados',
      placeholder: 'O que foi verificado e com que resultado',
    },
    { kind: 'yes-no', id: 'muda-evento', label: 'A solução muda evento ou lançamento?', required: true },
    {
      kind: 'long-text',
      id: 'consequencias',
      label: 'O que a mudança pode acarretar',
      when: is(answer('analise.muda-evento'), true),
      required: true,
    },
    {
      kind: 'number',
      id: 'estimativa',
      label: 'Tempo estimado',
      unit: 'minutos',
      min: 1,
      max: 100_000,
      required: true,
    },
    {
      kind: 'choice',
      id: 'certeza',
      label: 'Será resolvido?',
      options: [
        { value: 'certeza', label: 'Sim, sei como resolver' },
        { value: 'duvida', label: 'Tenho dúvidas' },
        { value: 'nao-sei', label: 'Não sei como solucionar' },
      ],
      required: true,
    },
    {
      kind: 'choice',
      id: 'disponibilidade',
      label: 'Quando o cliente prefere?',
      options: [
        { value: 'agora', label: 'Agora' },
        { value: 'agendar', label: 'Agendar um horário para contato' },
      ],
      when: all(lasting, is(certainty, 'certeza')),
      required: true,
    },
    {
      kind: 'date-time',
      id: 'retorno',
      label: 'Horário combinado para o retorno',
      when: is(answer('analise.disponibilidade'), 'agendar'),
      required: true,
    },
    { kind: 'text', id: 'plano-janela', label: 'Plano da mudança: janela', when: isChange },
    { kind: 'long-text', id: 'plano-risco', label: 'Plano da mudança: risco', when: isChange },
    { kind: 'long-text', id: 'plano-volta', label: 'Plano da mudança: como voltar', when: isChange },
    {
      kind: 'choice',
      id: 'urgencia',
      label: 'Urgência do cliente',
      help: 'Anote antes de pegar para análise interna',
      options: urgencyOptions,
    },
    {
      kind: 'date-time',
      id: 'prazo',
      label: 'Prazo em que o cliente precisa',
      when: all(given(urgency), isNot(urgency, 'nenhuma')),
    },
  ],
  timeBox: {
    clock: 'live',
    warnAfterMinutes: 15,
    limitMinutes: 20,
    warning: 'Já são 15 minutos de análise. Se o monitor ainda não ajudou, chame-o agora.',
    question:
      'São 20 minutos de análise. O que é melhor: tentar mais algum procedimento ou pegar para análise interna?',
    exits: ['tentar-outro-procedimento', 'pegar-para-analise-interna', 'pedir-ajuda-ao-monitor'],
    restartsAfter: ['tentar-outro-procedimento', 'pegar-para-analise-interna', 'agendar-retorno', 'solucao-imediata'],
  },
  exits: [
    {
      id: 'solucao-imediata',
      label: 'Solução imediata',
      to: 'solucao-imediata',
      when: all(
        is(certainty, 'certeza'),
        isNot(answer('analise.disponibilidade'), 'agendar'),
        any(not(isChange), planned),
      ),
      closedBecause:
        'Para solucionar agora é preciso saber como resolver e o cliente poder agora; se for mudança, ter o plano (janela, risco e volta).',
    },
    {
      id: 'agendar-retorno',
      label: 'Agendar retorno',
      to: 'solucao-imediata',
      when: all(is(certainty, 'certeza'), is(answer('analise.disponibilidade'), 'agendar')),
      closedBecause: 'Só quando se sabe como resolver, é demorado e o cliente prefere agendar.',
      effects: [
        { kind: 'schedule-callback', field: 'retorno' },
        { kind: 'park', reason: 'Retorno agendado com o cliente' },
      ],
    },
    {
      id: 'pedir-ajuda-ao-monitor',
      label: 'Pedir ajuda ao monitor',
      to: 'analise',
      needs: 'none',
      effects: [{ kind: 'ask-help', role: 'gestao-tecnica', reason: 'Dúvida na análise de um atendimento em linha' }],
    },
    {
      id: 'tentar-outro-procedimento',
      label: 'Tentar outro procedimento',
      to: 'analise',
      needs: 'none',
      when: atLeast(at('minutes.step'), 15),
      closedBecause: 'Abre aos 15 minutos de análise: até lá, continue nesta.',
    },
    {
      id: 'pegar-para-analise-interna',
      label: 'Pegar para análise interna',
      to: 'analise-do-banco',
      needs: 'none',
      when: all(given(urgency), any(oneOf(urgency, ['nenhuma', 'multa', 'interna']), given(answer('analise.prazo')))),
      closedBecause: 'Anote antes a urgência do cliente e, se houver, o prazo.',
      effects: [{ kind: 'park', reason: 'Análise interna do banco de dados' }],
    },
    { id: 'os-existente', label: 'Já existe O.S.', to: 'ordem-de-servico', needs: 'none' },
  ],
  skip: { to: 'solucao-imediata' },
  articles: [1001, 7037],
};

/** Step 6: solve it now, write all that was done, explain it. */
export const solutionStep: StepSource = {
  id: 'solucao-imediata',
  number: '6',
  title: 'Solução imediata',
  purpose: 'Executar, anotar todos os procedimentos e explicar ao cliente o ocorrido e a solução.',
  rules: ['S5.6', 'S5.10'],
  scripts: [
    {
      text: 'Sr.(a) {{answers.atender.contato}}, vou explicar o que ocorreu e o que foi feito para solucionar.',
      when: given(answer('solucao-imediata.solucao')),
    },
    {
      text: 'O(a) senhor(a) pode conferir agora se ficou como esperava?',
      when: given(answer('solucao-imediata.solucao')),
    },
    {
      tone: 'hint',
      text: 'No campo Solução vão todos os procedimentos efetuados, em detalhe e na ordem em que foram feitos.',
    },
  ],
  fields: [
    {
      kind: 'long-text',
      id: 'solucao',
      label: 'Solução (o cliente lê)',
      public: true,
      placeholder: 'Todos os procedimentos efetuados para a solução',
      required: true,
    },
    {
      kind: 'checklist',
      id: 'explicado',
      label: 'Explicado ao cliente',
      items: [
        { id: 'ocorrido', label: 'O que ocorreu' },
        { id: 'solucao', label: 'A solução apresentada' },
        { id: 'conferido', label: 'O cliente conferiu o resultado', required: false },
      ],
      required: true,
    },
  ],
  exits: [
    { id: 'resolvido', label: 'Solucionado', to: 'finalizacao' },
    { id: 'nao-resolveu', label: 'Não resolveu: voltar à análise', to: 'analise', needs: 'none' },
  ],
  skip: { to: 'finalizacao' },
  articles: [1001],
};
