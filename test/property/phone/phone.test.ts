import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAreaCode } from '#shared/domain/phone/area-codes.ts';
import { formatPhone, normalisePhone } from '#shared/domain/phone/phone.ts';
import { phoneQueryVariants, phoneSearchTokens } from '#shared/domain/phone/phone-search.ts';

const RUNS = { seed: 20261121, numRuns: 1000 };

const digits = (length: number) =>
  fc.integer({ min: 0, max: 10 ** length - 1 }).map((value) => String(value).padStart(length, '0'));
const areaCode = fc.integer({ min: 11, max: 99 }).map(String).filter(isAreaCode);
const shortMobile = fc.tuple(areaCode, fc.constantFrom('6', '7', '8', '9'), digits(7)).map((parts) => parts.join(''));
const fullMobile = shortMobile.map((national) => `${national.slice(0, 2)}9${national.slice(2)}`);
const landline = fc.tuple(areaCode, fc.constantFrom('2', '3', '4', '5'), digits(7)).map((parts) => parts.join(''));
const anyNational = fc.oneof(shortMobile, fullMobile, landline);

function finds(typed: string, stored: string): boolean {
  const variants = phoneQueryVariants(typed);
  return phoneSearchTokens(stored).some((token) => variants.some((variant) => token.startsWith(variant)));
}

describe('Brazilian telephones', () => {
  it('what is shown is read back as the same number', () => {
    fc.assert(
      fc.property(anyNational, (national) => {
        const read = normalisePhone(formatPhone(`+55${national}`));
        expect(read).toMatchObject({ ok: true, value: { e164: `+55${national}` } });
      }),
      RUNS,
    );
  });

  it('[S5.1] a mobile typed without the ninth digit finds the one stored with it, and the other way round', () => {
    fc.assert(
      fc.property(fullMobile, fc.boolean(), fc.boolean(), (full, storedFull, withAreaCode) => {
        const short = full.slice(0, 2) + full.slice(3);
        const [stored, typed] = storedFull ? [full, short] : [short, full];
        expect(finds(withAreaCode ? typed : typed.slice(2), `+55${stored}`)).toBe(true);
        expect(phoneQueryVariants(typed)).toContain(stored);
      }),
      RUNS,
    );
  });

  it('[S5.1] is found at every keystroke, with area code, without it, and after 0, a carrier or 55', () => {
    fc.assert(
      fc.property(anyNational, fc.integer({ min: 1, max: 11 }), (national, length) => {
        const stored = `+55${national}`;
        expect(finds(national.slice(0, length), stored)).toBe(true);
        expect(finds(national.slice(2, 2 + length), stored)).toBe(true);
        for (const prefix of ['0', '015', '55']) expect(finds(prefix + national, stored)).toBe(true);
      }),
      RUNS,
    );
  });

  it('[S5.1] a landline never gets a ninth digit, neither when indexed nor when asked for', () => {
    fc.assert(
      fc.property(landline, (national) => {
        const inserted = `${national.slice(0, 2)}9${national.slice(2)}`;
        expect(phoneSearchTokens(`+55${national}`)).toEqual([national, national.slice(2)]);
        expect(phoneQueryVariants(national)).not.toContain(inserted);
        expect(phoneQueryVariants(national.slice(2))).not.toContain(`9${national.slice(2)}`);
        expect(finds(inserted, `+55${national}`)).toBe(false);
      }),
      RUNS,
    );
  });

  it('never throws and answers with digits only, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        normalisePhone(typed);
        formatPhone(typed);
        for (const token of [...phoneSearchTokens(typed), ...phoneQueryVariants(typed)]) expect(token).toMatch(/^\d+$/);
      }),
      RUNS,
    );
  });
});
