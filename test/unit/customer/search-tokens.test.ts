import { describe, expect, it } from 'vitest';
import {
  customerSearchTokens,
  matchesCustomerQuery,
  parseCustomerQuery,
} from '#shared/domain/customer/search-tokens.ts';
import { aCustomer } from '#test/fixtures/customer.ts';

const person = aCustomer({ code: '001042', phones: [{ number: '+5511987654321', label: '' }] });
const bakery = aCustomer({
  id: 'customer-2',
  code: 'C-0012',
  name: 'Panificadora São João Ltda',
  tradeName: 'Pão Quente',
  kind: 'pj',
  document: '12ABC34501DE35',
  phones: [{ number: '+551133334444', label: '' }],
  emails: ['contato@paoquente.com.br'],
  contacts: [{ name: 'Íris Fonseca', phones: [{ number: '+552187654321', label: '' }], emails: [] }],
  product: 'Loja Fácil',
});

const finds = (typed: string, customer = bakery) =>
  matchesCustomerQuery(customerSearchTokens(customer), parseCustomerQuery(typed));

describe('customerSearchTokens', () => {
  it('[S5.1] holds code, name, document and telephones in search form', () => {
    expect(customerSearchTokens(bakery)).toEqual({
      code: ['c', '0012', 'c0012'],
      name: ['panificadora', 'sao', 'joao', 'ltda', 'pao', 'quente', 'iris', 'fonseca'],
      document: ['12abc34501de35'],
      phones: ['1133334444', '33334444', '2187654321', '87654321', '21987654321', '987654321'],
      other: ['loja', 'facil', 'contato', 'paoquente', 'com', 'br'],
    });
  });
});

describe('customer search', () => {
  it.each([
    'sao joao',
    'SÃO JOÃO',
    'joão pan',
    'pao que',
    'íris',
    'c-0012',
    'C0012',
    '12.abc.345/01de-35',
    '12ABC34501DE35',
    '12.ABC',
    '12.ABC.34',
    '12abc3',
    '(11) 3333-4444',
    '3333 44',
    '+55 11 3333',
    '011 3333-4444',
    '21 98765-4321',
    '8765-4321',
    'joao 3333',
    'contato@paoquente',
    'facil',
  ])('[S5.1] finds by %j', (typed) => {
    expect(finds(typed)).toBe(true);
  });

  it.each(['', '   ', '- /', 'jose', 'sao jose', '13333', '(11) 93333-4444', '12.ABD', 'joao 9999'])(
    '[S5.1] does not find by %j',
    (typed) => {
      expect(finds(typed)).toBe(false);
    },
  );

  it.each(['1042', '001042', '529.982', '52998224725', 'conceicao antonio', '(11) 8765-4321', '98765 43'])(
    '[S5.1] finds a natural person by %j',
    (typed) => {
      expect(finds(typed, person)).toBe(true);
    },
  );

  it('does not take leading zeros of a code for the prefix of a long-distance call', () => {
    expect(parseCustomerQuery('0012').terms).toEqual([['0012']]);
  });

  it('takes words with dots for words', () => {
    expect(parseCustomerQuery('jr.silva s.a. loja-12').terms).toEqual([
      ['jr'],
      ['silva'],
      ['s'],
      ['a'],
      ['loja'],
      ['12'],
    ]);
  });
});
