import type { CannedText } from '../../procedures/schema/pack.ts';
import { unknownPath, valueAt } from './condition.ts';

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;
const ASK = /\{\?([a-z0-9-]+)\}/g;

export interface TemplateOptions {
  /** Names for people of the paths, for the blanks (`knownPaths(flow)`). */
  names: ReadonlyMap<string, string>;
  /** How a value at a path is written; undefined leaves it to plain text. */
  show?: (path: string, value: unknown) => string | undefined;
}

/** Fills `{{path}}` from facts. What is not known stays as a visible blank: `[nome do cliente]`. */
export function fillTemplate(text: string, facts: object, options: TemplateOptions): string {
  return text.replace(PLACEHOLDER, (_, path: string) => {
    const value = valueAt(facts, path);
    const shown = options.show?.(path, value) ?? plain(value);
    return shown.trim() === '' ? `[${options.names.get(path) ?? path}]` : shown;
  });
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'sim' : 'não';
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return typeof value === 'object' ? '' : String(value);
}

/** What is wrong with a template, in pt-BR, one sentence each. */
export function templateProblems(text: string, names: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  for (const [, path = ''] of text.matchAll(PLACEHOLDER)) {
    if (path === '') problems.push('há um “{{}}” sem caminho dentro');
    else if (!names.has(path)) problems.push(unknownPath(path, names));
  }
  const rest = text.replace(PLACEHOLDER, '');
  if (rest.includes('{{') || rest.includes('}}')) problems.push('há chaves “{{” ou “}}” sem par');
  return problems;
}

/**
 * S1.9: a canned text with its `{?ask}` replaced by what was answered and its `{{path}}` by the facts;
 * what was not answered stays as a visible blank with the ask's label.
 */
export function fillCannedText(canned: CannedText, asked: Record<string, string>, filling: Filling): string {
  const withAsks = canned.body.replace(ASK, (_, id: string) => {
    const answer = Object.hasOwn(asked, id) ? asked[id]?.trim() : '';
    // A brace typed by a person is text and never a placeholder.
    return answer ? answer.replaceAll('{', '\u{E000}') : `[${canned.asks.find((ask) => ask.id === id)?.label ?? id}]`;
  });
  return fillTemplate(withAsks, filling.facts, filling).replaceAll('\u{E000}', '{');
}

export interface Filling extends TemplateOptions {
  facts: object;
}

/** What is wrong with a canned text: asks without a place, places without an ask, unknown paths. */
export function cannedTextProblems(canned: CannedText, names: ReadonlyMap<string, string>): string[] {
  const placed = new Set([...canned.body.matchAll(ASK)].map(([, id = '']) => id));
  const asked = new Set(canned.asks.map((ask) => ask.id));
  return [
    ...[...placed].filter((id) => !asked.has(id)).map((id) => `“{?${id}}” não tem pergunta de mesmo id em “asks”`),
    ...[...asked]
      .filter((id) => !placed.has(id))
      .map((id) => `a pergunta “${id}” não aparece no texto; escreva {?${id}}`),
    ...templateProblems(canned.body, names),
  ];
}
