import { describe, expect, test } from 'vitest';
import { registersOf } from '#shared/domain/flow/answers.ts';
import { flowOf } from '#shared/domain/flow/moment.ts';
import { Call, callAt, customer, occurrence, quickAnalysis } from './call.ts';

const indebted = { ...customer, standing: { status: 'em-debito', asOf: '2026-11-19' } as const };
const unknown = { ...customer, standing: { status: 'desconhecida', asOf: null } as const };

describe('Atender', () => {
  test.each([
    ['2026-11-20T11:00:00.000Z', 'Bom dia'],
    ['2026-11-20T14:59:59.000Z', 'Bom dia'],
    ['2026-11-20T15:00:00.000Z', 'Boa tarde'],
    ['2026-11-20T21:00:00.000Z', 'Boa noite'],
    ['2026-11-20T03:00:00.000Z', 'Boa noite'],
    ['2026-11-20T08:00:00.000Z', 'Bom dia'],
  ])('[S5.1] greets at %s with company, agent and "%s"', (startedAt, greeting) => {
    const call = new Call(undefined, startedAt);
    expect(call.view().scripts[0]).toEqual({ tone: 'speech', text: `Casa do Software, Ana, ${greeting}!` });
  });

  test('[S5.1] asks for customer and full name before going on, naming both', () => {
    const call = new Call();
    call.circumstances.customer = null;
    expect(call.exitView('identificado')).toMatchObject({
      open: false,
      why: 'Falta: Cliente, Nome completo de quem fala.',
      leadsTo: 'Abordagem',
    });
    expect(call.said()).toContain('se não houver cadastro, cadastre na hora');
  });

  test('[B5] the protocol number is said at the start of the call', () => {
    expect(new Call().said()).toContain('protocolo deste atendimento é 261121 0312 0047 9');
  });

  test('[S4.3] an open ticket of the customer brings the complementary call to mind', () => {
    const call = new Call();
    expect(call.said()).not.toContain('FAQ 7347');
    call.circumstances.openTickets = 2;
    expect(call.said()).toContain('Chamados em aberto deste cliente: 2.');
  });
});

describe('Abordagem', () => {
  test('[S5.2] offers what is known of the customer and asks for the important points', () => {
    const call = callAt('abordagem');
    expect(call.fieldView('empresa')).toMatchObject({ value: 'Padaria Estrela', derived: true, required: true });
    expect(call.fieldView('plano')).toMatchObject({ value: 'Essencial', derived: true });
    expect(call.exitView('seguir').why).toBe('Falta: Pontos importantes.');
    const move = call.answer({ pontos: 'Rejeição', versao: '8.3' }).exit('seguir');
    expect(move.answers).toMatchObject({ empresa: 'Padaria Estrela', funcionario: 'Antônio Souza' });
    expect(call.walk.answers.abordagem).toMatchObject({ versao: '8.3', plano: 'Essencial' });
  });
});

