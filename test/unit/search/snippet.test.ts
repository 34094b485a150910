import { describe, expect, it } from 'vitest';
import { snippetOf } from '#main/search/snippet.ts';
import { HIT_END, HIT_START } from '#shared/contract/views.ts';

const marked = (text: string) => text.replaceAll(HIT_START, '[').replaceAll(HIT_END, ']');
const long = Array.from({ length: 60 }, (_, index) => `p${index}`).join(' ');

describe('the place of a hit', () => {
  it.each([
    ['accents and case', 'A Emissão não saiu', 'EMISSAO nao', 'A [Emissão] [não] saiu'],
    ['beginnings of words', 'emissões', 'emiss', '[emissões]'],
    ['a number in pieces', 'servidor 192.168.10.25 fora', '192.168', 'servidor [192].[168].10.25 fora'],
    ['a number in one piece', 'ligar 11987654321', '(11) 98765', 'ligar [11987654321]'],
    ['nothing of it', 'outra coisa', 'emissao', ''],
    ['nothing typed', 'outra coisa', '  ', ''],
    ['no text', '', 'x', ''],
  ])('is found by %s', (_, text, typed, expected) => {
    expect(marked(snippetOf(text, typed))).toBe(expected);
  });

  it('shows a few words about it, cut off on both sides', () => {
    expect(marked(snippetOf(long, 'p30'))).toBe(
      `…${Array.from({ length: 14 }, (_, index) => (index === 6 ? '[p30]' : `p${index + 24}`)).join(' ')}…`,
    );
  });

  it('is where most of what was typed stands together', () => {
    const text = `nota ${long} nota fiscal ${long}`;
    expect(marked(snippetOf(text, 'nota fiscal'))).toContain('[nota] [fiscal]');
  });
});
