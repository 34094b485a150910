import { describe, expect, test } from 'vitest';
import { Call, callAt, incidentClosing, solution } from './call.ts';

describe('Solução imediata', () => {
  test('[S5.6] takes the procedures done and the explanation to the customer', () => {
    const call = callAt('solucao-imediata').answer({ solucao: 'Corrigido.', explicado: ['ocorrido'] });
    expect(call.refusals('resolvido')).toEqual([
      expect.objectContaining({
        rule: 'S5.6',
        message: 'Em “Explicado ao cliente” falta marcar “A solução apresentada”.',
      }),
    ]);
    expect(call.answer(solution).exit('resolvido').to).toBe('finalizacao');
  });

  test('[S5.6] goes back to the analysis when it did not help', () => {
    expect(callAt('solucao-imediata').exit('nao-resolveu').to).toBe('analise');
  });
});

function atBank(): Call {
  const call = callAt('analise').answer({ urgencia: 'nenhuma' });
  call.exit('pegar-para-analise-interna');
  return call;
}

describe('Análise do banco', () => {
  test('[S5.7] needs tests on the customer’s database and ours before it is passed on', () => {
    const call = atBank().answer({ procedimentos: 'Restaurado', testes: { 'banco-do-cliente:atual': 'ocorre' } });
    expect(call.refusals('passar-a-supervisao')).toEqual([
      expect.objectContaining({ rule: 'S5.7', message: 'Em “Testes” falta anotar mais 1 teste.' }),
    ]);
    call.answer({ testes: { 'banco-do-cliente:atual': 'ocorre', 'nosso-banco:atual': 'nao-ocorre' } });
    expect(call.exit('passar-a-supervisao')).toMatchObject({
      to: 'analise-da-supervisao',
      effects: [{ kind: 'ask-help', role: 'supervisao' }],
    });
  });

  test('[S5.7] the 24 hours run parked or not, warn, and then the station passes it on by itself', () => {
    const call = atBank().park();
    expect(call.view().timeBox).toMatchObject({
      dueAt: '2026-11-21T13:00:00.000Z',
      warnAt: '2026-11-21T09:00:00.000Z',
    });
    expect(call.pass(20 * 60).view().timeBox?.phase).toBe('warning');
    expect(() => call.automatic()).toThrow('ainda não se esgotou');
    expect(call.exitView('prazo-esgotado').why).toContain('A estação passa sozinha às 24 horas');
    expect(call.pass(4 * 60).view().timeBox?.phase).toBe('over');
    expect(call.automatic()).toMatchObject({ how: 'automatic', to: 'analise-da-supervisao', exitId: 'prazo-esgotado' });
    expect(call.walk.visits.at(-2)).toMatchObject({ how: 'automatic', exitId: 'prazo-esgotado' });
  });

  test('[S5.7] returned by the supervision, it has 24 hours again; left by going back, it has not', () => {
    const call = atBank().pass(60);
    call.back();
    call.answer({ urgencia: 'nenhuma' }).exit('pegar-para-analise-interna');
    expect(call.view().timeBox?.minutes).toBe(60);
    call.pass(24 * 60).automatic();
    call.answer({ decisao: 'devolver', 'quem-decidiu': 'Léo', orientacao: 'Testar no futuro' }).exit('devolver');
    expect(call.view().timeBox).toMatchObject({ phase: 'running', minutes: 0 });
  });
});

function atSupervision(): Call {
  const call = atBank();
  call.skip();
  return call;
}
const checked = [
  'ocorrencia-definida',
  'testado-banco-cliente',
  'testado-nosso-banco',
  'procedimentos-anotados',
  'prazo-e-urgencia',
];

describe('Análise da supervisão', () => {
  test.each([
    ['os', 'passar-os', 'ordem-de-servico'],
    ['finalizar', 'finalizar', 'finalizacao'],
    ['devolver', 'devolver', 'analise-do-banco'],
  ])('[S5.8] decision "%s" opens only its own exit', (decisao, exitId, to) => {
    const call = atSupervision().answer({
      decisao,
      conferencia: checked,
      'quem-decidiu': 'Léo',
      orientacao: 'Como combinado',
    });
    expect(
      call
        .view()
        .exits.filter(({ open }) => open)
        .map(({ exit }) => exit.id),
    ).toEqual([exitId]);
    expect(call.exit(exitId).to).toBe(to);
  });

  test('[S5.8] nothing is passed to the agent until everything is defined and tested', () => {
    const call = atSupervision().answer({
      decisao: 'os',
      'quem-decidiu': 'Léo',
      orientacao: 'O.S.',
      conferencia: checked.slice(1),
    });
    expect(call.refusals('passar-os')[0]?.message).toBe('Em “Conferência” falta marcar “Ocorrência bem definida”.');
  });
});

