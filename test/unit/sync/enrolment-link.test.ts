import { describe, expect, it } from 'vitest';
import { centreAddress, enrolmentCode, enrolmentLink, parseEnrolmentLink } from '#shared/sync/enrolment-link.ts';

describe('what an administrator hands over', () => {
  const key = { address: 'https://central.exemplo.com.br', code: 'K7QM-2RTX-9PWD' };

  it('is read back from its own link, however it was pasted', () => {
    expect(parseEnrolmentLink(enrolmentLink(key))).toEqual(key);
    expect(parseEnrolmentLink('  https://central.exemplo.com.br/entrar/#k7qm 2rtx 9pwd ')).toEqual(key);
  });

  it.each(['', 'https://central.exemplo.com.br', 'K7QM-2RTX-9PWD', 'javascript:alert(1)#K7QM-2RTX-9PWD'])(
    'is no link in %o',
    (text) => {
      expect(parseEnrolmentLink(text)).toBeNull();
    },
  );

  it.each([
    ['k7qm2rtx9pwd', 'K7QM-2RTX-9PWD'],
    ['O7QM-2RTX-9PWI', '07QM-2RTX-9PW1'],
    ['K7QM-2RTX', null],
    ['K7QM-2RTX-9PWU', null],
  ])('reads the code %o as %o', (typed, expected) => {
    expect(enrolmentCode(typed)).toBe(expected);
  });

  it.each([
    ['central.exemplo.com.br', 'https://central.exemplo.com.br'],
    ['https://central.exemplo.com.br:8443/', 'https://central.exemplo.com.br:8443'],
    ['http://10.0.0.7:4000', 'http://10.0.0.7:4000'],
    ['localhost:4000', 'http://localhost:4000'],
    ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['ftp://central.exemplo.com.br', null],
    ['https://ana:senha@central.exemplo.com.br', null],
    ['https://central.exemplo.com.br/outra', null],
    ['central exemplo', null],
    ['', null],
  ])('takes the address %o as %o', (typed, expected) => {
    expect(centreAddress(typed)).toBe(expected);
  });
});
