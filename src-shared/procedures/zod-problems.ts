import type { z } from 'zod';
import type { Path, Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'um texto',
  number: 'um número',
  int: 'um número inteiro',
  boolean: 'true ou false',
  array: 'uma lista',
  object: 'um objeto',
  record: 'um objeto',
  null: 'null',
  undefined: 'nada',
};

/** What the schema refused, in pt-BR, with the places where it stands. */
export function zodProblems(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => problemsOf(issue, []));
}

function problemsOf(issue: Issue, before: Path): Problem[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    const closest = closestUnion(issue);
    if (closest) return closest.flatMap((inner) => problemsOf(inner, path));
  }
  return [{ code: 'pack-shape', path, ...inWords(issue) }];
}

/** The branch of a union that fits best: the one that failed deepest, or with the fewest faults. */
function closestUnion(issue: Extract<Issue, { code: 'invalid_union' }>): Issue[] | undefined {
  const branches = issue.errors.filter((branch) => branch.length > 0);
  const depth = (branch: Issue[]) => Math.max(...branch.map((one) => one.path.length));
  const missing = (branch: Issue[]) => branch.filter((one) => one.code === 'unrecognized_keys').length;
  return branches.toSorted((a, b) => missing(a) - missing(b) || depth(b) - depth(a) || a.length - b.length)[0];
}

function inWords(issue: Issue): Pick<Problem, 'message' | 'way'> {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_value':
      return {
        message: `o valor ${quoted(issue.input)} não é aceito`,
        way: `Use ${issue.values.length === 1 ? '' : 'um destes: '}${issue.values.map(String).join(', ')}.`,
      };
    case 'unrecognized_keys':
      return {
        message: `${issue.keys.length === 1 ? 'o campo' : 'os campos'} ${issue.keys.map((key) => `“${key}”`).join(', ')} não ${issue.keys.length === 1 ? 'existe' : 'existem'} aqui`,
        way: 'Confira a grafia ou retire o que sobra.',
      };
    case 'invalid_union':
      return {
        message: `o tipo ${quoted(issue.discriminator ? fieldOf(issue.input, issue.discriminator) : issue.input)} não existe`,
        way: 'Confira “kind” na documentação do pacote.',
      };
    case 'too_small':
      return { message: `é pequeno demais: ${sized(issue.origin, Number(issue.minimum), 'no mínimo')}` };
    case 'too_big':
      return { message: `é grande demais: ${sized(issue.origin, Number(issue.maximum), 'no máximo')}` };
    case 'invalid_format':
      return { message: `${quoted(issue.input)} não tem a forma esperada`, way: formatHint(issue.message) };
    default:
      return { message: 'o valor não é aceito aqui' };
  }
}

function wrongType(issue: Extract<Issue, { code: 'invalid_type' }>): Pick<Problem, 'message' | 'way'> {
  const expected = KINDS[issue.expected] ?? 'outro tipo de valor';
  if (issue.input === undefined) return { message: 'falta preencher', way: `Escreva aqui ${expected}.` };
  return { message: `era esperado ${expected} e veio ${kindOf(issue.input)}` };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'uma lista';
  return KINDS[typeof value] ?? 'outro tipo de valor';
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function quoted(value: unknown): string {
  if (value === undefined) return '(vazio)';
  if (typeof value === 'object' && value !== null) return kindOf(value);
  return `“${String(value).slice(0, 80)}”`;
}

function sized(origin: string, limit: number, bound: string): string {
  if (origin === 'string') return limit === 1 ? 'não pode ficar vazio' : `${bound} ${limit} caracteres`;
  if (origin === 'array') return `${bound} ${limit} ${limit === 1 ? 'item' : 'itens'}`;
  return `${bound} ${limit}`;
}

/** The schema's own pt-BR hint where it has one; zod's English is of no use to the reader. */
function formatHint(message: string): string {
  return message.startsWith('Invalid')
    ? 'Confira como o valor é escrito nos outros itens.'
    : `${message[0]?.toLocaleUpperCase('pt-BR')}${message.slice(1)}.`;
}