describe('O.S. / Executável', () => {
  const open = { number: 'OS-88', status: 'aberta', release: '', expectedAt: '2026-12-10' } as const;

  test('[S5.9] a released work order leads to the solution', () => {
    const call = callAt('analise', { workOrder: { ...open, status: 'liberada', release: '8.3.1' } });
    call.exit('os-existente');
    expect(call.said()).toContain('A O.S. OS-88 já foi liberada no executável 8.3.1');
    expect(call.answer({ os: 'wo-1', urgente: false }).exit('liberada').to).toBe('solucao-imediata');
  });

  test('[S5.9] one that is still open says when it will be released', () => {
    const call = callAt('analise', { workOrder: open });
    call.exit('os-existente');
    expect(call.said()).toContain('previsão de liberação: 10/12/2026');
    expect(call.answer({ os: 'wo-1' }).exitView('liberada').open).toBe(false);
    call.answer({ urgente: false });
    expect(call.exit('aguardar-liberacao').to).toBe('finalizacao');
  });

  test('[S5.9] in an urgent case the monitor is asked', () => {
    const call = callAt('analise', { workOrder: open }).answer({ urgencia: 'multa' });
    call.exit('os-existente');
    call.answer({ os: 'wo-1' });
    expect(call.fieldView('urgente')).toMatchObject({ value: true, derived: true });
    expect(call.exitView('aguardar-liberacao').why).toBe('Falta: O que o monitor orientou.');
    expect(call.exit('pedir-ajuda-ao-monitor')).toMatchObject({
      to: 'ordem-de-servico',
      effects: [{ kind: 'ask-help' }],
    });
  });

  test('[S5.11] when not urgent the customer is given the number before the end', () => {
    const call = callAt('analise', { workOrder: open });
    call.exit('os-existente');
    call.answer({ os: 'wo-1', urgente: false }).exit('aguardar-liberacao');
    expect(call.said()).toContain('o número da sua O.S. é OS-88');
    call.answer(incidentClosing);
    expect(call.refusals('encerrar')[0]).toMatchObject({ rule: 'S5.11', field: 'finalizacao.numero-da-os' });
    expect(call.answer({ 'numero-da-os': ['passado'] }).exit('encerrar').to).toBeNull();
  });

  test('[S5.11] in an urgent case the number is not left with the customer as the answer', () => {
    const call = callAt('analise', { workOrder: open }).answer({ urgencia: 'multa' });
    call.exit('os-existente');
    call.answer({ os: 'wo-1', monitor: 'Atualizar amanhã' }).exit('aguardar-liberacao');
    expect(call.said()).not.toContain('o número da sua O.S.');
    expect(call.said()).toContain('Caso urgente');
    expect(call.fieldView('numero-da-os')).toBeUndefined();
  });
});

describe('Finalização', () => {
  test('[S1.9] closing without the closing text’s data is refused and names what is missing', () => {
    const call = callAt('finalizacao').answer({ encerramento: { causa: 'Numeração' } });
    expect(call.refusals('encerrar')[0]).toMatchObject({
      rule: 'S1.9',
      field: 'finalizacao.encerramento',
      message: 'Em “Texto de encerramento” falta preencher “Solução”, preencher “Conferido com (nome)”.',
    });
    call.answer(incidentClosing);
    expect(call.exit('encerrar')).toMatchObject({
      to: null,
      effects: [{ kind: 'close', text: { id: 'encerramento-incidente' }, asked: incidentClosing.encerramento }],
    });
    expect(call.walk.stepId).toBeNull();
  });

  test('[S5.4] a blocked word in the closing text keeps the ticket open', () => {
    const call = callAt('finalizacao').answer({
      encerramento: { ...incidentClosing.encerramento, causa: 'fizeram m3rda' },
    });
    expect(call.refusals('encerrar')[0]).toMatchObject({ rule: 'S5.4', field: 'finalizacao.encerramento.causa' });
  });

  test('[S1.9] the step is not skipped, and says why', () => {
    const call = callAt('finalizacao');
    expect(call.view().skip).toMatchObject({ allowed: false, to: null });
    expect(() => call.skip()).toThrow('A finalização não se pula');
  });

  test('[S5.11] the ticket stays open only with what is missing and with whom', () => {
    const call = callAt('finalizacao');
    expect(call.exitView('manter-aberto').why).toBe('Anote antes o que falta e com quem.');
    expect(call.answer({ pendencia: 'Teste do cliente na segunda' }).exit('manter-aberto')).toMatchObject({
      to: null,
      effects: [],
    });
  });
});

describe('every step', () => {
  const steps = new Call().pack.flows[0]!.steps;

  test.each(steps.filter(({ skip }) => 'to' in skip).map((step) => [step.id, step] as const))(
    '%s can be skipped with a reason of the pack, and only with one',
    (stepId, step) => {
      const call = new Call();
      call.walk = { ...call.walk, stepId, visits: [{ ...call.walk.visits[0]!, stepId }] };
      expect(() => call.skip('porque-sim')).toThrow('Pular um passo pede um motivo');
      expect(call.skip('ligacao-caiu').to).toBe('to' in step.skip ? step.skip.to : '');
    },
  );

  test('[S5.10] going back keeps the answers, and the way is walked back step by step', () => {
    const call = callAt('ocorrencia');
    expect(call.back().to).toBe('debito');
    expect(call.back().to).toBe('abordagem');
    expect(call.walk.answers.abordagem?.pontos).toBe('Nota rejeitada desde ontem');
    expect(call.back().to).toBe('atender');
    expect(call.view().back).toEqual({ allowed: false, why: 'Este é o primeiro passo do atendimento.', to: null });
    expect(() => call.back()).toThrow('primeiro passo');
  });

  test('[S4.14] the overview says what is done, skipped, present and ahead, with the time spent', () => {
    const call = callAt('atender').pass(0.5);
    call.answer({ cliente: 'c-1', contato: 'A' }).exit('identificado');
    call.pass(1);
    call.skip();
    expect(call.overview().slice(0, 4)).toEqual([
      { id: 'atender', number: '1', title: 'Atender', state: 'done', seconds: 30 },
      { id: 'abordagem', number: '2', title: 'Abordagem', state: 'skipped', seconds: 60 },
      { id: 'debito', number: '3', title: 'Débito', state: 'current', seconds: 0 },
      { id: 'ocorrencia', number: '4', title: 'Ocorrência', state: 'ahead', seconds: 0 },
    ]);
  });
});
