/**
 * JSON from outside, read more strictly than `JSON.parse` does: what two programs could read differently, or what would
 * cost too much, is no request. One pass over the text, no recursion.
 */
import type { Refused, Result } from '#shared/domain/refusal.ts';

const MOST_DEPTH = 64;
const BLANK = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

export interface StrictJsonOptions {
  /** Rows of a push are judged one by one, so there NUL and lone surrogates pass here. */
  anyText?: boolean;
}

export function readStrictJson(bytes: Uint8Array, { anyText = false }: StrictJsonOptions = {}): Result<unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refused('O pedido não está em UTF-8.');
  }
  const fault = new Scanner(text).fault();
  if (fault) return refused(fault);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('O pedido não é JSON.');
  }
  if (!anyText && hasForbiddenText(value)) return refused('O pedido tem um caractere que não pode ser guardado.');
  return { ok: true, value };
}

function refused(message: string): Refused {
  return { ok: false, refusals: [{ code: 'json-invalid', message }] };
}

/** NUL, a lone surrogate, or a key that reaches for prototypes. The depth is bounded already. */
function hasForbiddenText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (Array.isArray(value)) return value.some(hasForbiddenText);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inside]) => key === '__proto__' || hasForbiddenText(key) || hasForbiddenText(inside),
  );
}

/** A place inside arrays and objects. For an object, the keys seen; for an array, `null`. */
type Level = Set<string> | null;

interface Step {
  wantsValue: boolean;
}
const INSIDE: Step = { wantsValue: true };
const DONE: Step = { wantsValue: false };
const NOT_JSON = 'O pedido não é JSON.';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

function unquoted(quoted: string): string | null {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is wrong, in words; `null` when nothing is. */
  fault(): string | null {
    const levels: Level[] = [];
    let wantsValue = true;
    for (;;) {
      this.#take(BLANK);
      if (wantsValue) {
        const step = this.#value(levels);
        if (typeof step === 'string') return step;
        wantsValue = step.wantsValue;
        if (wantsValue) continue;
      }
      if (levels.length === 0) return this.#at === this.#text.length ? null : NOT_JSON;
      const step = this.#afterValue(levels);
      if (typeof step === 'string') return step;
      wantsValue = step.wantsValue;
    }
  }

  /** Words when it is wrong. A value is wanted next when an array or an object was opened. */
  #value(levels: Level[]): Step | string {
    const char = this.#text[this.#at];
    if (char === '{' || char === '[') {
      if (levels.length === MOST_DEPTH) return 'O pedido tem níveis demais.';
      this.#at++;
      this.#take(BLANK);
      const close = char === '{' ? '}' : ']';
      if (this.#text[this.#at] === close) {
        this.#at++;
        return DONE;
      }
      const level: Level = char === '{' ? new Set() : null;
      levels.push(level);
      return (level && this.#key(level)) ?? INSIDE;
    }
    if (char === '"') return this.#string() === null ? NOT_JSON : DONE;
    const number = this.#take(NUMBER);
    if (number !== null) return Number.isFinite(Number(number)) ? DONE : 'O pedido tem um número grande demais.';
    return this.#take(WORD) === null ? NOT_JSON : DONE;
  }

  #afterValue(levels: Level[]): Step | string {
    const level = levels.at(-1)!;
    const char = this.#text[this.#at++];
    if (char === (level ? '}' : ']')) {
      levels.pop();
      return DONE;
    }
    if (char !== ',') return NOT_JSON;
    this.#take(BLANK);
    return (level && this.#key(level)) ?? INSIDE;
  }

  /** Words when there is no key, or one that was there already. */
  #key(seen: Set<string>): string | null {
    const quoted = this.#string();
    if (quoted === null) return NOT_JSON;
    const key = unquoted(quoted);
    if (key === null) return NOT_JSON;
    if (seen.has(key)) return 'O pedido tem um campo repetido.';
    seen.add(key);
    this.#take(BLANK);
    return this.#text[this.#at++] === ':' ? null : NOT_JSON;
  }

  /** With its quotes. What is wrong inside, `JSON.parse` says. */
  #string(): string | null {
    if (this.#text[this.#at] !== '"') return null;
    for (let end = this.#at + 1; end < this.#text.length; end++) {
      const code = this.#text.charCodeAt(end);
      if (code === BACKSLASH) end++;
      else if (code === QUOTE) {
        const found = this.#text.slice(this.#at, end + 1);
        this.#at = end + 1;
        return found;
      }
    }
    return null;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }
}
