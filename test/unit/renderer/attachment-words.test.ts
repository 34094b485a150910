import { describe, expect, it } from 'vitest';
import { isHere, pastedName, stateWords } from '#renderer/ui/attachments/attachment-words.ts';
import type { AttachmentState } from '#shared/contract/attachments.ts';

const refusals = [{ code: 'x', message: 'passa de 25 MB' }];
const TABLE: [AttachmentState, boolean, string, boolean][] = [
  [{ at: 'here' }, true, 'guardado aqui', true],
  [{ at: 'here' }, false, 'guardado aqui, por enviar', true],
  [{ at: 'sending', done: 40 }, false, 'enviando 40 %', true],
  [{ at: 'sending', done: 101 }, false, 'enviando 100 %', true],
  [{ at: 'centre', here: true }, false, 'no servidor', true],
  [{ at: 'centre', here: false }, false, 'no servidor, não baixado', false],
  [{ at: 'fetching', done: 0 }, false, 'baixando 0 %', false],
  [{ at: 'absent' }, false, 'ainda não chegou ao servidor', false],
  [{ at: 'damaged' }, true, 'danificado neste computador', false],
  [{ at: 'refused', refusals }, false, 'recusado: passa de 25 MB', true],
];

describe('where a file is, in words', () => {
  it.each(TABLE)('%j', (state, alone, words, here) => {
    expect(stateWords(state, 100, alone).words).toBe(words);
    expect(isHere(state)).toBe(here);
  });

  it('a screenshot is called by its moment', () => {
    const now = new Date(2026, 10, 21, 9, 5, 7);
    expect(pastedName('image/png', now)).toBe('captura 2026-11-21 09.05.07.png');
    expect(pastedName('image/jpeg', now)).toBe('captura 2026-11-21 09.05.07.jpg');
  });
});
