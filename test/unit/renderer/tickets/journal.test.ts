import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answersShown } from '#renderer/features/tickets/journal/answer-words.ts';
import { entryStory } from '#renderer/features/tickets/journal/entry-story.ts';
import { journalDays } from '#renderer/features/tickets/journal/journal-view.ts';
import { changesByEntry } from '#renderer/features/tickets/journal/register-changes.ts';
import { type EntryKind, entryData } from '#shared/domain/ticket/entry.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { packSchema } from '#shared/procedures/schema/pack.ts';
import { anEntry } from './an-entry.ts';

beforeAll(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 12) });
});
afterAll(() => {
  vi.useRealTimers();
});

const pack = packSchema.parse(defaultPack);
const customer = { id: 'c1', code: '1088', name: 'Farmácia Silva', kind: 'pj' as const, document: null };
const left = {
  from: 'debito',
  fromTitle: 'Débito',
  to: 'ocorrencia',
  toTitle: 'Ocorrência',
  how: 'exit' as const,
  exitId: 'seguir',
  label: 'Não confirmado: seguir',
  reason: null,
};

const work = {
  person: 'Farmácia Silva',
  contact: 'Marta',
  reason: { id: 'r', label: 'Análise' },
  means: { id: 'm', label: 'Acesso remoto' },
  description: 'Conferi o banco',
  from: new Date(2026, 10, 22, 13).toISOString(),
  until: new Date(2026, 10, 22, 14).toISOString(),
  overlapConfirmed: false,
  file: null,
};

const ONE_OF_EACH = [
  anEntry('call-opened', {
    protocol: '261121031200479',
    callId: 'call',
    flowId: 'f',
    packVersion: 1,
    stepId: 'atender',
    stepTitle: 'Atender',
    complements: null,
  }),
  anEntry('customer-identified', { customer, registered: true }),
  anEntry('step-saved', { stepId: 'abordagem', stepTitle: 'Abordagem', answers: {}, notes: null }),
  anEntry('step-left', left),
  anEntry('parked', { reason: 'Outra ligação' }),
  anEntry('resumed', {}),
  anEntry('transferred', { queueId: 'q', queueLabel: 'Financeiro · pessoa jurídica' }),
  anEntry('callback-scheduled', { at: new Date(2026, 10, 22, 13).toISOString(), note: '' }),
  anEntry('callback-done', { outcome: 'atendeu' }),
  anEntry('forwarded', { boardId: 'n2', boardLabel: 'N2', reason: 'validado' }),
  anEntry('help-asked', { role: 'gestao-tecnica', roleLabel: 'Gestão técnica', reason: 'dúvida' }),
  anEntry('work-order-linked', { workOrder: { id: 'w', number: '4411', title: 'Erro no relatório' } }),
  anEntry('reported', { text: 'Testado no banco.' }),
  anEntry('linked', { ticketId: 't2', protocol: '261121031200480', relation: 'complemented-by' }),
  anEntry('classified', { reason: null }),
  anEntry('clash-decided', { registers: ['subject'], keep: 'lost' }),
  anEntry('followed', { agentId: 'ana', agentName: 'Ana', on: true }),
  anEntry('unit-moved', { unitId: 'u', unitName: 'Filial Norte', reason: 'Atende lá' }),
  anEntry('attached', { sha256: 'a'.repeat(64), name: 'tela.png', type: 'image/png', size: 2048 }),
  anEntry('work-started', {}),
  anEntry('work-logged', { ...work, timerId: null }),
  anEntry('work-corrected', { logId: 'l', reason: 'hora errada', log: null }),
  anEntry('timer-discarded', { timerId: 't', reason: 'engano' }),
  anEntry('contact-tried', {
    means: { id: 'm', label: 'Telefone' },
    outcome: { id: 'o', label: 'Não atendeu', answered: false },
    contact: 'Marta',
    note: '',
  }),
  anEntry('suspended', {
    waitsFor: 'customer',
    who: 'Marta',
    reason: { id: 'r', label: 'Aguardando dados' },
    note: '',
    until: new Date(2026, 10, 22, 13).toISOString(),
  }),
  anEntry('suspension-ended', { how: 'due', note: '' }),
  anEntry('reopened', { reason: { id: 'r', label: 'Voltou a ocorrer' }, note: '' }),
  anEntry('unlinked', { ticketId: 't2', protocol: '261121031200480', relation: 'related', reason: 'outra causa' }),
  anEntry('change-planned', { fields: { janela: 'Sábado' } }),
  anEntry('breach-explained', {
    target: 'solution',
    dueAt: new Date(2026, 10, 22, 13).toISOString(),
    reason: { id: 'f', label: 'Fila acima do normal' },
    note: '',
  }),
  anEntry('followed-up', { day: '2026-11-22', action: 'tried', note: '' }),
  anEntry('closed', { article: 7347, cannedText: null, asked: {}, text: 'Encerrado.' }),
];

