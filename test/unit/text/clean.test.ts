import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, hasUnstorableCharacters } from '#shared/domain/text/clean.ts';

describe('cleanText', () => {
  it.each([
    ['NUL', 'a\u0000b', 'ab'],
    ['C0 controls, but not tab and line feed', '\u0001a\tb\nc\u001f', 'a\tb\nc'],
    ['DEL and C1 controls', 'a\u007fb\u0085c', 'abc'],
    ['byte order mark', '\ufeffcódigo', 'código'],
    ['right-to-left override', 'nota \u202efdp.exe\u202c fim', 'nota fdp.exe fim'],
    ['isolates', '\u2066a\u2069', 'a'],
  ])('removes %s', (_name, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  it('makes every line break a line feed', () => {
    expect(cleanText('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  });

  it('replaces lone surrogates, so that the text can be written as UTF-8', () => {
    expect(cleanText('a\ud800b')).toBe('a\ufffdb');
    expect(cleanText('\udc00')).toBe('\ufffd');
  });

  it('does not make a character out of two halves that a control separated', () => {
    expect(cleanText('\ud83d\u0000\ude00')).toBe('\ufffd\ufffd');
  });

  it('composes accents (NFC)', () => {
    expect(cleanText('Conceic\u0327a\u0303o')).toBe('Conceição');
  });

  it.each(['👨‍👩‍👧 ok 🇧🇷', 'مرحبا بالعالم', 'שלום', 'a\u200eb', 'linha 1\n\tlinha 2'])('keeps %j', (text) => {
    expect(cleanText(text)).toBe(text);
  });
});

describe('cleanLine', () => {
  it('is one line, trimmed', () => {
    expect(cleanLine('  Rua \r\n das\tFlores\u0000,  5 ')).toBe('Rua das Flores, 5');
  });
});

describe('hasUnstorableCharacters', () => {
  it('is true only when something a person sent is taken out', () => {
    expect(hasUnstorableCharacters('a\r\nb ç 😀')).toBe(false);
    expect(hasUnstorableCharacters('a\u0000')).toBe(true);
    expect(hasUnstorableCharacters('a\ud800')).toBe(true);
    expect(hasUnstorableCharacters('a\u202e')).toBe(true);
  });
});