describe('Débito', () => {
  test('[S5.3] a customer up to date goes on, with the date of the standing on screen', () => {
    const call = callAt('debito');
    expect(call.said()).toContain('Em dia, conforme a situação de 20/11/2026');
    expect(call.view().exits.map(({ exit, open }) => [exit.id, open])).toEqual([
      ['confirmado', false],
      ['nao-confirmado', false],
      ['em-dia', true],
    ]);
    expect(call.exit('em-dia').to).toBe('ocorrencia');
  });

  test.each([
    ['pf', 'financeiro-pf'],
    ['pj', 'financeiro-pj'],
  ] as const)('[S5.3] a confirmed debt of a %s is transferred to %s', (kind, queueId) => {
    const call = callAt('debito', { customer: { ...indebted, kind } });
    expect(call.exitView('confirmado').why).toBe(
      'Só se transfere depois que o Financeiro confirma o débito. Falta: O Financeiro confirmou o débito?',
    );
    call.answer({ confirmado: true, 'quem-confirmou': 'Bia' });
    expect(call.said()).toContain(
      'Sr.(a) Antônio Souza, estarei lhe transferindo para o Departamento Financeiro para confirmar algumas informações.',
    );
    const move = call.exit('confirmado');
    expect(move).toMatchObject({ to: 'finalizacao', effects: [{ kind: 'transfer', queue: { id: queueId } }] });
  });

  test('[S5.3] a transferred call is classified and closed on the last step', () => {
    const call = callAt('debito', { customer: indebted });
    call.answer({ confirmado: true, 'quem-confirmou': 'Bia' }).exit('confirmado');
    expect(call.fieldView('categoria')).toMatchObject({ value: 'financeiro', derived: true });
    call.answer({ encerramento: { feito: 'Transferida', 'confirmado-com': 'Bia' } });
    expect(call.exit('encerrar')).toMatchObject({
      to: null,
      effects: [{ kind: 'close', text: { id: 'encerramento-solicitacao' } }],
    });
    expect(
      registersOf(flowOf(call.pack, call.walk), { ...call.moment.facts, answers: call.walk.answers }),
    ).toMatchObject({
      subject: 'Ligação transferida ao Financeiro',
      type: 'solicitacao',
      category: 'financeiro',
      priority: 'baixa',
    });
  });

  test.each([
    ['em débito', indebted],
    ['desconhecida', unknown],
  ])('[S5.3] with a standing "%s" billing is asked first; not confirmed, the call goes on', (_, who) => {
    const call = callAt('debito', { customer: who });
    expect(call.exitView('em-dia').open).toBe(false);
    expect(call.refusals('nao-confirmado').map(({ rule }) => rule)).toContain('S5.3');
    call.answer({ confirmado: false });
    expect(call.exitView('nao-confirmado').why).toBe('Falta: Quem respondeu no Financeiro.');
    expect(call.answer({ 'quem-confirmou': 'Bia' }).exit('nao-confirmado').to).toBe('ocorrencia');
  });
});

describe('Ocorrência', () => {
  test.each([
    [true, true, 'alta'],
    [true, false, 'media'],
    [false, null, 'baixa'],
    [true, null, null],
    [null, null, null],
  ])('[S2.4] stops the action: %s, hits a delivery: %s → %s', (impede, entrega, priority) => {
    const call = callAt('ocorrencia').answer({ impede, entrega });
    expect(call.fieldView('prioridade')?.value).toBe(priority);
    expect(call.fieldView('entrega') !== undefined).toBe(impede === true);
  });

  test('[S2.4] another priority than the derived one asks why', () => {
    const call = callAt('ocorrencia').answer(occurrence);
    expect(call.fieldView('motivo-da-prioridade')).toBeUndefined();
    call.answer({ prioridade: 'alta' });
    expect(call.exitView('registrada').why).toBe('Falta: Por que outra prioridade?');
    call.answer({ 'motivo-da-prioridade': 'Multa amanhã' }).exit('registrada');
    expect(call.walk.answers.ocorrencia?.prioridade).toBe('alta');
  });

  test('[S1.2] leaving settles the derived priority as an answer', () => {
    const move = callAt('ocorrencia').answer(occurrence).exit('registrada');
    expect(move.answers).toEqual({ prioridade: 'media' });
  });

  test.each(['assunto', 'descricao'])('[S5.4] a blocked word in the public field %s keeps the step', (field) => {
    const call = callAt('ocorrencia').answer({ ...occurrence, [field]: 'O cliente é um IDIOTA' });
    expect(call.refusals('registrada')).toEqual([
      expect.objectContaining({ code: 'public-text-blocked', rule: 'S5.4', field: `ocorrencia.${field}` }),
    ]);
  });

  test('[S2.6] an out-of-scope category shows the declining script, the addressee, and its own exit', () => {
    const call = callAt('ocorrencia').answer({ ...occurrence, categoria: 'infraestrutura-rede' });
    expect(call.said()).toContain('a manutenção de rede e internet não faz parte do atendimento do Suporte');
    expect(call.said()).toContain('o provedor de internet');
    expect(call.exitView('registrada').open).toBe(false);
    expect(call.exit('fora-do-escopo').to).toBe('finalizacao');
  });
});

