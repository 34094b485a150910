import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from '#shared/domain/merge/same-json.ts';
import { mergeThreeWay, type Version } from '#shared/domain/merge/three-way.ts';

const seed = { seed: 261121, numRuns: 500 };
const number = fc.constantFrom('+5511911111111', '+5511922222222', '+5511933333333');
const phones = fc.uniqueArray(fc.record({ number, label: fc.constantFrom('', 'Celular') }), {
  selector: (phone) => phone.number,
});
const document = fc.record(
  {
    name: fc.constantFrom('Ana', 'Bia', 'Cida'),
    plan: fc.constantFrom('Ouro', 'Prata'),
    standing: fc.record({ status: fc.constantFrom('em-dia', 'em-debito'), asOf: fc.constantFrom('1', '2') }),
    emails: fc.uniqueArray(fc.constantFrom('a@x.br', 'b@x.br', 'c@x.br')),
    phones,
    updatedAt: fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03'),
  },
  { requiredKeys: ['name', 'updatedAt'] },
);
const version: fc.Arbitrary<Version> = fc.oneof(
  { weight: 9, arbitrary: document },
  { weight: 1, arbitrary: fc.constant(null) },
);
const FIELDS = ['name', 'plan', 'standing', 'emails', 'phones'];
const of = (one: Version, field: string) => (one && Object.hasOwn(one, field) ? one[field] : undefined);

describe('merging two changes of one document', () => {
  it('[B3] equal states never clash, whatever they began from', () => {
    fc.assert(
      fc.property(version, version, (base, same) => {
        expect(mergeThreeWay({ base, theirs: same, ours: structuredClone(same) })).toEqual({ merged: same, lost: [] });
      }),
      seed,
    );
  });

  it('[B3] merging once more with what came of it changes nothing', () => {
    fc.assert(
      fc.property(version, version, version, (base, theirs, ours) => {
        const { merged } = mergeThreeWay({ base, theirs, ours });
        expect(mergeThreeWay({ base: theirs, theirs: merged, ours: theirs }).merged).toEqual(merged);
        expect(mergeThreeWay({ base: merged, theirs: merged, ours: merged })).toEqual({ merged, lost: [] });
      }),
      seed,
    );
  });

  it('[B3] what only one side changed is there; what both changed is theirs, and what ours was is told', () => {
    fc.assert(
      fc.property(document, document, document, (base, theirs, ours) => {
        const { merged, lost } = mergeThreeWay({ base, theirs, ours });
        for (const field of FIELDS) {
          const [was, their, our] = [of(base, field), of(theirs, field), of(ours, field)];
          const told = lost.find((one) => one.field === field);
          if (sameJson(was, our)) expect(of(merged, field)).toEqual(their);
          else if (sameJson(was, their)) expect(of(merged, field)).toEqual(our);
          else if (!sameJson(their, our) && !['emails', 'phones'].includes(field)) {
            expect(of(merged, field)).toEqual(their);
            expect(told).toEqual({ field, kept: their ?? null, lost: our ?? null });
            continue;
          }
          if (!['emails', 'phones'].includes(field)) expect(told).toBeUndefined();
        }
        expect(lost.map(({ field }) => field)).not.toContain('updatedAt');
        expect(of(merged, 'updatedAt')).toBeDefined();
      }),
      seed,
    );
  });

  it('[B3] of lists, every element that a side added or changed is there, and those that one side took away are gone', () => {
    fc.assert(
      fc.property(phones, phones, phones, (base, theirs, ours) => {
        const { merged, lost } = mergeThreeWay({
          base: { phones: base },
          theirs: { phones: theirs },
          ours: { phones: ours },
        });
        const result = of(merged, 'phones') as typeof base;
        const find = (list: typeof base, one: string) => list.find((phone) => phone.number === one);
        for (const one of new Set([...base, ...theirs, ...ours].map((phone) => phone.number))) {
          const [was, their, our] = [find(base, one), find(theirs, one), find(ours, one)];
          if (sameJson(was, our)) expect(find(result, one)).toEqual(their);
          else if (sameJson(was, their)) expect(find(result, one)).toEqual(our);
          else expect(find(result, one)).toEqual(their ?? our);
          if (was === undefined && our && !their) expect(find(result, one)).toEqual(our);
        }
        expect(new Set(result.map((phone) => phone.number)).size).toBe(result.length);
        for (const { field, kept } of lost) expect(kept).toEqual(of(merged, field));
      }),
      seed,
    );
  });

  it('[B3] the sides are alike but for what both changed', () => {
    fc.assert(
      fc.property(version, version, version, (base, theirs, ours) => {
        const one = mergeThreeWay({ base, theirs, ours });
        const other = mergeThreeWay({ base, theirs: ours, ours: theirs });
        const told = (lost: typeof one.lost) => lost.map(({ field }) => field).sort();
        expect(told(other.lost)).toEqual(told(one.lost));
        expect(one.merged === null).toBe(other.merged === null);
        for (const field of [...FIELDS, 'updatedAt']) {
          if (one.lost.some((lost) => lost.field === field)) continue;
          const sorted = (list: unknown) =>
            Array.isArray(list) ? [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list;
          expect(sorted(of(other.merged, field))).toEqual(sorted(of(one.merged, field)));
        }
      }),
      seed,
    );
  });
});
