import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { businessCalendar } from '#shared/domain/calendar/business-calendar.ts';
import { targetMillis } from '#shared/domain/sla/target.ts';
import { type AdmissionFacts, admissionRefusals } from '#shared/procedures/admission.ts';
import { defaultPack } from '#shared/procedures/default/pack.ts';
import { PACK_FORMAT, packSchema } from '#shared/procedures/schema/pack.ts';
import { standardPack } from '#test/unit/flow/call.ts';

const pack = standardPack;
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

test('the default pack parses as written', () => {
  expect(packSchema.safeParse(defaultPack).success).toBe(true);
});

test('the pack’s shape is pinned: a change needs a new format and a migration of stored packs', () => {
  const shape = JSON.stringify(z.toJSONSchema(packSchema, { io: 'input', unrepresentable: 'any' }));
  expect({
    format: PACK_FORMAT,
    shape: createHash('sha256').update(shape).digest('hex').slice(0, 16),
  }).toMatchSnapshot();
});

test('[S4.13] the SLA classes of FAQ 7367, from shortest to longest', () => {
  expect(pack.slaClasses.map(({ label }) => label)).toEqual([
    'IS (imediato)',
    'Urgente',
    '2 horas',
    '4 horas',
    '24 horas',
    '72 horas',
    '10 dias',
  ]);
  const [calendar] = pack.calendars.map(businessCalendar);
  const millis = (target: 'firstAnswer' | 'solution') =>
    pack.slaClasses.map((one) => targetMillis(one[target], calendar!));
  expect(millis('solution')).toEqual(millis('solution').toSorted((a, b) => a - b));
  expect(millis('firstAnswer').every((one, i) => one < millis('solution')[i]!)).toBe(true);
  expect(pack.slaClasses.at(-1)?.solution).toEqual({ days: 10 });
  expect(pack.articles.find(({ number }) => number === 7367)?.body).toContain('10 dias');
});

test('[S2.4] three priorities, high first, the higher the sooner', () => {
  const ranked = pack.priorities.toSorted((a, b) => a.rank - b.rank);
  expect(ids(ranked)).toEqual(['alta', 'media', 'baixa']);
  const order = ids(pack.slaClasses);
  const classes = ranked.map(({ slaClass }) => order.indexOf(slaClass));
  expect(classes).toEqual(classes.toSorted((a, b) => a - b));
});

test('[S1.7] [S1.9] three types, each with its closing text that asks for data', () => {
  expect(ids(pack.ticketTypes)).toEqual(['incidente', 'solicitacao', 'mudanca']);
  for (const { label, closingText } of pack.ticketTypes) {
    const text = pack.cannedTexts.find(({ id }) => id === closingText)!;
    expect(text.title).toBe(`Encerramento - ${label}`);
    expect(text.asks.some(({ required }) => required)).toBe(true);
  }
});

test('[S2.5] [S2.6] every category says what to ask, and infrastructure is out of scope with an addressee', () => {
  expect(pack.categories.every(({ checklist }) => checklist.length > 0)).toBe(true);
  const out = pack.categories.filter(({ outOfScope }) => outOfScope);
  expect(out.length).toBeGreaterThan(0);
  expect(out.every(({ id, outOfScope }) => id.startsWith('infraestrutura') && outOfScope!.addressee !== '')).toBe(true);
});

test('[S4.3] the complementary call closes with FAQ 7347', () => {
  expect(pack.complementaryCall.article).toBe(7347);
});

test('[S5.3] natural and legal persons have different queues of the billing role', () => {
  expect(pack.queues.map(({ id, role }) => [id, role])).toEqual([
    ['financeiro-pf', 'financeiro'],
    ['financeiro-pj', 'financeiro'],
  ]);
});

test('the duties that rules speak of are all held by somebody', () => {
  const held = new Set(pack.roles.flatMap(({ duties }) => duties));
  expect(held.size).toBe(9);
});

const ordinary: AdmissionFacts = {
  actor: { role: 'atendente-n1', site: 'matriz' },
  ticket: {
    type: 'incidente',
    category: 'fiscal',
    priority: 'media',
    channel: 'telefone',
    complexity: 'media',
    slow: false,
    tooLongOnLine: false,
    unsolvableInN1: false,
  },
  from: { board: 'n1-filiais' },
  byManagement: false,
  pulled: false,
  validation: { given: false },
  target: { calm: false, available: 1 },
  asCollaborator: false,
};
type Change = (facts: AdmissionFacts) => unknown;

