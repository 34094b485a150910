import { describe, expect, it } from 'vitest';
import { type CollectionSchema, layoutOf, layoutSignature, NOT_CONFORMING, readLeaf } from '#main/storage/layout.ts';

const schema: CollectionSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string' },
    count: { type: 'integer' },
    maybe: { type: ['string', 'null'] },
    either: { type: ['string', 'number'] },
    tags: { type: 'array' },
    customer: {
      type: 'object',
      properties: { name: { type: 'string' }, since: { type: 'number' } },
      required: ['name'],
    },
    "it's": { type: 'string' },
    _rev: { type: 'string' },
  },
  required: ['id', 'count', 'customer'],
  indexes: [
    ['_deleted', 'count', 'customer.name', 'id'],
    ['_deleted', 'tags', 'id'],
    ['_deleted', 'id'],
    ['_meta.lwt', 'id'],
    ['_deleted', '_meta.lwt', 'id'],
  ],
};

describe('layout', () => {
  const layout = layoutOf(schema);

  it('takes as leaves only paths with one scalar type and plain objects above', () => {
    const leaves = [...layout.leaves.values()].map(({ path, kind, nullable, optional }) => [
      path,
      kind,
      nullable,
      optional,
    ]);
    expect(leaves).toEqual([
      ['id', 'string', false, false],
      ['count', 'number', false, false],
      ['maybe', 'string', true, true],
      ['customer.name', 'string', false, false],
      ['customer.since', 'number', false, true],
    ]);
  });

  it('gives indexed leaves a column and each usable RxDB index a SQL index in its order', () => {
    expect(layout.columns.map(({ name }) => name)).toEqual(['"f.count"', '"f.customer.name"']);
    expect(layout.indexes).toEqual([
      ['deleted', '"f.count"', '"f.customer.name"', 'id'],
      ['deleted', 'lwt', 'id'],
    ]);
  });

  it('has a signature that changes with the table and not with other things', () => {
    const same = layoutOf({ ...schema, required: ['id'] });
    const other = layoutOf({ ...schema, indexes: [['_deleted', 'count', 'id']] });
    expect(layoutSignature(same)).toBe(layoutSignature(layout));
    expect(layoutSignature(other)).not.toBe(layoutSignature(layout));
  });

  it.each([
    ['a missing value', {}, 'customer.name', undefined],
    ['a missing value below null', { customer: null }, 'customer.name', undefined],
    ['a value of its kind', { customer: { name: 'Ana' } }, 'customer.name', 'Ana'],
    ['null where it is allowed', { maybe: null }, 'maybe', null],
    ['a value of another kind', { count: '1' }, 'count', NOT_CONFORMING],
    ['null where it is not allowed', { count: null }, 'count', NOT_CONFORMING],
    ['an array', { count: [1] }, 'count', NOT_CONFORMING],
    ['an array above', { customer: [{ name: 'Ana' }] }, 'customer.name', NOT_CONFORMING],
    ['a number that JSON cannot hold', { count: Number.NaN }, 'count', NOT_CONFORMING],
  ])('reads %s', (_what, document, path, value) => {
    const leaf = layout.leaves.get(path);
    if (!leaf) throw new Error(path);
    expect(readLeaf(document, leaf)).toBe(value);
  });
});
