import { describe, expect, it } from 'vitest';
import { commandsFor } from '#renderer/features/find/found.ts';
import { splitHits } from '#renderer/features/find/split-hits.ts';

describe('what the palette finds', () => {
  it('marks the hits of a snippet', () => {
    expect(splitHits('a \uE000nota\uE001 não \uE000autoriza\uE001')).toEqual([
      { text: 'a ', hit: false },
      { text: 'nota', hit: true },
      { text: ' não ', hit: false },
      { text: 'autoriza', hit: true },
    ]);
  });

  it('survives a mark without its other half', () => {
    expect(splitHits('a \uE000b')).toEqual([{ text: 'a b', hit: false }]);
    expect(splitHits('\uE001a')).toEqual([{ text: 'a', hit: false }]);
    expect(splitHits('')).toEqual([]);
  });

  it('offers only actions that answer now, blind to accents and case', () => {
    const bound = ['call.new', 'go.customers', 'list.next', 'palette.open'] as const;
    const ids = (text: string) => commandsFor(text, bound).map((found) => found.id);
    expect(ids('')).toEqual(['command-call.new', 'command-go.customers']);
    expect(ids('LIGACAO')).toEqual(['command-call.new']);
    expect(ids('clientes')).toEqual(['command-go.customers']);
    expect(ids('ir para')).toEqual(['command-go.customers']);
    expect(ids('linha')).toEqual([]);
    expect(commandsFor('clientes', [])).toEqual([]);
  });
});
