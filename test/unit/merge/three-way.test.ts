import { describe, expect, it } from 'vitest';
import { CUSTOMER_LIMITS } from '#shared/domain/customer/customer.ts';
import { mergeThreeWay } from '#shared/domain/merge/three-way.ts';

const base = { id: 'c', name: 'Padaria', phones: [{ number: '1', label: '' }], updatedAt: '2026-01-01' };

describe('merging two changes of a customer', () => {
  it('[B3] two who add a telephone each both keep theirs', () => {
    const theirs = { ...base, phones: [...base.phones, { number: '2', label: 'Loja' }], updatedAt: '2026-01-02' };
    const ours = { ...base, phones: [{ number: '3', label: '' }, ...base.phones], updatedAt: '2026-01-03' };
    const { merged, lost } = mergeThreeWay({ base, theirs, ours });
    expect(merged).toMatchObject({
      phones: [{ number: '1' }, { number: '2' }, { number: '3' }],
      updatedAt: '2026-01-03',
    });
    expect(lost).toEqual([]);
  });

  it('[B3] two who change the label of one telephone clash about it, and the other telephones are merged', () => {
    const label = (text: string) => ({ number: '1', label: text });
    const theirs = { ...base, phones: [label('Loja'), { number: '2', label: '' }] };
    const ours = { ...base, phones: [label('Casa')] };
    expect(mergeThreeWay({ base, theirs, ours })).toMatchObject({
      merged: { phones: [label('Loja'), { number: '2' }] },
      lost: [{ field: 'phones', lost: [label('Casa'), { number: '2' }] }],
    });
  });

  it('[B3] more elements than a document may have clash as a whole', () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ number: String(from + index), label: '' }));
    const theirs = { ...base, phones: many(100, CUSTOMER_LIMITS.phones) };
    const ours = { ...base, phones: many(200, 5) };
    expect(mergeThreeWay({ base, theirs, ours })).toMatchObject({
      merged: { phones: theirs.phones },
      lost: [{ field: 'phones', lost: ours.phones }],
    });
  });

  it('[B3] a deletion stands when nobody changed anything, and a change wins over it', () => {
    const touched = { ...base, updatedAt: '2026-02-01' };
    const changed = { ...base, name: 'Padaria Nova' };
    expect(mergeThreeWay({ base, theirs: touched, ours: null })).toEqual({ merged: null, lost: [] });
    expect(mergeThreeWay({ base, theirs: null, ours: base })).toEqual({ merged: null, lost: [] });
    for (const [theirs, ours] of [
      [changed, null],
      [null, changed],
    ] as const)
      expect(mergeThreeWay({ base, theirs, ours })).toEqual({
        merged: changed,
        lost: [{ field: '', kept: changed, lost: null }],
      });
  });

  it('[B3] two who make the same document without a common beginning keep all of it', () => {
    const theirs = { ...base, plan: 'Ouro' };
    const ours = { ...base, product: 'Caixa' };
    expect(mergeThreeWay({ base: null, theirs, ours })).toEqual({
      merged: { ...base, plan: 'Ouro', product: 'Caixa' },
      lost: [],
    });
  });

  it('names like those of every object are fields as others', () => {
    const theirs = JSON.parse('{"id":"c","constructor":"x"}');
    expect(mergeThreeWay({ base: { id: 'c' }, theirs, ours: { id: 'c', name: 'y' } })).toEqual({
      merged: { id: 'c', constructor: 'x', name: 'y' },
      lost: [],
    });
  });
});
