import { describe, expect, it } from 'vitest';
import { formatPhone, normalisePhone } from '#shared/domain/phone/phone.ts';

describe('normalisePhone', () => {
  it.each([
    ['(11) 98765-4321', '+5511987654321', 'mobile'],
    ['11987654321', '+5511987654321', 'mobile'],
    ['+55 11 98765-4321', '+5511987654321', 'mobile'],
    ['5511987654321', '+5511987654321', 'mobile'],
    ['0055 11 98765-4321', '+5511987654321', 'mobile'],
    ['0xx11 98765-4321', '+5511987654321', 'mobile'],
    ['(0xx11) 98765-4321', '+5511987654321', 'mobile'],
    ['011 98765-4321', '+5511987654321', 'mobile'],
    ['015 11 98765-4321', '+5511987654321', 'mobile'],
    ['１１９８７６５４３２１', '+5511987654321', 'mobile'],
    ['(11) 3333-4444', '+551133334444', 'landline'],
    ['1133334444', '+551133334444', 'landline'],
    ['(55) 3222-1234', '+555532221234', 'landline'],
    ['0800 123 4567', '+558001234567', 'service'],
    ['4004-1234', '+5540041234', 'service'],
    ['+1 415 555 2671', '+14155552671', 'foreign'],
    ['+351 912 345 678', '+351912345678', 'foreign'],
  ])('reads %j as %s, %s', (typed, e164, kind) => {
    expect(normalisePhone(typed)).toEqual({ ok: true, value: { e164, kind } });
  });

  it('keeps a mobile without its ninth digit as it was given', () => {
    expect(normalisePhone('(11) 8765-4321')).toEqual({ ok: true, value: { e164: '+551187654321', kind: 'mobile' } });
  });

  it.each(['(11) 3333-4444 ramal 21', '11 3333-4444 r. 21', '1133334444 ext 21'])(
    'keeps the extension of %j beside the number',
    (typed) => {
      expect(normalisePhone(typed)).toEqual({
        ok: true,
        value: { e164: '+551133334444', kind: 'landline', extension: '21' },
      });
    },
  );

  it('completes a number without area code only when it is told which', () => {
    expect(normalisePhone('98765-4321')).toMatchObject({
      ok: false,
      refusals: [{ code: 'phone-area-code-missing', message: 'Falta o DDD no telefone "98765-4321".' }],
    });
    expect(normalisePhone('98765-4321', '31')).toEqual({ ok: true, value: { e164: '+5531987654321', kind: 'mobile' } });
    expect(normalisePhone('3333-4444', '31')).toEqual({ ok: true, value: { e164: '+553133334444', kind: 'landline' } });
    expect(normalisePhone('3333-4444', '20')).toMatchObject({ ok: false });
  });

  it.each([
    ['', 'phone-empty'],
    ['não tem', 'phone-empty'],
    ['falar com a Ana 11 98765-4321', 'phone-invalid'],
    ['190', 'phone-invalid'],
    ['(20) 98765-4321', 'phone-invalid'],
    ['11 2345', 'phone-invalid'],
    ['+999 1', 'phone-invalid'],
    ['1234567890123456789012345', 'phone-invalid'],
  ])('refuses %j with %s', (typed, code) => {
    expect(normalisePhone(typed)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});

describe('formatPhone', () => {
  it.each([
    ['+5511987654321', '(11) 98765-4321'],
    ['+551133334444', '(11) 3333-4444'],
    ['+551187654321', '(11) 8765-4321'],
    ['+558001234567', '0800 123 4567'],
    ['+5540041234', '4004-1234'],
    ['+351912345678', '+351 912 345 678'],
    ['falar com a portaria', 'falar com a portaria'],
    ['98765-4321', '98765-4321'],
  ])('shows %j as %j', (number, shown) => {
    expect(formatPhone(number)).toBe(shown);
  });
});
