/** Random schemas, documents and queries for the storage tests. Everything generated is valid by its schema. */
import fc from 'fast-check';
import { fillWithDefaultSettings, type RxDocumentData, type RxJsonSchema } from 'rxdb';

export type Doc = { id: string } & Record<string, unknown>;
export type DocData = RxDocumentData<Doc>;
export type Schema = RxJsonSchema<DocData>;

type Field = {
  path: string;
  node: Record<string, unknown>;
  required: boolean;
  value: fc.Arbitrary<unknown>;
  operand: fc.Arbitrary<unknown>;
  indexable: boolean;
};

/** Characters where UTF-16, UTF-8, JSON and SQLite could disagree. */
const nastyUnits = [
  'a',
  'b',
  'A',
  'é',
  ' ',
  '"',
  '\\',
  "'",
  '%',
  '\u0000',
  '\n',
  '\ud7ff',
  '\ud83d',
  '\ude00',
  '😀',
  '\ue000',
  '\uffff',
  '0',
];
const plainUnits = ['a', 'b', 'c', 'A', 'é', 'ç', '1', '9'];

export const nastyText = fc.string({ unit: fc.constantFrom(...nastyUnits), maxLength: 5 });
export const plainText = fc.string({ unit: fc.constantFrom(...plainUnits), maxLength: 4 });
const smallInteger = fc.integer({ min: 0, max: 12 });
const cents = fc.integer({ min: -500, max: 500 }).map((value) => value / 100);
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 2 ** 53, 2 ** 53 + 2, 2 ** 63, 3566718171977972700, 1e21, 1e300, 5e-324, 0.1 + 0.2),
);

function fields(text: fc.Arbitrary<string>): Field[] {
  const string = { type: 'string', maxLength: 12 };
  const integer = { type: 'integer', minimum: 0, maximum: 100, multipleOf: 1 };
  const of = (path: string, node: Record<string, unknown>, rest: Partial<Field> & Pick<Field, 'value'>): Field => ({
    path,
    node,
    required: true,
    indexable: true,
    operand: rest.value,
    ...rest,
  });
  return [
    of('name', string, { value: text }),
    of('age', integer, { value: smallInteger }),
    of('score', { type: 'number', minimum: -5, maximum: 5, multipleOf: 0.01 }, { value: cents }),
    of('active', { type: 'boolean' }, { value: fc.boolean() }),
    of('address.street', string, { value: text }),
    of('address.number', integer, { value: smallInteger, required: false, indexable: false }),
    of('city', string, { value: text, required: false, indexable: false }),
    of('rank', integer, { value: smallInteger, required: false, indexable: false }),
    of('free', { type: 'number' }, { value: anyNumber, required: false, indexable: false }),
    of('flag', { type: 'boolean' }, { value: fc.boolean(), required: false, indexable: false }),
    of('note', { type: ['string', 'null'] }, { value: fc.option(text), required: false, indexable: false }),
    of('level', { type: ['integer', 'null'] }, { value: fc.option(smallInteger), indexable: false }),
    of(
      'tags',
      { type: 'array', items: { type: 'string' } },
      {
        value: fc.array(text, { maxLength: 3 }),
        operand: text,
        required: false,
        indexable: false,
      },
    ),
  ];
}

export type Universe = { schema: Schema; fields: Field[] };

export function universe({ nasty }: { nasty: boolean }): fc.Arbitrary<Universe> {
  const pool = fields(nasty ? nastyText : plainText);
  const names = pool.filter(({ indexable }) => indexable).map(({ path }) => path);
  const index = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 });
  const optionalIndex = fc.constantFrom('rank', 'city', 'note', 'level');
  const indexes = nasty
    ? fc.array(fc.oneof(index, fc.tuple(optionalIndex, fc.constantFrom(...names))), { maxLength: 4 })
    : fc.array(index, { maxLength: 4 });
  return indexes.map((chosen) => ({ schema: schemaOf(pool, chosen), fields: pool }));
}

function schemaOf(pool: Field[], indexes: string[][]): Schema {
  const properties: Record<string, unknown> = { id: { type: 'string', maxLength: 20 } };
  const address = { type: 'object', properties: {} as Record<string, unknown>, required: [] as string[] };
  const required = ['id', 'address'];
  for (const { path, node, required: needed } of pool) {
    const [first = '', second] = path.split('.');
    if (second) {
      address.properties[second] = node;
      if (needed) address.required.push(second);
    } else {
      properties[first] = node;
      if (needed) required.push(first);
    }
  }
  const schema = {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { ...properties, address },
    required,
    indexes,
  };
  return fillWithDefaultSettings(schema as unknown as RxJsonSchema<Doc>) as Schema;
}

let revision = 0;

/** A fresh revision; only their difference matters. */
export function nextRevision(): string {
  revision++;
  return `1-${revision}`;
}

