import { describe, expect, it } from 'vitest';
import { type CollectionSchema, layoutOf } from '#main/storage/layout.ts';
import { SelectorCompiler } from '#main/storage/selector-to-sql.ts';

const schema: CollectionSchema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string' },
    rank: { type: 'number' },
    city: { type: 'string' },
    size: { type: 'number' },
    open: { type: 'boolean' },
    note: { type: ['string', 'null'] },
    tags: { type: 'array' },
  },
  required: ['id', 'rank'],
  indexes: [['_deleted', 'rank', 'id']],
};

const compile = (selector: object, loose: string[] = []) =>
  new SelectorCompiler(layoutOf(schema), new Set(loose)).compile(selector);
const city = `json_extract(data, '$."city"')`;

describe('selector to SQL', () => {
  it.each<[string, object, string, unknown[]]>([
    ['a column', { rank: { $gt: 3 } }, '"f.rank" > ?', [3]],
    ['a shorthand', { rank: 3 }, '"f.rank" = ?', [3]],
    ['a value in the JSON', { city: { $eq: 'x' } }, `${city} = ?`, ['x']],
    ['the deletion flag', { _deleted: { $eq: false } }, 'deleted = ?', [0]],
    ['the primary key, as sort key', { id: { $eq: '\ue000' } }, 'id = ?', ['\u{10000}']],
    ['null as missing or null', { note: { $eq: null } }, `json_extract(data, '$."note"') IS NULL`, []],
    ['inequality, missing values included', { rank: { $ne: 3 } }, '"f.rank" IS NOT ?', [3]],
    ['two bounds', { rank: { $gte: 1, $lt: 5 } }, '("f.rank" >= ?) AND ("f.rank" < ?)', [1, 5]],
    ['a list with null', { rank: { $in: [1, null] } }, '("f.rank" IN (?) OR "f.rank" IS NULL)', [1]],
    ['negation', { rank: { $not: { $gt: 3 } } }, '("f.rank" > ?) IS NOT TRUE', [3]],
  ])('translates %s exactly', (_what, selector, sql, params) => {
    expect(compile(selector)).toEqual({ sql, params, exact: true });
  });

  it.each<[string, object]>([
    ['an operator it does not know', { rank: { $mod: [2, 0] } }],
    ['a regular expression', { city: { $regex: 'a' } }],
    ['an operand of another type', { rank: { $gt: 'a' } }],
    ['a number beyond JSON exactness', { size: { $eq: 2 ** 60 } }],
    ['text in JSON with units from U+D800 up', { city: { $gt: '😀' } }],
    ['a range of booleans', { open: { $gt: false } }],
    ['an array', { tags: { $eq: 'a' } }],
    ['a path that the schema does not declare', { other: { $eq: 1 } }],
    ['an object value', { city: { name: 'x' } }],
    ['negation of what it cannot judge', { $nor: [{ city: { $regex: 'a' } }] }],
    ['an alternative with one part it cannot judge', { $or: [{ rank: 1 }, { city: { $regex: 'a' } }] }],
  ])('leaves to the matcher: %s', (_what, selector) => {
    const condition = compile(selector);
    expect(condition.exact).toBe(false);
    // Never fewer documents than the matcher would accept.
    expect(condition.sql).toMatch(/^1$|\(1\)/);
  });

  it('narrows with what it can judge beside what it cannot', () => {
    const { sql, params, exact } = compile({ rank: { $gt: 3 }, city: { $regex: 'a' } });
    expect({ exact, params }).toEqual({ exact: false, params: [3] });
    expect(sql).toContain('"f.rank" > ?');
  });

  it('judges nothing about a path that some document breaks', () => {
    expect(compile({ rank: { $gt: 3 } }, ['rank'])).toEqual({ sql: '1', params: [], exact: false });
  });

  it('binds long lists as one value, so that the statement text stays the same', () => {
    const list = Array.from({ length: 40 }, (_, index) => index);
    const { sql, params } = compile({ rank: { $in: list } });
    expect(sql).toContain('json_each(?)');
    expect(params).toEqual([JSON.stringify(list)]);
  });
});
