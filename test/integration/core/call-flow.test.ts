import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  type Call,
  type Leg,
  openCall,
  registerCustomer,
  toAnalysis,
  toClosing,
  toDatabase,
  toDebt,
  toOccurrence,
  toSolution,
  typical,
} from '#test/support/call.ts';
import { done, now, START, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

const inDebt = { status: 'em-debito' as const, asOf: '2026-11-20' };
const person = { kind: 'pf' as const, name: 'Antônio Conceição', document: '529.982.247-25' };
const billing = { confirmado: true, 'quem-confirmou': 'Financeiro, ramal 12' };
const closed: Leg = ['encerrar', { encerramento: typical.closing.incidente }];
const closedAsRequest: Leg = ['encerrar', { encerramento: typical.closing.solicitacao }];
const later = new Date(START + 3 * 3_600_000).toISOString();
const supervision = { conferencia: typical.conferencia, 'quem-decidiu': 'Supervisão', orientacao: 'Como combinado' };

interface Branch {
  name: string;
  customer?: Partial<CustomerInput>;
  legs: Leg[];
  /** Steps in the order in which they were entered. */
  steps: string[];
  ends: Partial<Ticket>;
  kinds?: Entry['kind'][];
}

const before = ['atender', 'abordagem', 'debito'];
const branches: Branch[] = [
  {
    name: '[S5.1][S5.6] solved at once, from the greeting to the closing',
    legs: [...toClosing, closed],
    steps: [...before, 'ocorrencia', 'analise', 'solucao-imediata', 'finalizacao'],
    ends: { status: 'closed', type: 'incidente', category: 'duvida-de-uso', priority: 'media', contact: 'Maria Souza' },
    kinds: ['closed'],
  },
  {
    name: '[S5.3] a legal person in debt goes to the queue for legal persons',
    customer: { standing: inDebt },
    legs: [...toDebt, ['confirmado', billing], closedAsRequest],
    steps: [...before, 'finalizacao'],
    ends: { status: 'closed', queue: 'financeiro-pj', type: 'solicitacao', category: 'financeiro', priority: 'baixa' },
    kinds: ['transferred', 'closed'],
  },
  {
    name: '[S5.3] a natural person in debt goes to the queue for natural persons',
    customer: { ...person, standing: inDebt },
    legs: [...toDebt, ['confirmado', billing], closedAsRequest],
    steps: [...before, 'finalizacao'],
    ends: { status: 'closed', queue: 'financeiro-pf' },
    kinds: ['transferred', 'closed'],
  },
  {
    name: '[S5.3] debt that billing does not confirm holds nobody up',
    customer: { standing: inDebt },
    legs: [...toDebt, ['nao-confirmado', { ...billing, confirmado: false }]],
    steps: [...before, 'ocorrencia'],
    ends: { status: 'in-progress', queue: null },
  },
  {
    name: '[S2.6] a matter out of scope is declined and closed',
    legs: [...toOccurrence, ['fora-do-escopo', { ...typical.ocorrencia, categoria: 'infraestrutura-rede' }], closed],
    steps: [...before, 'ocorrencia', 'finalizacao'],
    ends: { status: 'closed', category: 'infraestrutura-rede' },
  },
  {
    name: '[S5.5] a call back that the customer prefers is booked and the call waits',
    legs: [
      ...toAnalysis,
      ['agendar-retorno', { ...typical.analise, estimativa: 40, disponibilidade: 'agendar', retorno: later }],
    ],
    steps: [...before, 'ocorrencia', 'analise', 'solucao-imediata'],
    ends: { status: 'waiting', callback: { at: later, note: '' } },
    kinds: ['callback-scheduled', 'parked'],
  },
  {
    name: '[S5.5] long but now: the customer stays on the line',
    legs: [
      ...toAnalysis,
      ['solucao-imediata', { ...typical.analise, estimativa: 40, disponibilidade: 'agora' }],
      ['nao-resolveu'],
      ['solucao-imediata'],
    ],
    steps: [...before, 'ocorrencia', 'analise', 'solucao-imediata', 'analise', 'solucao-imediata'],
    ends: { status: 'in-progress' },
  },
  {
    name: '[S5.5] the monitor is asked and the step stays',
    legs: [...toAnalysis, ['pedir-ajuda-ao-monitor']],
    steps: [...before, 'ocorrencia', 'analise', 'analise'],
    ends: { status: 'in-progress' },
    kinds: ['help-asked'],
  },
  {
    name: '[S1.7] a change with its plan is carried out and closed as a change',
    legs: [
      ...toOccurrence,
      ['registrada', { ...typical.ocorrencia, tipo: 'mudanca' }],
      [
        'solucao-imediata',
        { ...typical.analise, 'plano-janela': 'Sábado', 'plano-risco': 'Parada', 'plano-volta': 'Servidor antigo' },
      ],
      ['resolvido', typical.solucao],
      ['encerrar', { encerramento: typical.closing.mudanca }],
    ],
    steps: [...before, 'ocorrencia', 'analise', 'solucao-imediata', 'finalizacao'],
    ends: { status: 'closed', type: 'mudanca' },
  },
  {
    name: '[S5.7] taken for internal analysis: the call is parked on the bench',
    legs: toDatabase,
    steps: [...before, 'ocorrencia', 'analise', 'analise-do-banco'],
    ends: { status: 'waiting' },
    kinds: ['parked'],
  },
  {
    name: '[S5.7] the bench finds the solution',
    legs: [...toDatabase, ['solucao-encontrada', typical.banco], ['resolvido', typical.solucao], closed],
    steps: [...before, 'ocorrencia', 'analise', 'analise-do-banco', 'solucao-imediata', 'finalizacao'],
    ends: { status: 'closed' },
  },
  {
    name: '[S5.8] the supervision passes the way to close',
    legs: [
      ...toDatabase,
      ['passar-a-supervisao', typical.banco],
      ['finalizar', { ...supervision, decisao: 'finalizar' }],
      closed,
    ],
    steps: [...before, 'ocorrencia', 'analise', 'analise-do-banco', 'analise-da-supervisao', 'finalizacao'],
    ends: { status: 'closed' },
    kinds: ['help-asked'],
  },
  {
    name: '[S5.8] the supervision passes a work order',
    legs: [...toDatabase, ['passar-a-supervisao', typical.banco], ['passar-os', { ...supervision, decisao: 'os' }]],
    steps: [...before, 'ocorrencia', 'analise', 'analise-do-banco', 'analise-da-supervisao', 'ordem-de-servico'],
    ends: { status: 'waiting' },
  },
  {
    name: '[S5.8] the supervision gives it back, and what lacks may lack',
    legs: [
      ...toDatabase,
      ['passar-a-supervisao', typical.banco],
      ['devolver', { ...supervision, conferencia: [], decisao: 'devolver' }],
      ['solucao-encontrada'],
    ],
    steps: [
      ...before,
      'ocorrencia',
      'analise',
      'analise-do-banco',
      'analise-da-supervisao',
      'analise-do-banco',
      'solucao-imediata',
    ],
    ends: { status: 'waiting' },
  },
  {
    name: '[S5.11] kept open with what lacks and with whom',
    legs: [...toClosing, ['manter-aberto', { pendencia: 'Cliente enviará o arquivo' }]],
    steps: [...before, 'ocorrencia', 'analise', 'solucao-imediata', 'finalizacao'],
    ends: { status: 'open' },
  },
];

async function entriesOf(call: Call): Promise<Entry[]> {
  return (await now(station.client.tickets.watch({ ticketId: call.ticketId })))?.entries ?? [];
}

describe('the call of the default pack', () => {
  it.each(branches)('$name', async ({ customer, legs, steps, ends, kinds = [] }) => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client, customer));
    await call.walk(legs);
    const ticket = await call.ticket();
    expect(ticket.attendance?.visits.map(({ stepId }) => stepId)).toEqual(steps);
    expect(ticket).toMatchObject(ends);
    const entries = await entriesOf(call);
    expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
    if (ticket.status === 'closed') expect(await now(station.client.attendance.watch())).toEqual([]);

    // The same after a restart: nothing of it lies in memory.
    await station.restart();
    expect((await now(station.client.attendance.view({ ticketId: call.ticketId })))?.ticket).toEqual(ticket);
  });

  it('[S5.5] a call back is taken up again where it was, and is thereby kept', async () => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client));
    await call.walk(toAnalysis);
    const wish = { ...typical.analise, estimativa: 40, disponibilidade: 'agendar' };
    expect(await call.refusedExit('agendar-retorno', wish)).toContain('S5.5 field-missing');
    const past = { ...wish, retorno: new Date(START - 60_000).toISOString() };
    expect(await call.refusedExit('agendar-retorno', past)).toContain('S5.5 callback-time-past');
    await call.leave('agendar-retorno', { ...wish, retorno: later });
    const [waiting] = await now(station.client.attendance.watch());
    expect(waiting).toMatchObject({ status: 'parked', callbackAt: later, stepId: 'solucao-imediata' });

    await done(station.client.attendance.resume({ ticketId: call.ticketId }));
    expect(await call.ticket()).toMatchObject({ status: 'in-progress', callback: null });
    await call.walk([['resolvido', typical.solucao], closed]);
    expect((await call.ticket()).status).toBe('closed');
  });

  it('[S5.8] the supervision decides only with its checklist complete', async () => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client));
    await call.walk([...toDatabase, ['passar-a-supervisao', typical.banco]]);
    const short = { ...supervision, decisao: 'finalizar', conferencia: typical.conferencia.slice(1) };
    expect(await call.refusedExit('finalizar', short)).toEqual(['S5.8 field-missing']);
    expect(await call.refusedExit('passar-os', { conferencia: typical.conferencia })).toEqual(['S5.8 exit-closed']);
    expect(await call.step()).toBe('analise-da-supervisao');
  });

  it('[S5.9][S5.11] a work order is found, linked and its number given', async () => {
    const { client } = station;
    const order = {
      number: 'OS-4711',
      title: 'Erro 225 na nota',
      status: 'aberta' as const,
      release: '',
      expectedAt: '',
    };
    const { id } = await done(client.workOrders.save({ id: null, ...order, expectedAt: '2026-12-01' }));
    expect((await client.workOrders.search({ text: '4711', openOnly: true, limit: 5 })).map((one) => one.id)).toEqual([
      id,
    ]);

    const call = await openCall(client);
    await call.identify(await registerCustomer(client));
    await call.walk([...toAnalysis, ['os-existente', typical.analise]]);
    expect(await call.refusedExit('aguardar-liberacao', { urgente: false })).toContain('S5.9 field-missing');
    await call.leave('aguardar-liberacao', { os: id, urgente: false });
    expect((await call.ticket()).workOrder).toEqual({ id, number: 'OS-4711', title: 'Erro 225 na nota' });
    expect(await call.refusedExit('encerrar', { encerramento: typical.closing.incidente })).toEqual([
      'S5.11 field-missing',
    ]);
    await call.leave('encerrar', { 'numero-da-os': ['passado'] });
    expect((await call.ticket()).status).toBe('closed');
  });

  it('[S5.9] a released work order leads to the solution, an open one does not', async () => {
    const { client } = station;
    const order = { number: '12', title: 'Erro 225', release: '', expectedAt: '' };
    const { id } = await done(client.workOrders.save({ id: null, ...order, status: 'aberta' }));
    const call = await openCall(client);
    await call.identify(await registerCustomer(client));
    await call.walk([...toAnalysis, ['os-existente', typical.analise]]);
    expect(await call.refusedExit('liberada', { os: id, urgente: false })).toContain('S5.9 exit-closed');
    await done(client.workOrders.save({ id, ...order, status: 'liberada', release: '5.2.1' }));
    await call.leave('testar');
    await call.leave('os-existente');
    expect(await call.leave('liberada')).toBe('solucao-imediata');
    expect((await call.ticket()).attendance?.answers['ordem-de-servico']).toMatchObject({
      liberada: true,
      executavel: '5.2.1',
    });
  });

  it('[S5.9] in an urgent case the monitor is asked before anything is settled', async () => {
    const { client } = station;
    const order = { number: '12', title: 'Erro 225', status: 'aberta' as const, release: '', expectedAt: '' };
    const { id } = await done(client.workOrders.save({ id: null, ...order }));
    const call = await openCall(client);
    await call.identify(await registerCustomer(client));
    await call.walk([...toAnalysis, ['os-existente', { ...typical.analise, urgencia: 'multa' }]]);
    expect(await call.refusedExit('aguardar-liberacao', { os: id })).toEqual(['S5.9 field-missing']);
    await call.leave('pedir-ajuda-ao-monitor');
    await call.leave('aguardar-liberacao', { monitor: 'Contornar com a versão anterior' });
    expect(await call.step()).toBe('finalizacao');
    await call.leave('encerrar', { encerramento: typical.closing.incidente });
    expect((await call.ticket()).status).toBe('closed');
  });

  it('[S5.3] debt is transferred only after billing has confirmed it', async () => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client, { standing: inDebt }));
    await call.walk(toDebt);
    expect(await call.refusedExit('em-dia')).toContain('S5.3 exit-closed');
    expect(await call.refusedExit('confirmado')).toContain('S5.3 exit-closed');
    expect((await call.ticket()).queue).toBeNull();
  });

  it('[S1.7] a change without its plan is not begun', async () => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client));
    await call.walk([...toOccurrence, ['registrada', { ...typical.ocorrencia, tipo: 'mudanca' }]]);
    expect(await call.refusedExit('solucao-imediata', typical.analise)).toContain('S5.5 exit-closed');
  });

  it('[S5.1] nobody is served unidentified, except by skipping with a reason that is kept', async () => {
    const { client } = station;
    const call = await openCall(client);
    expect(await call.refusedExit('identificado', typical.atender)).toEqual(['S5.1 field-missing']);
    const skip = { ticketId: call.ticketId, draft: null, text: 'Linha ruim' };
    expect((await client.attendance.skip({ ...skip, reasonId: 'inventado' })).ok).toBe(false);
    await done(client.attendance.skip({ ...skip, reasonId: 'ligacao-caiu' }));
    expect(await call.step()).toBe('abordagem');
    const left = (await entriesOf(call)).findLast(({ kind }) => kind === 'step-left');
    expect(left?.data).toMatchObject({ how: 'skipped', reason: 'A ligação caiu: Linha ruim' });
  });

  it('every step but the last can be skipped, one after another', async () => {
    const { client } = station;
    const call = await openCall(client);
    const seen: (string | null)[] = [];
    for (let skips = 0; skips < 6; skips++) {
      const skip = { ticketId: call.ticketId, draft: null, reasonId: 'nao-se-aplica', text: '' };
      const { stepId } = await done(client.attendance.skip(skip));
      seen.push(stepId);
      if (stepId === 'finalizacao') break;
    }
    expect(seen).toEqual(['abordagem', 'debito', 'ocorrencia', 'analise', 'solucao-imediata', 'finalizacao']);
    const again = await client.attendance.skip({
      ticketId: call.ticketId,
      draft: null,
      reasonId: 'nao-se-aplica',
      text: '',
    });
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'step-not-skippable' }] });
  });

  it('goes back to the step before with its answers, and not before the first', async () => {
    const { client } = station;
    const call = await openCall(client);
    await call.identify(await registerCustomer(client));
    await call.walk(toDebt);
    const back = { ticketId: call.ticketId, draft: null };
    expect((await done(client.attendance.back(back))).stepId).toBe('abordagem');
    expect((await call.ticket()).attendance?.answers.abordagem).toMatchObject(typical.abordagem);
    expect((await done(client.attendance.back(back))).stepId).toBe('atender');
    expect(await client.attendance.back(back)).toMatchObject({ ok: false, refusals: [{ code: 'no-step-before' }] });
    expect(await call.leave('identificado')).toBe('abordagem');
    expect(await call.leave('seguir')).toBe('debito');
  });

  it('[S5.6] an analysis that does not solve it goes round as often as it must', async () => {
    const call = await openCall(station.client);
    await call.identify(await registerCustomer(station.client));
    await call.walk(toSolution);
    for (let round = 0; round < 3; round++) await call.walk([['nao-resolveu'], ['solucao-imediata']]);
    expect((await call.ticket()).attendance?.visits).toHaveLength(12);
  });
});
