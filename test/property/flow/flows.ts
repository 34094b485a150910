import fc from 'fast-check';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Field, Flow } from '#shared/procedures/schema/flow.ts';
import type { Pack, PackSource } from '#shared/procedures/schema/pack.ts';
import { standardPack } from '#test/unit/flow/call.ts';

type FlowSource = PackSource['flows'][number];
type StepSource = FlowSource['steps'][number];
type ExitSource = StepSource['exits'][number];

/** Any value that some field of some kind could be given, fitting or not. */
export const anyAnswer: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, '', true, false, 0, 1, 25, 'sim', 'nao', 'merda', [], {}, '2026-11-21'),
  fc.constantFrom<JsonValue>('2030-01-01T10:00:00.000Z', '2001-01-01T10:00:00Z', ['a'], ['a', 'b'], { 'a:a': 'sim' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
);

/** An answer that fits the field and counts as one. */
export function fittingAnswer(pack: Pack, field: Field): JsonValue {
  switch (field.kind) {
    case 'text':
    case 'long-text':
    case 'customer':
    case 'work-order':
      return 'texto';
    case 'choice': {
      const options =
        field.from === undefined ? field.options.map(({ value }) => value) : pack[field.from].map(({ id }) => id);
      return options[0]!;
    }
    case 'yes-no':
      return true;
    case 'number':
      return Math.max(field.min ?? 1, 1);
    case 'date':
      return '2030-01-01';
    case 'date-time':
      return '2030-01-01T10:00:00.000Z';
    case 'checklist':
      return field.items.map(({ id }) => id);
    case 'test-matrix':
      return Object.fromEntries(
        field.rows.flatMap((row) => field.columns.map((column) => [`${row.id}:${column.id}`, field.results[0]!.value])),
      );
    case 'closing':
      return Object.fromEntries(pack.cannedTexts.flatMap(({ asks }) => asks.map(({ id }) => [id, 'texto'])));
    case 'standing':
      return null;
  }
}

const option = [
  { value: 'sim', label: 'Sim' },
  { value: 'nao', label: 'Não' },
];
const part = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];

const fieldOf = (id: string): fc.Arbitrary<NonNullable<StepSource['fields']>[number]> =>
  fc.record({ required: fc.boolean(), pick: fc.nat(9) }).map(({ required, pick }) => {
    const base = { id, label: `Campo ${id}`, required };
    const kinds: NonNullable<StepSource['fields']> = [
      { ...base, kind: 'text', public: true },
      { ...base, kind: 'long-text' },
      { ...base, kind: 'choice', options: option },
      { ...base, kind: 'choice', from: 'ticketTypes', register: 'type' },
      { ...base, kind: 'yes-no' },
      { ...base, kind: 'number', min: 1, max: 99 },
      { ...base, kind: 'checklist', items: part },
      { ...base, kind: 'test-matrix', rows: part, columns: part, results: option, atLeast: 3 },
      { ...base, kind: 'date-time' },
      { ...base, kind: 'standing', required: false },
    ];
    return kinds[pick]!;
  });

interface Sketch {
  size: number;
  steps: {
    exits: { to: number; conditional: boolean; needs: boolean }[];
    skip: number | null;
    fields: NonNullable<StepSource['fields']>;
    box: boolean;
  }[];
}

/** Flows as somebody might draw them: many have dead ends, loops or steps that nobody reaches. */
export const anyFlow: fc.Arbitrary<FlowSource> = fc
  .integer({ min: 1, max: 7 })
  .chain((size) =>
    fc.record<Sketch>({
      size: fc.constant(size),
      steps: fc.array(
        fc.record({
          exits: fc.array(fc.record({ to: fc.nat(size), conditional: fc.boolean(), needs: fc.boolean() }), {
            minLength: 1,
            maxLength: 4,
          }),
          skip: fc.option(fc.nat(size)),
          fields: fc.tuple(fieldOf('f0'), fieldOf('f1')).map((both) => [...both]),
          box: fc.boolean(),
        }),
        { minLength: size, maxLength: size },
      ),
    }),
  )
  .map(({ size, steps }) => {
    const name = (i: number) => (i === size ? 'end' : `p${i}`);
    return {
      id: 'sorteado',
      title: 'Sorteado',
      start: 'p0',
      steps: steps.map((sketch, i): StepSource => {
        const exits = sketch.exits.map(
          ({ to, conditional, needs }, j): ExitSource => ({
            id: `s${j}`,
            label: `Saída ${j}`,
            to: name(to),
            needs: needs ? 'fields' : 'none',
            ...(conditional ? { when: { '==': [{ var: `answers.p${i}.f0` }, 'sim'] } } : {}),
          }),
        );
        return {
          id: name(i),
          number: String(i + 1),
          title: `Passo ${i}`,
          purpose: 'p',
          scripts: [{ text: `{{answers.p${i}.f1}} {{customer.name}}` }],
          fields: sketch.fields,
          exits,
          skip: sketch.skip === null ? { never: 'Não se pula.' } : { to: name(sketch.skip) },
          ...(sketch.box
            ? {
                timeBox: {
                  clock: 'live',
                  warnAfterMinutes: 1,
                  limitMinutes: 2,
                  warning: 'w',
                  question: 'q',
                  exits: ['s0'],
                  restartsAfter: ['s0'],
                },
              }
            : {}),
        };
      }),
    };
  });

/** The default pack with another call flow. */
export function packWith(flow: FlowSource | Flow): PackSource {
  // What the life of a ticket asks for names steps of the standard flow.
  return { ...standardPack, service: undefined, callFlow: flow.id, flows: [flow] };
}