describe('[S4.4] boards admit by their own rules', () => {
  test.each<[string, string, Change, string[]]>([
    ['n1-rapida', 'nothing from other sectors', () => 0, ['S4.4']],
    ['n1-rapida', 'its own', (f) => (f.from.board = null), []],
    [
      'n1-rapida',
      'head office only',
      (f) => {
        f.from.board = null;
        f.actor.site = 'filial';
      },
      ['S4.4'],
    ],
    ['n1-rapida', 'what management forwards', (f) => (f.byManagement = true), []],
    ['n1-rapida', 'a manager’s own forward', (f) => (f.actor.role = 'gestao-tecnica'), []],
    ['n1-blip-matriz', 'its chat', (f) => (f.ticket.channel = 'blip'), []],
    [
      'n1-blip-matriz',
      'no installation, whoever sends it',
      (f) => {
        f.ticket.category = 'instalacao';
        f.ticket.channel = 'blip';
        f.byManagement = true;
      },
      ['S4.4'],
    ],
    ['n1-blip-matriz', 'nothing pushed', () => 0, ['S4.4']],
    [
      'n1-blip-matriz',
      'pulled while calm',
      (f) => {
        f.pulled = true;
        f.target.calm = true;
      },
      [],
    ],
    ['n1-blip-matriz', 'not pulled while busy', (f) => (f.pulled = true), ['S4.4']],
    ['n1-blip-filiais', 'only its chat', () => 0, ['S4.4']],
    [
      'n1-blip-filiais',
      'by availability',
      (f) => {
        f.ticket.channel = 'blip';
        f.target.available = 0;
      },
      ['S4.4'],
    ],
    ['especialistas', 'nothing without reason and validation', () => 0, ['S4.7', 'S4.7']],
    ['especialistas', 'not even when unsolvable, before validation', (f) => (f.ticket.unsolvableInN1 = true), ['S4.7']],
    [
      'especialistas',
      'validated and unsolvable',
      (f) => {
        f.ticket.unsolvableInN1 = true;
        f.validation.given = true;
      },
      [],
    ],
    [
      'especialistas',
      'validated and too long on the line',
      (f) => {
        f.ticket.tooLongOnLine = true;
        f.validation.given = true;
      },
      [],
    ],
    ['n1-filiais', 'no middling demands', () => 0, ['S4.4']],
    ['n1-filiais', 'low complexity', (f) => (f.ticket.complexity = 'baixa'), []],
    [
      'n1-filiais',
      'slow ones of low priority',
      (f) => {
        f.ticket.slow = true;
        f.ticket.priority = 'baixa';
      },
      [],
    ],
    ['n1-filiais', 'installation', (f) => (f.ticket.category = 'instalacao'), []],
    ['sem-atendente', 'what is classified', () => 0, []],
    ['sem-atendente', 'nothing unclassified', (f) => (f.ticket.type = null), ['S1.2']],
    ['apoio-n1', 'nothing unvalidated', () => 0, ['S4.9']],
    ['apoio-n1', 'what is validated', (f) => (f.validation.given = true), []],
    ['n2', 'nobody but the support of management', (f) => (f.validation.given = true), ['S4.9']],
    ['n2', 'not even the tech lead', (f) => (f.actor.role = 'gestao-tecnica'), ['S4.9']],
    ['n2', 'management support', (f) => (f.actor.role = 'apoio-da-gestao'), []],
    ['n3', 'only as collaborator', () => 0, ['S1.14']],
    ['n3', 'as collaborator', (f) => (f.asCollaborator = true), []],
  ])('%s: %s', (boardId, _, change, rules) => {
    const facts = structuredClone(ordinary);
    change(facts);
    const board = pack.boards.find(({ id }) => id === boardId)!;
    expect(admissionRefusals(pack, board, facts).map(({ rule }) => rule)).toEqual(rules);
  });

  test('a refusal names the board, the reason and who may override', () => {
    const board = pack.boards.find(({ id }) => id === 'especialistas')!;
    expect(admissionRefusals(pack, board, ordinary).at(-1)).toEqual({
      code: 'board-refuses',
      rule: 'S4.7',
      field: 'board',
      message: 'Especialistas: a demanda precisa antes da validação da gestão técnica.',
      way: 'Quem pode autorizar: Gestão técnica (monitor), Supervisão.',
      override: ['gestao-tecnica', 'supervisao'],
    });
  });
});
