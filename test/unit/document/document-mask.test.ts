import { describe, expect, it } from 'vitest';
import { formatDocument, maskDocument } from '#shared/domain/document/document-mask.ts';

describe('maskDocument', () => {
  it.each([
    ['', ''],
    ['529', '529'],
    ['5299', '529.9'],
    ['52998224725', '529.982.247-25'],
    ['112223330001', '11.222.333/0001'],
    ['12a', '12.A'],
    ['12abc34501de35', '12.ABC.345/01DE-35'],
    ['12abc34501de359999', '12.ABC.345/01DE-35'],
  ])('shows %j as %j while it is typed', (typed, masked) => {
    expect(maskDocument(typed)).toBe(masked);
  });

  it('keeps the mask of the kind that was asked for', () => {
    expect(maskDocument('1122', 'pj')).toBe('11.22');
    expect(maskDocument('529982247251', 'pf')).toBe('529.982.247-25');
  });
});

describe('formatDocument', () => {
  it('shows what is neither CPF nor CNPJ as it is', () => {
    expect(formatDocument('52998224725')).toBe('529.982.247-25');
    expect(formatDocument('12ABC34501DE35')).toBe('12.ABC.345/01DE-35');
    expect(formatDocument('RG 12.345')).toBe('RG 12.345');
  });
});
