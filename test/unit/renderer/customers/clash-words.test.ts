import { describe, expect, it } from 'vitest';
import { clashFieldLabel, clashFieldWords } from '#renderer/features/customers/record/clash-words.ts';

describe('a customer’s clash in words', () => {
  it.each([
    ['name', 'Padaria', 'Padaria'],
    ['plan', null, 'vazio'],
    ['kind', 'pj', 'Pessoa jurídica'],
    ['document', '52998224725', '529.982.247-25'],
    [
      'phones',
      [
        { number: '+5511999990000', label: 'Loja' },
        { number: '1', label: '' },
      ],
      '+5511999990000, Loja; 1',
    ],
  ])('[B3] tells %s', (field, value, expected) => {
    expect(clashFieldWords(field, value)).toBe(expected);
  });

  it('names its fields as the form does', () => {
    expect(clashFieldLabel('tradeName')).toBe('Nome fantasia');
  });
});