describe('entries as sentences', () => {
  it('[B3] tells every kind of entry that there is', () => {
    expect(new Set(ONE_OF_EACH.map(({ kind }) => kind))).toEqual(new Set(Object.keys(entryData) as EntryKind[]));
    expect(ONE_OF_EACH.map((entry) => entryStory(entry).did)).toMatchInlineSnapshot(`
      [
        "recebeu a ligação e abriu o chamado no passo “Atender”",
        "cadastrou o cliente Farmácia Silva (código 1088)",
        "registrou no passo “Abordagem”",
        "foi de “Débito” para “Ocorrência”: Não confirmado: seguir",
        "estacionou a ligação: Outra ligação",
        "retomou a ligação",
        "transferiu a ligação para Financeiro · pessoa jurídica",
        "combinou um retorno para 22/11 13:00",
        "fez o retorno combinado: atendeu",
        "encaminhou o chamado para a aba N2: validado",
        "pediu ajuda: Gestão técnica",
        "vinculou a O.S. 4411: Erro no relatório",
        "escreveu uma nota técnica",
        "ligou a este um chamado complementar",
        "classificou o chamado",
        "decidiu uma divergência: voltou o valor que tinha ficado de fora",
        "passou a acompanhar o chamado",
        "moveu o chamado para a unidade Filial Norte: Atende lá",
        "anexou o arquivo “tela.png” (2 kB)",
        "iniciou a execução",
        "relatou uma atividade de 22/11 13:00 a 22/11 14:00: Análise, Acesso remoto",
        "anulou um registro de atividade: hora errada",
        "descartou o tempo do cronômetro: engano",
        "tentou contato com Marta por Telefone: Não atendeu",
        "suspendeu o chamado até 22/11 13:00, à espera de Marta: Aguardando dados",
        "trouxe o chamado de volta, no dia marcado",
        "reabriu o chamado: Voltou a ocorrer",
        "desfez um vínculo: outra causa",
        "escreveu o plano da mudança",
        "explicou o atraso da solução: Fila acima do normal",
        "passou pelo chamado na rotina de cobrança: tentou contato",
        "encerrou o chamado pelo FAQ 7347",
      ]
    `);
  });

  it('tells a skipped, an automatic, a backward and a last move apart', () => {
    const moves = [
      { ...left, how: 'skipped' as const, reason: 'O cliente não pode esperar' },
      { ...left, how: 'automatic' as const },
      { ...left, how: 'back' as const },
      { ...left, to: null, toTitle: null, label: 'Encerrar o chamado' },
    ];
    expect(moves.map((data) => entryStory(anEntry('step-left', data)).did)).toEqual([
      'pulou o passo “Débito”: O cliente não pode esperar',
      'passou de “Débito” para “Ocorrência”, porque o tempo do passo terminou',
      'voltou de “Débito” para “Ocorrência”',
      'concluiu o passo “Débito”: Encerrar o chamado',
    ]);
  });

  it('tells a text to the customer from a technical note', () => {
    const speech = entryStory(anEntry('reported', { text: 'Pronto.' }, { visibility: 'public' }));
    const note = entryStory(anEntry('reported', { text: 'Pronto.' }));
    expect([speech.kind, speech.did, note.kind, note.did]).toEqual([
      'speech',
      'escreveu ao cliente',
      'note',
      'escreveu uma nota técnica',
    ]);
  });
});

