import { describe, expect, it } from 'vitest';
import { createTypedStore } from '#renderer/ui/form/typed-store.ts';

function sessionOf(kept = new Map<string, string>()) {
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
}

describe('what is typed in a form without a draft', () => {
  it('outlives the form, and is gone once it was sent', () => {
    const store = createTypedStore(null);
    store.write('pessoa', { name: 'Caio' });
    expect([store.read('pessoa'), store.atRisk]).toEqual([{ name: 'Caio' }, true]);
    store.write('pessoa', undefined);
    expect([store.read('pessoa'), store.atRisk]).toEqual([undefined, false]);
  });

  it('is nowhere but in the window, unless it may outlive a reload', () => {
    const session = sessionOf();
    const store = createTypedStore(session);
    store.write('pessoa', { name: 'Caio' });
    expect(session.kept.size).toBe(0);
    store.write('enrol', { address: 'https://central.exemplo' }, 'tab');
    const after = createTypedStore(sessionOf(session.kept));
    expect([after.read('enrol'), after.read('pessoa')]).toEqual([{ address: 'https://central.exemplo' }, undefined]);
    after.write('enrol', undefined);
    expect(session.kept.size).toBe(0);
  });

  it('a place where somebody was is no reason to stop a reload', () => {
    const store = createTypedStore(null);
    store.write('people', 'new', 'place');
    expect([store.read('people'), store.atRisk]).toEqual(['new', false]);
  });
});
