import { describe, expect, it } from 'vitest';
import { documentVerdict } from '#renderer/ui/form/document-words.ts';
import { phoneAsTyped, phoneVerdict, phoneWritten } from '#renderer/ui/form/phone-words.ts';

describe('what a document is worth while it is typed', () => {
  it.each([
    ['529.982.247-25', 'CPF válido'],
    ['12.ABC.345/01DE-35', 'CNPJ válido'],
  ])('says that %s is good', (typed, words) => {
    expect(documentVerdict(typed)).toEqual({ good: true, words });
  });

  it('says how much is missing, and is not wrong yet', () => {
    expect(documentVerdict('529.982')).toMatchObject({ unfinished: true, words: 'Faltam 5 caracteres para um CPF' });
    expect(documentVerdict('12.ABC.345/01DE-3')).toMatchObject({ words: 'Falta 1 caractere para um CNPJ' });
    expect(documentVerdict('12', 'pj')).toMatchObject({ words: 'Faltam 12 caracteres para um CNPJ' });
  });

  it('says why a whole one is wrong', () => {
    const verdict = documentVerdict('529.982.247-26');
    expect(verdict).toMatchObject({ good: false });
    expect(verdict?.unfinished).toBeUndefined();
    expect(verdict?.words).toContain('não conferem');
  });

  it('says nothing of an empty field', () => {
    expect(documentVerdict(' ')).toBeNull();
  });
});

describe('a telephone while it is typed', () => {
  it('is written as numbers are in Brazil', () => {
    expect(phoneAsTyped('11987654321', '(11) 98765-432')).toBe('(11) 98765-4321');
    expect(phoneAsTyped('+14155552671', '')).toMatch(/^\+1/);
  });

  it('lets a bracket or a dash be taken away', () => {
    expect(phoneAsTyped('(11', '(11)')).toBe('(11');
  });

  it('leaves words alone', () => {
    expect(phoneAsTyped('11 3333-4444 ramal 2', '11 3333-4444 ramal ')).toBe('11 3333-4444 ramal 2');
  });

  it('never gets a ninth digit', () => {
    expect(phoneWritten('1187654321')).toBe('(11) 8765-4321');
    expect(phoneVerdict('1187654321')).toMatchObject({ good: true, words: expect.stringContaining('nono dígito') });
  });

  it('says what it is or what is the matter', () => {
    expect(phoneVerdict('11987654321')).toEqual({ good: true, words: 'Celular' });
    expect(phoneVerdict('11 3333-4444 ramal 21')).toEqual({ good: true, words: 'Fixo, ramal 21' });
    expect(phoneVerdict('98765-4321')?.words).toContain('Falta o DDD');
    expect(phoneVerdict('')).toBeNull();
  });
});