export function document({ fields: pool }: Universe, id: fc.Arbitrary<string>): fc.Arbitrary<DocData> {
  const shape: Record<string, fc.Arbitrary<unknown>> = {};
  for (const { path, value, required } of pool) {
    shape[path] = required
      ? value
      : fc.oneof({ arbitrary: value, weight: 2 }, { arbitrary: fc.constant(undefined), weight: 1 });
  }
  return fc
    .tuple(id, fc.record(shape), fc.boolean(), fc.integer({ min: 1, max: 3 }))
    .map(([key, flat, deleted, lwt]) => {
      const address: Record<string, unknown> = {};
      const result: Record<string, unknown> = { id: key, address };
      for (const [path, value] of Object.entries(flat)) {
        if (value === undefined) continue;
        const [first = '', second] = path.split('.');
        if (second) address[second] = value;
        else result[first] = value;
      }
      // A third of a half: most documents are alive.
      const gone = deleted && lwt === 1;
      return {
        ...result,
        _deleted: gone,
        _rev: nextRevision(),
        _meta: { lwt },
        _attachments: {},
      } as unknown as DocData;
    });
}

export type Query = {
  selector: Record<string, unknown>;
  sort: Record<string, 'asc' | 'desc'>[];
  skip?: number;
  limit?: number;
};

/** @param wild operands of other types than the field's, `null`, and operators that only the matcher knows */
export function query({ fields: pool }: Universe, { wild }: { wild: boolean }): fc.Arbitrary<Query> {
  const condition = fc.oneof(...pool.map((field) => fieldCondition(field, wild)));
  const selector = fc.letrec<{ selector: Record<string, unknown> }>((tie) => ({
    selector: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(condition, { maxLength: 3 }).map((parts) => Object.assign({}, ...parts) as Record<string, unknown>),
      fc
        .tuple(
          fc.constantFrom('$and', '$or', '$nor'),
          fc.array(tie('selector'), { minLength: 1, maxLength: 3 }),
          condition,
          fc.boolean(),
        )
        .map(([operator, parts, extra, mixed]) => ({ [operator]: parts, ...(mixed ? extra : {}) })),
    ),
  })).selector;
  const alive = fc
    .tuple(selector, fc.boolean())
    .map(([chosen, any]) => (any ? chosen : { ...chosen, _deleted: { $eq: false } }));
  const sortable = pool.filter(({ path, required }) => path !== 'tags' && (wild || required)).map(({ path }) => path);
  const part = fc
    .tuple(fc.constantFrom(...sortable), fc.constantFrom('asc' as const, 'desc' as const))
    .map(([path, direction]) => ({ [path]: direction }));
  const sort = fc
    .tuple(
      fc.uniqueArray(part, { maxLength: 2, selector: (entry) => Object.keys(entry)[0] }),
      fc.constantFrom('asc' as const, 'desc' as const),
    )
    .map(([parts, direction]) => [...parts, { id: direction }]);
  return fc.record(
    { selector: alive, sort, skip: fc.nat({ max: 4 }), limit: fc.nat({ max: 8 }) },
    { requiredKeys: ['selector', 'sort'] },
  );
}

function fieldCondition({ path, operand, node }: Field, wild: boolean): fc.Arbitrary<Record<string, unknown>> {
  const value = wild
    ? fc.oneof({ arbitrary: operand, weight: 5 }, fc.constantFrom(null, true, 0, 'a', -1, 2.5))
    : operand.filter((candidate) => candidate !== null);
  const scalarOperators =
    node.type === 'boolean' || node.type === 'array' ? ['$eq', '$ne'] : ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte'];
  const compared = fc
    .tuple(fc.constantFrom(...scalarOperators), value)
    .map(([operator, bound]) => ({ [operator]: bound }));
  const listed = fc
    .tuple(fc.constantFrom('$in', '$nin'), fc.array(value, { maxLength: 20 }))
    .map(([operator, bound]) => ({ [operator]: bound }));
  const exists = fc.boolean().map((bound) => ({ $exists: bound }));
  const range = fc.tuple(compared, compared).map(([low, high]) => ({ ...low, ...high }));
  const simple = fc.oneof(compared, listed, exists, range);
  const negated = simple.map((inner) => ({ $not: inner }));
  const onlyMatcher = fc.constantFrom<Record<string, unknown>>(
    { $regex: 'a' },
    { $type: 'string' },
    { $size: 1 },
    { $mod: [2, 1] },
    { $elemMatch: { $eq: 'a' } },
  );
  const matcher = wild ? fc.oneof({ arbitrary: simple, weight: 6 }, negated, onlyMatcher) : fc.oneof(simple, negated);
  return matcher.map((chosen) => ({ [path]: chosen }));
}
