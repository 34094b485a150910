import { describe, expect, it } from 'vitest';
import {
  detectDocumentKind,
  isValidDocument,
  normaliseDocument,
  parseDocument,
} from '#shared/domain/document/document.ts';

describe('parseDocument', () => {
  it.each([
    ['529.982.247-25', 'pf', '52998224725'],
    ['52998224725', 'pf', '52998224725'],
    [' CPF: 529.982.247-25 ', 'pf', '52998224725'],
    ['11.222.333/0001-81', 'pj', '11222333000181'],
    ['00.000.000/0001-91', 'pj', '00000000000191'],
  ])('accepts %j', (typed, kind, value) => {
    expect(parseDocument(typed)).toEqual({ ok: true, value: { kind, value } });
  });

  it.each(['12.ABC.345/01DE-35', '12abc34501de35', '12 ABC 345 01DE 35', 'CNPJ 12.ABC.345/01DE-35'])(
    'accepts the alphanumeric CNPJ %j and keeps its letters',
    (typed) => {
      expect(parseDocument(typed)).toEqual({ ok: true, value: { kind: 'pj', value: '12ABC34501DE35' } });
    },
  );

  it.each([
    ['', 'document-empty', 'Documento vazio.'],
    ['.-/', 'document-empty', 'Documento vazio.'],
    ['1', 'document-length', 'Documento com 1 caractere: CPF tem 11, e CNPJ tem 14.'],
    ['529.982.247-2', 'document-length', 'Documento com 10 caracteres: CPF tem 11, e CNPJ tem 14.'],
    ['5299822472A', 'document-shape', 'CPF tem só algarismos, e CNPJ tem 14 caracteres.'],
    ['529.982.247-24', 'document-check-digit', 'CPF inválido: os dígitos finais "24" não conferem com o número.'],
    ['111.111.111-11', 'document-repeated', 'CPF com todos os dígitos iguais não existe.'],
    ['12.ABC.345/01DE-36', 'document-check-digit', 'CNPJ inválido: os dígitos finais "36" não conferem com o número.'],
    ['12.345.345/0100-35', 'document-check-digit', 'CNPJ inválido: os dígitos finais "35" não conferem com o número.'],
    ['12.ABC.345/01DE-3A', 'document-shape', 'CNPJ inválido: os dois últimos caracteres são sempre algarismos.'],
    ['00.000.000/0000-00', 'document-repeated', 'CNPJ com todos os dígitos iguais não existe.'],
  ])('refuses %j with %s and says what is wrong', (typed, code, message) => {
    const result = parseDocument(typed);
    expect(result.ok).toBe(false);
    if (!result.ok) {
      expect(result.refusals).toMatchObject([{ code, message }]);
      expect(result.refusals[0]?.way).toMatch(/\.$/);
    }
  });
});

describe('normaliseDocument', () => {
  it('never strips letters, not even those of a label that are part of the number', () => {
    expect(normaliseDocument('cp.f12.345/0001-00')).toBe('CPF12345000100');
    expect(normaliseDocument('CPF12345000100')).toBe('CPF12345000100');
  });
});

describe('detectDocumentKind', () => {
  it('knows CPF and CNPJ by their length', () => {
    expect(detectDocumentKind('529.982.247-25')).toBe('pf');
    expect(detectDocumentKind('12.ABC.345/01DE-35')).toBe('pj');
    expect(detectDocumentKind('529.982')).toBeUndefined();
    expect(detectDocumentKind('12ABC34501D')).toBeUndefined();
  });
});

describe('isValidDocument', () => {
  it('answers yes or no', () => {
    expect(isValidDocument('12.ABC.345/01DE-35')).toBe(true);
    expect(isValidDocument('123')).toBe(false);
  });
});