describe('Análise', () => {
  test('[S5.5] a change of event or entry asks for its consequences', () => {
    const call = callAt('analise').answer({ ...quickAnalysis, 'muda-evento': true });
    expect(call.said()).toContain('pense no que isso pode acarretar');
    expect(call.exitView('solucao-imediata').why).toBe('Falta: O que a mudança pode acarretar.');
  });

  test('[S5.5] long but certain: the customer chooses, and a call back is booked and the call parked', () => {
    const call = callAt('analise').answer({ ...quickAnalysis, estimativa: 90 });
    expect(call.said()).toContain('cerca de 90 minutos. O(a) senhor(a) tem disponibilidade para fazermos agora');
    call.answer({ disponibilidade: 'agendar' });
    expect(call.exitView('solucao-imediata').open).toBe(false);
    expect(call.refusals('agendar-retorno').map(({ code }) => code)).toContain('field-missing');
    call.answer({ retorno: '2026-11-20T12:00:00.000Z' });
    expect(call.refusals('agendar-retorno')[0]).toMatchObject({ code: 'callback-time-past', rule: 'S5.5' });
    call.answer({ retorno: '2026-11-23T17:30:00.000Z' });
    expect(call.exit('agendar-retorno')).toMatchObject({
      to: 'solucao-imediata',
      effects: [{ kind: 'schedule-callback', at: '2026-11-23T17:30:00.000Z' }, { kind: 'park' }],
    });
  });

  test('[S5.5] warns at 15 minutes and asks at 20, with the exits to choose from', () => {
    const call = callAt('analise');
    expect(call.pass(14.9).view().timeBox).toMatchObject({ phase: 'running', minutes: 14, message: null });
    expect(call.pass(0.1).view().timeBox).toMatchObject({ phase: 'warning', minutes: 15 });
    expect(call.pass(5).view().timeBox).toMatchObject({ phase: 'asking', minutes: 20 });
    expect(call.view().timeBox?.timeBox.exits).toEqual([
      'tentar-outro-procedimento',
      'pegar-para-analise-interna',
      'pedir-ajuda-ao-monitor',
    ]);
  });

  test('[S5.5] trying another procedure gives the whole time again, asking the monitor does not', () => {
    const call = callAt('analise').pass(16);
    expect(call.exit('pedir-ajuda-ao-monitor').effects).toMatchObject([{ kind: 'ask-help', role: 'gestao-tecnica' }]);
    expect(call.pass(4).view().timeBox?.phase).toBe('asking');
    call.exit('tentar-outro-procedimento');
    expect(call.view().timeBox).toMatchObject({ phase: 'running', minutes: 0 });
    expect(call.exitView('tentar-outro-procedimento').why).toContain('Abre aos 15 minutos');
  });

  test('[S5.5] the clock on the line stands still while the attendance is parked', () => {
    const call = callAt('analise').pass(10).park().pass(60);
    expect(call.view().timeBox).toMatchObject({ minutes: 10, dueAt: null, phase: 'running' });
    call.resume().pass(5);
    expect(call.view().timeBox).toMatchObject({ minutes: 15, phase: 'warning' });
  });

  test('[S5.7] taking it for internal analysis needs urgency and deadline noted, and parks the call', () => {
    const call = callAt('analise');
    expect(call.exitView('pegar-para-analise-interna').why).toContain('Anote antes a urgência');
    call.answer({ urgencia: 'prazo' });
    expect(call.exitView('pegar-para-analise-interna').open).toBe(false);
    const move = call.answer({ prazo: '2026-11-22T12:00:00.000Z' }).exit('pegar-para-analise-interna');
    expect(move).toMatchObject({ to: 'analise-do-banco', effects: [{ kind: 'park' }] });
    expect(call.fieldView('urgencia')).toMatchObject({ value: 'prazo', derived: true });
    expect(call.said()).toContain('Tem prazo estabelecido. Prazo do cliente: 22/11/2026 09:00');
  });

  test('[S1.7] a change cannot be started without window, risk and way back', () => {
    const call = callAt('ocorrencia').answer({ ...occurrence, tipo: 'mudanca' });
    call.exit('registrada');
    call.answer(quickAnalysis);
    expect(call.exitView('solucao-imediata').why).toContain('plano (janela, risco e volta)');
    call.answer({ 'plano-janela': 'Domingo', 'plano-risco': 'Baixo', 'plano-volta': 'Cópia de segurança' });
    expect(call.exit('solucao-imediata').to).toBe('solucao-imediata');
  });
});
