import { ok, type Refusal, type Result, refuse } from '../domain/refusal.ts';

/** A pack of thousands of articles stays far below; more is a mistake or an attack. In UTF-16 units. */
export const MAX_PACK_SIZE = 2_000_000;
/** As much text as is taken in to be judged. */
export const MOST_PACK_CHARACTERS = 2 * MAX_PACK_SIZE;
export const MAX_PACK_DEPTH = 64;

/**
 * JSON with errors that a person can act on: line, column, what was expected. Refuses keys given twice in
 * one object (JSON.parse would silently drop the first), and what is too large or too deep.
 */
export function readJson(text: string): Result<unknown> {
  if (text.length > MAX_PACK_SIZE) return refuse(tooLarge(text.length));
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (source.trim() === '') {
    return refuse({
      code: 'pack-empty',
      message: 'O arquivo está vazio.',
      way: 'Escolha o arquivo de procedimentos (JSON).',
    });
  }
  const fault = new JsonScan(source).run();
  if (fault) return refuse(fault);
  try {
    return ok(JSON.parse(source));
  } catch {
    return refuse({ code: 'pack-json', message: 'O arquivo não é um JSON válido.', way: 'Exporte-o de novo.' });
  }
}

/** Why a value that did not come from text is too large or too deep; null when it is not. Cycles are too deep. */
export function sizeFault(value: unknown): Refusal | null {
  let size = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_PACK_DEPTH) return tooDeep('');
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) {
        size += typeof one === 'string' ? one.length : 1;
        continue;
      }
      for (const [key, inner] of Object.entries(one)) {
        size += key.length + 1;
        next.push(inner);
      }
    }
    if (size > MAX_PACK_SIZE) return tooLarge(size);
    level = next;
  }
  return null;
}

function tooLarge(size: number): Refusal {
  const millions = (size / 1_000_000).toLocaleString('pt-BR', { maximumFractionDigits: 1 });
  return {
    code: 'pack-too-large',
    message: `O pacote tem ${millions} milhões de caracteres; o limite são 2 milhões.`,
    way: 'Divida os artigos ou retire o que não é procedimento.',
  };
}

function tooDeep(where: string): Refusal {
  return {
    code: 'pack-too-deep',
    message: `${where}Há mais de ${MAX_PACK_DEPTH} níveis de objetos e listas, uns dentro dos outros.`,
    way: 'Simplifique as condições: um pacote de procedimentos não precisa de tantos níveis.',
  };
}

class JsonFault extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\p{Cc}]*/uy;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Walks the grammar of JSON once and keeps nothing but its place. Depth is limited, so recursion is safe. */
class JsonScan {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Refusal | null {
    try {
      this.#value(1);
      if (this.#at < this.#text.length) this.#fail('sobra texto depois do fim do JSON');
      return null;
    } catch (error) {
      if (error instanceof JsonFault) return error.refusal;
      throw error;
    }
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #peek(): string {
    this.#match(SPACE);
    return this.#text[this.#at] ?? '';
  }

  #take(token: string, message: string): void {
    if (this.#peek() !== token) this.#fail(message);
    this.#at++;
  }

  #value(depth: number): void {
    const next = this.#peek();
    if (depth > MAX_PACK_DEPTH) throw new JsonFault(tooDeep(`${this.#where()}: `));
    if (next === '{') this.#object(depth);
    else if (next === '[') this.#array(depth);
    else if (next === '"') this.#string();
    else this.#scalar();
    this.#match(SPACE);
  }

  #scalar(): void {
    for (const word of ['true', 'false', 'null']) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return;
    }
    if (this.#match(NUMBER) === '')
      this.#fail('era esperado um valor (texto entre aspas, número, true, false, null, lista ou objeto)');
  }

  #object(depth: number): void {
    const keys = new Set<string>();
    this.#at++;
    if (this.#peek() === '}') {
      this.#at++;
      return;
    }
    for (;;) {
      if (this.#peek() !== '"') this.#fail('era esperado o nome de um campo, entre aspas');
      const start = this.#at;
      const key = this.#string();
      if (keys.has(key)) {
        this.#at = start;
        this.#fail(`o campo ${key} aparece duas vezes no mesmo objeto`);
      }
      keys.add(key);
      this.#take(':', 'era esperado “:” depois do nome do campo');
      this.#value(depth + 1);
      if (this.#peek() === '}') break;
      this.#take(',', 'era esperado “,” ou “}”');
    }
    this.#at++;
  }

  #array(depth: number): void {
    this.#at++;
    if (this.#peek() === ']') {
      this.#at++;
      return;
    }
    for (;;) {
      this.#value(depth + 1);
      if (this.#peek() === ']') break;
      this.#take(',', 'era esperado “,” ou “]”');
    }
    this.#at++;
  }

  #string(): string {
    const start = this.#at++;
    for (;;) {
      this.#match(PLAIN);
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next === undefined) {
        this.#at = start;
        this.#fail('o texto que começa aqui não tem a aspa final');
      }
      if (next >= '\u007F') {
        // DEL and the C1 controls: JSON allows them raw.
        this.#at++;
        continue;
      }
      if (next !== '\\') this.#fail('há uma quebra de linha ou outro caractere de controle dentro de um texto');
      if (this.#match(ESCAPE) === '') this.#fail('a barra invertida não forma um escape conhecido');
    }
    this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #where(): string {
    const before = this.#text.slice(0, this.#at).split('\n');
    return `Linha ${before.length}, coluna ${(before.at(-1)?.length ?? 0) + 1}`;
  }

  #fail(what: string): never {
    throw new JsonFault({
      code: 'pack-json',
      message: `${this.#where()}: ${what}.`,
      way: 'Corrija o arquivo nesse ponto ou exporte-o de novo.',
    });
  }
}
