import type { FlowFacts, Interval, Walk } from '#shared/domain/flow/facts.ts';
import { factsFor } from '#shared/domain/flow/facts-for.ts';
import type { Moment } from '#shared/domain/flow/moment.ts';
import { chooseBack, chooseExit, chooseSkip, type Move, takeAutomaticExit } from '#shared/domain/flow/moves.ts';
import { stepOverview, stepView } from '#shared/domain/flow/view.ts';
import { applyAnswer, applyMove, startWalk } from '#shared/domain/flow/walk.ts';
import { packTextCheck } from '#shared/domain/language/public-text.ts';
import type { Refusal, Result } from '#shared/domain/refusal.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';

export function parsed(source: unknown): Pack {
  const read = readPack(source);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals, null, 2));
  return read.value;
}

export const standardPack = parsed(defaultPack);
const standardCheck = packTextCheck(standardPack);

export const customer: NonNullable<FlowFacts['customer']> = {
  id: 'c-1',
  code: '4711',
  name: 'Padaria Estrela',
  kind: 'pj',
  plan: 'Essencial',
  product: 'Gestão',
  version: '8.2',
  standing: { status: 'em-dia', asOf: '2026-11-20' },
};

type Circumstances = Pick<FlowFacts, 'customer' | 'ticket' | 'workOrder' | 'openTickets'>;

/** A call through the default pack's flow with the clock, customer and work order in the test's hand. */
export class Call {
  walk: Walk;
  parked: Interval[] = [];
  circumstances: Circumstances = {
    customer,
    ticket: { protocol: '261121031200479', subject: '', type: null, category: null, priority: null },
    workOrder: null,
    openTickets: 0,
  };
  readonly pack: Pack;
  readonly #start: number;
  #now: number;

  constructor(pack: Pack = standardPack, startedAt = '2026-11-20T13:00:00.000Z') {
    this.pack = pack;
    this.#start = Date.parse(startedAt);
    this.#now = this.#start;
    this.walk = startWalk(pack.flows.find(({ id }) => id === pack.callFlow)!, startedAt);
  }

  get now(): string {
    return new Date(this.#now).toISOString();
  }

  get moment(): Moment {
    const { now, parked } = this;
    const timeZone = 'America/Sao_Paulo';
    const facts = factsFor(this.pack, this.walk, {
      ...this.circumstances,
      company: 'Casa do Software',
      agent: { name: 'Ana', role: 'atendente-n1' },
      now,
      callStartedAt: new Date(this.#start).toISOString(),
      parked,
      timeZone,
    });
    return { facts, now, parked, timeZone, publicText: standardCheck };
  }

  pass(minutes: number): this {
    this.#now += minutes * 60_000;
    return this;
  }

  park(): this {
    this.parked = [...this.parked, { from: this.now, to: null }];
    return this;
  }

  resume(): this {
    this.parked = this.parked.map((one) => (one.to === null ? { ...one, to: this.now } : one));
    return this;
  }

  answer(answers: Record<string, JsonValue>): this {
    for (const [fieldId, value] of Object.entries(answers)) {
      this.walk = applyAnswer(this.walk, { stepId: this.walk.stepId!, fieldId, value });
    }
    return this;
  }

  exit(exitId: string): Move {
    return this.#make(chooseExit(this.pack, this.walk, { moment: this.moment, exitId }));
  }

  skip(reasonId = 'nao-se-aplica'): Move {
    return this.#make(chooseSkip(this.pack, this.walk, { moment: this.moment, reasonId }));
  }

  back(): Move {
    return this.#make(chooseBack(this.pack, this.walk, this.moment));
  }

  automatic(): Move {
    return this.#make(takeAutomaticExit(this.pack, this.walk, this.moment));
  }

  refusals(exitId: string): Refusal[] {
    const result = chooseExit(this.pack, this.walk, { moment: this.moment, exitId });
    return result.ok ? [] : result.refusals;
  }

  view() {
    const view = stepView(this.pack, this.walk, this.moment);
    if (!view) throw new Error('the walk has ended');
    return view;
  }

  said(): string {
    return this.view()
      .scripts.map(({ text }) => text)
      .join('\n');
  }

  exitView(id: string) {
    return this.view().exits.find(({ exit }) => exit.id === id)!;
  }

  fieldView(id: string) {
    return this.view().fields.find(({ field }) => field.id === id);
  }

  overview() {
    return stepOverview(this.pack, this.walk, this);
  }

  #make(result: Result<Move>): Move {
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
    this.walk = applyMove(this.walk, result.value);
    return result.value;
  }
}

/** A call that has come to the given step of the default flow by the ordinary way. */
export function callAt(stepId: string, circumstances: Partial<Circumstances> = {}): Call {
  const call = new Call();
  call.circumstances = { ...call.circumstances, ...circumstances };
  const stages: [string, () => void][] = [
    ['atender', () => call.answer({ cliente: 'c-1', contato: 'Antônio Souza' }).exit('identificado')],
    ['abordagem', () => call.answer({ pontos: 'Nota rejeitada desde ontem' }).exit('seguir')],
    ['debito', () => call.exit('em-dia')],
    ['ocorrencia', () => call.answer(occurrence).exit('registrada')],
    ['analise', () => call.answer(quickAnalysis).exit('solucao-imediata')],
    ['solucao-imediata', () => call.answer(solution).exit('resolvido')],
  ];
  for (const [id, leave] of stages) {
    if (id === stepId) return call;
    leave();
  }
  if (call.walk.stepId !== stepId) throw new Error(`no ordinary way to ${stepId}`);
  return call;
}

export const occurrence = {
  assunto: 'Nota fiscal rejeitada',
  descricao: 'Ao emitir a nota, o sistema apresenta a rejeição 539.',
  tipo: 'incidente',
  categoria: 'fiscal',
  impede: true,
  entrega: false,
};
export const quickAnalysis = { 'muda-evento': false, estimativa: 5, certeza: 'certeza' };
export const solution = { solucao: 'Corrigida a numeração e emitida a nota.', explicado: ['ocorrido', 'solucao'] };
export const incidentClosing = {
  encerramento: { causa: 'Numeração repetida', solucao: 'Corrigida', 'conferido-com': 'Antônio' },
};