describe('what entries changed', () => {
  it('[B3] says what a register was before and what it is now, by the labels of the pack', () => {
    const entries = [
      anEntry('classified', { reason: null }, { patch: { type: 'incidente', priority: 'media' } }),
      anEntry('classified', { reason: null }, { patch: { priority: 'alta', status: 'waiting', step: 'x' } }),
    ];
    const changes = changesByEntry(entries, pack);
    expect(changes.get(entries[1]!.id)).toEqual([
      { register: 'priority', label: 'Prioridade', before: 'Média', after: 'Alta' },
      { register: 'status', label: 'Situação', before: null, after: 'Aguardando' },
    ]);
  });

  it('leaves out what was written again as it was', () => {
    const entries = [
      anEntry('resumed', {}, { patch: { status: 'in-progress' } }),
      anEntry('resumed', {}, { patch: { status: 'in-progress' } }),
    ];
    expect(changesByEntry(entries, pack).has(entries[1]!.id)).toBe(false);
  });
});

describe('the journal by day', () => {
  const entries = [
    anEntry('reported', { text: 'a' }, { at: new Date(2026, 10, 20, 23, 59).toISOString() }),
    anEntry('reported', { text: 'b' }, { at: new Date(2026, 10, 21, 0, 1).toISOString(), visibility: 'public' }),
    anEntry('reported', { text: 'c' }, { at: new Date(2026, 10, 21, 9, 0).toISOString() }),
  ];
  const shown = (choice: Partial<Parameters<typeof journalDays>[1]>) =>
    journalDays(entries, { filter: 'all', newestFirst: true, changed: () => false, ...choice }).map(
      ({ day, entries: ofDay }) => [day, ofDay.map(({ data }) => ('text' in data ? data.text : ''))],
    );

  it('puts the newest first, day by day', () => {
    expect(shown({})).toEqual([
      ['2026-11-21', ['c', 'b']],
      ['2026-11-20', ['a']],
    ]);
  });

  it('puts the oldest first when asked', () => {
    expect(shown({ newestFirst: false })).toEqual([
      ['2026-11-20', ['a']],
      ['2026-11-21', ['b', 'c']],
    ]);
  });

  it('lets only what the customer may read through, or only what changed something', () => {
    expect(shown({ filter: 'public' })).toEqual([['2026-11-21', ['b']]]);
    expect(shown({ filter: 'changes', changed: (id) => id === entries[0]!.id })).toEqual([['2026-11-20', ['a']]]);
  });
});

describe('answers as people read them', () => {
  const flow = pack.flows.find(({ id }) => id === pack.callFlow)!;

  it('shows every field of the flow by its label, and an emptied one as such', () => {
    for (const step of flow.steps) {
      const answers = Object.fromEntries(step.fields.map(({ id }) => [id, null]));
      const rows = answersShown(step.id, answers, { pack, flowId: flow.id, nameOf: () => undefined });
      expect(rows.map(({ label }) => label)).toEqual(step.fields.map(({ label }) => label));
      expect(rows.every(({ lines }) => lines[0] === '(apagado)')).toBe(true);
    }
  });

  it('shows yes and no, choices, tests and instants in words', () => {
    const step = {
      id: 's',
      number: '1',
      title: 'S',
      purpose: 'p',
      exits: [{ id: 'x', label: 'x', to: 'end' }],
      skip: { never: 'não' },
      fields: [
        { kind: 'yes-no', id: 'sim', label: 'Sim?' },
        { kind: 'choice', id: 'tipo', label: 'Tipo', from: 'ticketTypes' },
        { kind: 'number', id: 'tempo', label: 'Tempo', unit: 'minutos' },
        {
          kind: 'checklist',
          id: 'itens',
          label: 'Itens',
          items: [
            { id: 'a', label: 'Agenda' },
            { id: 'b', label: 'Almoço' },
          ],
        },
        {
          kind: 'test-matrix',
          id: 'testes',
          label: 'Testes',
          rows: [{ id: 'r', label: 'Banco do cliente' }],
          columns: [{ id: 'c', label: 'Executável atual' }],
          results: [{ value: 'ok', label: 'Funciona' }],
        },
      ],
    };
    const small = packSchema.parse({
      ...defaultPack,
      flows: [...defaultPack.flows, { id: 'f', title: 'F', start: 's', steps: [step] }],
    });
    const answers = { sim: true, tipo: 'mudanca', tempo: 1500, itens: ['b'], testes: { 'r:c': 'ok' } };
    const rows = answersShown('s', answers, { pack: small, flowId: 'f', nameOf: () => undefined });
    expect(rows.map(({ lines }) => lines.join('; '))).toEqual([
      'Sim',
      'Mudança',
      '1.500 minutos',
      '✓ Almoço',
      'Banco do cliente × Executável atual: Funciona',
    ]);
  });
});
