import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '#main/hosts/command-line/arguments.ts';

const words = (args: string[]) => {
  try {
    parseCommandLine(args);
    return 'understood';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the command line of backups and recovery', () => {
  it('understands its commands', () => {
    const of = (...args: string[]) => parseCommandLine(args).command;
    expect(of('backup')).toEqual({ name: 'backup' });
    expect(of('restore', '/x/station-1.db')).toEqual({ name: 'restore', backup: '/x/station-1.db' });
    expect(of('recover-day')).toEqual({ name: 'recover-day', day: null });
    expect(of('recover-day', '2026-11-21')).toEqual({ name: 'recover-day', day: '2026-11-21' });
    expect(of()).toEqual({ name: 'help' });
    expect(parseCommandLine(['check', '--data', 'p'])).toEqual({ command: { name: 'check' }, data: 'p', demo: false });
  });

  it.each([
    [['restore'], 'Diga qual cópia restaurar'],
    [['recover-day', 'ontem'], 'O dia se escreve AAAA-MM-DD'],
    [['apagar'], 'Comando desconhecido: apagar.'],
    [['backup', '--tudo'], 'Opção desconhecida'],
    [['backup', 'agora'], 'Não entendi "agora".'],
    [['restore', 'a', 'b'], 'Não entendi "b".'],
  ])('refuses %j in words', (args, said) => {
    expect(words(args)).toContain(said);
  });
});
