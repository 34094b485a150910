import { describe, expect, test } from 'vitest';
import { formField, newCustomerFrom } from '#renderer/features/attendance/fields/customer/new-customer.ts';
import { readNumber } from '#renderer/features/attendance/fields/read-number.ts';
import { standingAge } from '#renderer/features/attendance/fields/standing-age.ts';
import { findingAt, replacementOf } from '#renderer/features/attendance/fields/suggestion.ts';
import { checkLanguage } from '#shared/domain/language/check-language.ts';
import { compileWordRules } from '#shared/domain/language/word-rules.ts';
import { pack } from './attendance-fixture.ts';

describe('fields', () => {
  test('[S5.1] what was searched for begins the registration', () => {
    expect(newCustomerFrom('Zulmira Quaresma').name).toBe('Zulmira Quaresma');
    expect(newCustomerFrom('529.982.247-25')).toMatchObject({ kind: 'pf', document: '529.982.247-25' });
    expect(newCustomerFrom('11 98765-4321').phone).toBe('11 98765-4321');
    expect(newCustomerFrom('ze@casa.com.br').email).toBe('ze@casa.com.br');
    expect(newCustomerFrom('1042').code).toBe('1042');
  });

  test('a refusal stands beside the field of the form that it is about', () => {
    expect(formField('phones.0.number')).toBe('phone');
    expect(formField('emails.0')).toBe('email');
    expect(formField('document')).toBe('document');
    expect(formField(undefined)).toBe('');
  });

  test('numbers in Brazilian digits; what is none yet stays as typed', () => {
    expect(readNumber('1.500')).toBe(1500);
    expect(readNumber('2,5')).toBe(2.5);
    expect(readNumber('')).toBeNull();
    expect(readNumber('4x')).toBe('4x');
  });

  test('[S5.3] a standing counts its days', () => {
    const now = new Date(2026, 10, 21, 12).toISOString();
    expect(standingAge('2026-11-21', now)).toBe(0);
    expect(standingAge('2026-11-10', now)).toBe(11);
  });

  test('[S5.4] Alt+Enter is about the word at the caret, and keeps its capital', () => {
    const text = 'Blz, a galera espera';
    const findings = checkLanguage(text, compileWordRules(pack.wordRules));
    expect(findingAt(findings, text.indexOf('galera') + 2)?.word).toBe('galera');
    expect(findingAt(findings, 0)?.word).toBe('Blz');
    expect(replacementOf(findings[0]!)).toBe('De acordo');
  });
});
