import { describe, expect, test } from 'vitest';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import type { PackSource } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';

/** A pack of one flow with two steps: small enough to break in one place at a time. */
function smallPack(): PackSource {
  return {
    format: 1,
    id: 'pequeno',
    version: 1,
    name: 'Pequeno',
    roles: [{ id: 'admin', label: 'Admin', description: '', duties: ['administration'] }],
    queues: [{ id: 'fila', label: 'Fila', role: 'admin' }],
    boards: [
      {
        id: 'aba',
        label: 'Aba',
        description: '',
        admission: [{ rule: 'S4.4', when: { var: 'byManagement' }, refusal: 'não.' }],
      },
    ],
    slaClasses: [{ id: 'sla', label: 'SLA', firstAnswer: { minutes: 1 }, solution: { minutes: 2 } }],
    priorities: [{ id: 'baixa', label: 'Baixa', definition: 'd', slaClass: 'sla', rank: 1 }],
    ticketTypes: [{ id: 'incidente', label: 'Incidente', definition: 'd', closingText: 'enc' }],
    categories: [{ id: 'geral', label: 'Geral' }],
    cannedTexts: [
      {
        id: 'enc',
        key: 'enc',
        title: 'Encerramento',
        use: 'closing',
        body: '{?causa}',
        asks: [{ id: 'causa', label: 'Causa' }],
      },
    ],
    articles: [{ number: 1, title: 'Um', body: 'Texto' }],
    wordRules: [],
    greetings: [{ from: '00:00', until: '00:00', text: 'Olá' }],
    skipReasons: [{ id: 'motivo', label: 'Motivo' }],
    callExplanations: [{ id: 'engano', label: 'Engano' }],
    complementaryCall: { article: 1, type: 'incidente', category: 'geral', priority: 'baixa' },
    callFlow: 'fluxo',
    flows: [
      {
        id: 'fluxo',
        title: 'Fluxo',
        start: 'um',
        steps: [
          {
            id: 'um',
            number: '1',
            title: 'Um',
            purpose: 'p',
            scripts: [{ text: '{{company}}' }],
            fields: [
              { kind: 'yes-no', id: 'ok', label: 'Tudo certo?' },
              { kind: 'date-time', id: 'hora', label: 'Hora' },
              { kind: 'closing', id: 'fim', label: 'Fim' },
            ],
            timeBox: {
              clock: 'live',
              warnAfterMinutes: 1,
              limitMinutes: 2,
              warning: 'w',
              question: 'q',
              exits: ['sair'],
            },
            exits: [
              { id: 'seguir', label: 'Seguir', to: 'dois', when: { var: 'answers.um.ok' } },
              { id: 'sair', label: 'Sair', to: 'end', needs: 'none' },
            ],
            skip: { to: 'dois' },
          },
          {
            id: 'dois',
            number: '2',
            title: 'Dois',
            purpose: 'p',
            exits: [{ id: 'fim', label: 'Fim', to: 'end', needs: 'none' }],
            skip: { never: 'Não.' },
          },
        ],
      },
    ],
  };
}

type Draft = ReturnType<typeof smallPack>;
type FlowDraft = Draft['flows'][number];

function messages(breakIt: (pack: Draft) => void): string[] {
  const pack = structuredClone(smallPack());
  breakIt(pack);
  const read = readPack(pack);
  return read.ok ? [] : read.refusals.map(({ message }) => message);
}

const first = (pack: Draft): FlowDraft['steps'][number] => pack.flows[0]!.steps[0]!;
const second = (pack: Draft): FlowDraft['steps'][number] => pack.flows[0]!.steps[1]!;

test('the small pack and the default pack are read without problems, parsed or as text', () => {
  expect(readPack(smallPack())).toMatchObject({ ok: true, value: { id: 'pequeno' } });
  expect(readPack(defaultPack)).toMatchObject({ ok: true });
  expect(readPack(`\uFEFF${JSON.stringify(defaultPack, null, 2)}`)).toEqual(readPack(defaultPack));
});

test('defaults are filled in', () => {
  const read = readPack(smallPack());
  expect(read.ok && read.value.flows[0]?.steps[0]?.exits[0]).toMatchObject({ needs: 'fields', effects: [] });
});

