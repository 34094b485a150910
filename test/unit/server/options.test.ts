import { describe, expect, it } from 'vitest';
import { HELP, readOptions } from '#server/options.ts';

const read = (...args: string[]) => readOptions(args, {});

describe('the command line of the centre', () => {
  it('serves unless told otherwise', () => {
    expect(read()).toMatchObject({ command: 'serve', login: '' });
    expect(read('restored')).toMatchObject({ command: 'restored' });
  });

  it('lets one person in by login name', () => {
    expect(read('new-administrator', 'Helena')).toMatchObject({ command: 'new-administrator', login: 'helena' });
    expect(() => read('new-administrator')).toThrow(/NOME-DE-ACESSO: Informe o nome de acesso/);
    expect(() => read('new-administrator', 'não pode')).toThrow(/sem acento/);
    expect(() => read('new-administrator', 'a', 'b')).toThrow(/Comando desconhecido/);
    expect(read('new-administrator', '--help').help).toBe(true);
    expect(HELP).toContain('new-administrator');
  });

  it('refuses what it does not know', () => {
    expect(() => read('restore')).toThrow(/Comando desconhecido: restore/);
    expect(() => read('migrate', 'helena')).toThrow(/Comando desconhecido/);
  });
});
