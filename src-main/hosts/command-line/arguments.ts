import { parseArgs } from 'node:util';
import { HostError } from '../host-error.ts';

export type Command =
  | { name: 'backup' }
  | { name: 'backups' }
  | { name: 'change-key' }
  | { name: 'change-passphrase' }
  | { name: 'check' }
  | { name: 'help' }
  | { name: 'restore'; backup: string }
  /** `day`: `YYYY-MM-DD`, default today. */
  | { name: 'recover-day'; day: string | null };

export interface CommandLine {
  command: Command;
  /** Absent: the usual place. */
  data: string | undefined;
  demo: boolean;
}

export const HELP = [
  'Prumo: cópias de segurança, recuperação e chave dos dados da estação. Feche a estação antes.',
  '',
  'Uso: npm run station -- <comando> [--data PASTA | --demo]',
  '',
  '  backup                   faz uma cópia de segurança agora e a confere',
  '  backups                  lista as cópias: data, tamanho, o que há nelas',
  '  restore <arquivo>        põe uma cópia no lugar dos dados e completa com a caixa-preta; o que estava fica guardado à parte',
  '  check                    confere os dados, a caixa-preta e as cópias; não muda nada',
  '  recover-day [AAAA-MM-DD] compara o dia na caixa-preta com a estação e põe de volta o que falta (sem data: hoje)',
  '  change-key               troca a chave dos dados, das cópias e da caixa-preta',
  '  change-passphrase        troca a frase-senha que protege a chave',
  '',
  'Com frase-senha: ela é pedida no terminal, ou lida da variável de ambiente PRUMO_PASSPHRASE (a nova, em change-passphrase, de PRUMO_NEW_PASSPHRASE).',
].join('\n');

/** @throws {HostError} `bad-option` */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [name = 'help', operand, ...more] = positionals;
  const where = { data: values.data, demo: values.demo ?? false };
  if (values.help || name === 'help') return { command: { name: 'help' }, ...where };
  if (more.length > 0) throw bad(`Não entendi "${more.join(' ')}".`);
  if (name === 'restore') {
    if (operand === undefined) throw bad('Diga qual cópia restaurar: restore <arquivo>. A lista está em: backups.');
    return { command: { name, backup: operand }, ...where };
  }
  if (name === 'recover-day') {
    if (operand !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(operand))
      throw bad(`O dia se escreve AAAA-MM-DD, e não "${operand}".`);
    return { command: { name, day: operand ?? null }, ...where };
  }
  const plain = PLAIN.find((one) => one === name);
  if (!plain) throw bad(`Comando desconhecido: ${name}.`);
  if (operand !== undefined) throw bad(`Não entendi "${operand}".`);
  return { command: { name: plain }, ...where };
}

/** Commands without an operand. */
const PLAIN = ['backup', 'backups', 'change-key', 'change-passphrase', 'check'] as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, demo: { type: 'boolean' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw bad(`Opção desconhecida ou incompleta: ${args.join(' ')}.`, error);
  }
}

function bad(message: string, cause?: unknown): HostError {
  return new HostError('bad-option', `${message} Veja os comandos com: npm run station -- help`, { cause });
}