describe('what a pack means is checked, and each problem names its place', () => {
  const cases: [string, (pack: Draft) => void, RegExp][] = [
    [
      'a step given twice',
      (p) => (second(p).id = 'um'),
      /^fluxo “fluxo” › passo “um”: “um” já está no item 1 desta lista/,
    ],
    ['a step called end', (p) => (second(p).id = 'end'), /“end” é o nome do fim do fluxo/],
    ['an exit given twice', (p) => (first(p).exits[1]!.id = 'seguir'), /saída 2 “seguir”: “seguir” já está no item 1/],
    ['a field given twice', (p) => (first(p).fields![1]!.id = 'ok'), /campo “ok”: “ok” já está/],
    [
      'an unknown step in an exit',
      (p) => (first(p).exits[0]!.to = 'tres'),
      /passo “um” › saída 1 “seguir” › “to”: o passo “tres” não existe/,
    ],
    ['an unknown step to skip to', (p) => (first(p).skip = { to: 'tres' }), /pular › “to”: o passo “tres” não existe/],
    [
      'an unknown first step',
      (p) => (p.flows[0]!.start = 'zero'),
      /fluxo “fluxo” › “start”: o passo “zero” não existe/,
    ],
    ['an unknown call flow', (p) => (p.callFlow = 'outro'), /fluxo das ligações: o fluxo “outro” não existe/],
    [
      'an unknown queue role',
      (p) => (p.queues[0]!.role = 'ninguem'),
      /fila “fila” › “role”: o papel “ninguem” não existe/,
    ],
    [
      'an unknown SLA class',
      (p) => (p.priorities[0]!.slaClass = 'x'),
      /prioridade “baixa” › “slaClass”: a classe de SLA “x” não existe/,
    ],
    [
      'a closing text that is a reply',
      (p) => (p.cannedTexts[0]!.use = 'reply'),
      /classificação “incidente” › “closingText”: o auto-texto de encerramento “enc” não existe/,
    ],
    ['an unknown article', (p) => (first(p).articles = [9]), /passo “um” › artigo 1: o artigo “9” não existe/],
    [
      'an unknown category',
      (p) => (p.complementaryCall.category = 'x'),
      /ligação complementar › “category”: a categoria “x” não existe/,
    ],
    [
      'an unknown queue',
      (p) => (first(p).exits[1]!.effects = [{ kind: 'transfer', queue: { if: [true, 'fila', 'nada'] } }]),
      /efeito 1 › “queue”: a fila “nada” não existe/,
    ],
    ['an unknown board', (p) => (first(p).exits[1]!.effects = [{ kind: 'board', board: 'x' }]), /a aba “x” não existe/],
    [
      'an unknown role to ask',
      (p) => (first(p).exits[1]!.effects = [{ kind: 'ask-help', role: 'x', reason: 'r' }]),
      /o papel “x” não existe/,
    ],
    [
      'a call back without a time field',
      (p) => (first(p).exits[1]!.effects = [{ kind: 'schedule-callback', field: 'ok' }]),
      /o campo “ok” não é de data e hora/,
    ],
    [
      'a closing without its field',
      (p) => (first(p).exits[1]!.effects = [{ kind: 'close', field: 'nada' }]),
      /o campo “nada” não existe neste passo/,
    ],
    [
      'a closing with nothing',
      (p) => (first(p).exits[1]!.effects = [{ kind: 'close' }]),
      /não diz com que dados fecha/,
    ],
    [
      'a step nobody reaches',
      (p) => {
        first(p).exits[0]!.to = 'end';
        first(p).skip = { to: 'end' };
      },
      /passo “dois”: nenhuma saída leva a este passo/,
    ],
    [
      'a loop without exit',
      (p) => (second(p).exits[0]!.to = 'dois'),
      /passo “dois”: deste passo nunca se chega ao fim: as saídas andam em círculo/,
    ],
    [
      'a way out that hangs on answers',
      (p) => (second(p).exits[0]!.when = { var: 'answers.um.ok' }),
      /passo “dois”: todas as saídas que levam ao fim dependem de condições/,
    ],
    [
      'an unknown path',
      (p) => (first(p).exits[0]!.when = { var: 'answers.um.nada' }),
      /saída 1 “seguir” › condição: o caminho “answers.um.nada” não existe; existem: answers.um.ok/,
    ],
    ['an unknown operator', (p) => (first(p).exits[0]!.when = { '=': [1, 1] }), /condição: o operador “=” não existe/],
    [
      'a broken board rule',
      (p) => (p.boards[0]!.admission[0]!.when = { var: 'customer' }),
      /aba “aba” › regra de admissão 1 › condição: o caminho “customer” não existe/,
    ],
    [
      'a broken derived value',
      (p) => (first(p).fields![0]!.derive = { var: ['x', 1, 2] }),
      /campo “ok” › valor proposto: o operador “var” pede de 1 a 2/,
    ],
    [
      'a broken template',
      (p) => (first(p).scripts![0]!.text = '{{empresa}}'),
      /fala 1 › “text”: o caminho “empresa” não existe/,
    ],
    [
      'an ask that is not in the text',
      (p) => (p.cannedTexts[0]!.body = 'nada'),
      /auto-texto “enc” › “body”: a pergunta “causa” não aparece/,
    ],
    [
      'a time box that warns too late',
      (p) => (first(p).timeBox!.warnAfterMinutes = 3),
      /limite de tempo: avisa aos 3 minutos/,
    ],
    [
      'a time box with an unknown exit',
      (p) => (first(p).timeBox!.exits = ['x']),
      /limite de tempo › saída: a saída “x” não existe neste passo/,
    ],
    [
      'an automatic exit that needs fields',
      (p) => {
        first(p).timeBox = { ...first(p).timeBox!, exits: ['seguir'], automaticExit: 'seguir' };
      },
      /“automaticExit”: a saída automática “seguir” exige campos preenchidos/,
    ],
    [
      'an automatic exit that is not offered',
      (p) => (first(p).timeBox!.automaticExit = 'seguir'),
      /não está entre as saídas do limite/,
    ],
    [
      'a required standing',
      (p) => first(p).fields!.push({ kind: 'standing', id: 's', label: 'S', required: true }),
      /não pode ser obrigatória/,
    ],
    [
      'a choice of nothing',
      (p) => first(p).fields!.push({ kind: 'choice', id: 's', label: 'S' }),
      /não oferece nenhuma opção/,
    ],
    [
      'a register on the wrong field',
      (p) => (first(p).fields![0]!.register = 'type'),
      /“type” só se preenche por escolha na tabela “ticketTypes”/,
    ],
    [
      'an hour without greeting',
      (p) => (p.greetings[0] = { from: '06:00', until: '05:59', text: 'Olá' }),
      /saudação: às 05:59 não há saudação/,
    ],
    ['an hour that does not exist', (p) => (p.greetings[0]!.from = '25:00'), /“25:00” não é uma hora que exista/],
    ['nobody to publish', (p) => (p.roles[0]!.duties = []), /papel: nenhum papel tem o encargo “administration”/],
  ];

  test.each(cases)('%s', (_, breakIt, message) => {
    expect(messages(breakIt)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  });

  test('all problems are listed, not only the first', () => {
    const all = messages((p) => {
      first(p).exits[0]!.to = 'tres';
      p.priorities[0]!.slaClass = 'x';
      first(p).scripts![0]!.text = '{{empresa}}';
    });
    expect(all).toHaveLength(3);
  });

  test('a flood of problems is counted', () => {
    const all = messages((p) => {
      first(p).articles = Array.from({ length: 500 }, (_, i) => i + 100);
    });
    expect(all).toHaveLength(201);
    expect(all.at(-1)).toBe('Há mais 300 problema(s) além destes.');
  });
});

describe('what a pack looks like is checked first', () => {
  const shape = (breakIt: (pack: Record<string, unknown>) => void): string[] =>
    messages((p) => breakIt(p as unknown as Record<string, unknown>));

  test.each<[string, (pack: Record<string, unknown>) => void, string]>([
    ['a missing field', (p) => delete p.name, '“name”: falta preencher'],
    ['a wrong type', (p) => (p.version = 'dois'), '“version”: era esperado um número e veio um texto'],
    ['an unknown field', (p) => (p.nome = 'x'), 'o campo “nome” não existe aqui'],
    ['an empty list', (p) => (p.roles = []), 'papel: é pequeno demais: no mínimo 1 item'],
    ['another format', (p) => (p.format = 99), '“format”: o valor “99” não é aceito'],
    ['a bad id', (p) => (p.id = 'Não Pode'), '“id”: “Não Pode” não tem a forma esperada'],
    [
      'an unknown kind of field',
      (p) => ((p as unknown as Draft).flows[0]!.steps[0]!.fields![0] = { kind: 'cor' } as never),
      'fluxo “fluxo” › passo “um” › campo 1 › “kind”: o tipo “cor” não existe',
    ],
    [
      'no skip',
      (p) => ((p as unknown as Draft).flows[0]!.steps[0]!.skip = 5 as never),
      'fluxo “fluxo” › passo “um” › pular: era esperado um objeto e veio um número',
    ],
  ])('%s', (_, breakIt, message) => {
    expect(shape(breakIt)).toContain(message);
  });

  test.each<[unknown, string]>([
    [null, 'era esperado um objeto e veio null'],
    [[], 'era esperado um objeto e veio uma lista'],
    [7, 'era esperado um objeto e veio um número'],
  ])('%j is no pack', (source, message) => {
    const read = readPack(source);
    expect(!read.ok && read.refusals[0]).toMatchObject({ code: 'pack-shape', message });
  });
});

describe('text that is no JSON', () => {
  test.each([
    ['', 'O arquivo está vazio.'],
    ['{\n  "a": 1,\n}', 'Linha 3, coluna 1: era esperado o nome de um campo, entre aspas.'],
    ['{\n  "a" 1}', 'Linha 2, coluna 7: era esperado “:” depois do nome do campo.'],
    ['[1 2]', 'Linha 1, coluna 4: era esperado “,” ou “]”.'],
    ['{"a": 1 "b": 2}', 'Linha 1, coluna 9: era esperado “,” ou “}”.'],
    ['{"a": "x', 'Linha 1, coluna 7: o texto que começa aqui não tem a aspa final.'],
    ['{"a": "x\ny"}', 'Linha 1, coluna 9: há uma quebra de linha ou outro caractere de controle dentro de um texto.'],
    ['{"a": "\\x"}', 'Linha 1, coluna 8: a barra invertida não forma um escape conhecido.'],
    ['{"a": 01}', 'Linha 1, coluna 8: era esperado “,” ou “}”.'],
    ['{"a": 1, "a": 2}', 'Linha 1, coluna 10: o campo "a" aparece duas vezes no mesmo objeto.'],
    ['{"a": 1} x', 'Linha 1, coluna 10: sobra texto depois do fim do JSON.'],
    [
      'flows:\n  - id',
      'Linha 1, coluna 1: era esperado um valor (texto entre aspas, número, true, false, null, lista ou objeto).',
    ],
  ])('%j', (text, message) => {
    const read = readPack(text);
    expect(!read.ok && read.refusals[0]?.message).toBe(message);
  });
});

describe('hostile packs are refused cleanly and fast', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 1;
    for (let i = 0; i < levels; i++) value = [value];
    return value;
  };
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;

  test.each<[string, unknown, string]>([
    ['100,000 levels as text', '['.repeat(100_000), 'pack-too-deep'],
    ['100,000 levels as a value', deep(100_000), 'pack-too-deep'],
    ['a value that contains itself', cyclic, 'pack-too-deep'],
    ['3 MB of text', `"${'x'.repeat(3_000_000)}"`, 'pack-too-large'],
    ['3 million items', Array.from({ length: 3_000_000 }, () => 0), 'pack-too-large'],
    [
      'a condition of 40 levels',
      {
        ...smallPack(),
        boards: [{ ...smallPack().boards[0], admission: [{ rule: 'x', refusal: 'x', when: nested(40) }] }],
      },
      'pack-condition',
    ],
    [
      'a huge table of tests',
      {
        ...smallPack(),
        flows: [{ ...smallPack().flows[0], steps: [{ ...smallPack().flows[0]!.steps[0], fields: [hugeMatrix()] }] }],
      },
      'pack-shape',
    ],
  ])('%s', (_, source, code) => {
    const read = readPack(source);
    expect(read.ok ? [] : read.refusals.map((refusal) => refusal.code)).toContain(code);
  });

  function nested(levels: number): object {
    let value: object = { var: 'pulled' };
    for (let i = 0; i < levels; i++) value = { '!': value };
    return value;
  }

  function hugeMatrix() {
    const many = Array.from({ length: 5000 }, (_, i) => ({ id: `i${i}`, label: 'x' }));
    return {
      kind: 'test-matrix',
      id: 'm',
      label: 'M',
      rows: many,
      columns: many,
      results: [{ value: 'a', label: 'A' }],
    };
  }
});
