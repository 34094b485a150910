import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cnpjCheckDigits, cpfCheckDigits } from '#shared/domain/document/check-digits.ts';
import { sensitiveFindings } from '#shared/domain/language/sensitive.ts';
import { staffNames } from '#shared/domain/language/staff-names.ts';
import { DEFAULT_SENSITIVE_DATA } from '#shared/procedures/schema/texts.ts';

const context = { severities: DEFAULT_SENSITIVE_DATA, staff: staffNames(['Ana Clara de Souza', 'José Lima']) };
const pieces = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    'senha: ',
    'é ',
    '529.982.247-25',
    '4111 1111 1111 1111',
    'Ana ',
    'de ',
    'Souza',
    ' ',
    '.',
    '\n',
    '9',
  ),
);
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const around = fc.constantFrom(' ', '\n', '(', ',', '"');

describe('[S5.4] personal and secret data', () => {
  test('on any text the findings lie in it, in order, apart, and never throws', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const one of sensitiveFindings(text, context)) {
          expect(one.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(one.start, one.end)).toBe(one.word);
          end = one.end;
        }
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });

  test('every sound CPF and CNPJ is found, masked or not, whatever stands around it', () => {
    fc.assert(
      fc.property(digits(9), digits(12), around, (cpf, cnpj, mark) => {
        fc.pre(!/^(\d)\1+$/.test(cpf) && !/^(\d)\1+$/.test(cnpj));
        const number = cpf + cpfCheckDigits(cpf);
        const masked = number.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4');
        const company = cnpj + cnpjCheckDigits(cnpj);
        const formatted = company.replace(/(\d{2})(\d{3})(\d{3})(\d{4})(\d{2})/, '$1.$2.$3/$4-$5');
        const kinds = (text: string) => sensitiveFindings(`x${mark}${text}${mark}x`, context).map(({ word }) => word);
        for (const written of [number, masked, formatted]) expect(kinds(written)).toEqual([written]);
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
