import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cnpjCheckDigits, cpfCheckDigits } from '#shared/domain/document/check-digits.ts';
import { isValidDocument, normaliseDocument, parseDocument } from '#shared/domain/document/document.ts';
import { formatDocument, maskDocument } from '#shared/domain/document/document-mask.ts';

const RUNS = { seed: 20261121, numRuns: 1000 };
const DIGITS = '0123456789';
const ALNUM = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

const notRepeated = (value: string) => new Set(value).size > 1;
const cpf = fc
  .string({ unit: fc.constantFrom(...DIGITS), minLength: 9, maxLength: 9 })
  .map((base) => base + cpfCheckDigits(base))
  .filter(notRepeated);
const cnpj = fc
  .string({ unit: fc.constantFrom(...ALNUM), minLength: 12, maxLength: 12 })
  .map((base) => base + cnpjCheckDigits(base))
  .filter(notRepeated);
const documents = fc.oneof(cpf, cnpj);

/** The rule as the law words it, written a second time: remainder of the sum of products, weights from 2 to 9 rightwards. */
function officialCnpjDigit(base: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < base.length; fromRight++) {
    sum +=
      ALNUM.indexOf(base[base.length - 1 - fromRight]!) < 10
        ? Number(base[base.length - 1 - fromRight]) * ((fromRight % 8) + 2)
        : (base.charCodeAt(base.length - 1 - fromRight) - 48) * ((fromRight % 8) + 2);
  }
  return sum % 11 <= 1 ? '0' : String(11 - (sum % 11));
}

describe('CPF and CNPJ', () => {
  it('are read back from every mask, case and spacing', () => {
    fc.assert(
      fc.property(documents, (value) => {
        const kind = value.length === 11 ? 'pf' : 'pj';
        for (const typed of [value, formatDocument(value), ` ${value.toLowerCase()} `, value.split('').join(' ')]) {
          expect(parseDocument(typed)).toEqual({ ok: true, value: { kind, value } });
        }
      }),
      RUNS,
    );
  });

  it('agree with the rule written a second time', () => {
    fc.assert(
      fc.property(cnpj, (value) => {
        const first = officialCnpjDigit(value.slice(0, 12));
        expect(value.slice(12)).toBe(first + officialCnpjDigit(value.slice(0, 12) + first));
      }),
      RUNS,
    );
  });

  it('a document whose check digits were changed is refused', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 99 }), (value, shift) => {
        const end = (Number(value.slice(-2)) + shift) % 100;
        expect(isValidDocument(value.slice(0, -2) + String(end).padStart(2, '0'))).toBe(false);
      }),
      RUNS,
    );
  });

  it('masking loses nothing, whatever was typed so far', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 0, max: 14 }), (value, length) => {
        const typed = value.slice(0, length);
        const masked = maskDocument(typed, value.length === 11 ? 'pf' : 'pj');
        expect(masked).not.toMatch(/[./-]$/);
        expect(masked.replace(/[./-]/g, '')).toBe(typed);
      }),
      RUNS,
    );
  });

  it('normalising is idempotent and never throws, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const value = normaliseDocument(typed);
        expect(value).toMatch(/^[0-9A-Z]*$/);
        expect(normaliseDocument(value)).toBe(value === 'CPF' || value === 'CNPJ' ? '' : value);
        parseDocument(typed);
      }),
      RUNS,
    );
  });
});
