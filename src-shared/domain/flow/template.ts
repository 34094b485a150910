import { unknownPath, valueAt } from './condition.ts';

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

export interface TemplateOptions {
  /** Names for people of the paths, for the blanks (`knownPaths(flow)`). */
  names: ReadonlyMap<string, string>;
  /** How a value at a path is written; undefined leaves it to plain text. */
  show?: (path: string, value: unknown) => string | undefined;
}

/** Fills `{{path}}` from facts. What is not known stays as a visible blank: `[nome do cliente]`. */
export function fillTemplate(text: string, facts: object, options: TemplateOptions): string {
  return text.replace(PLACEHOLDER, (_, path: string) => {
    const shown = valueInWords(facts, path, options);
    return shown === '' ? `[${options.names.get(path) ?? path}]` : shown;
  });
}

/** A fact as people read it; empty while it is not known. */
export function valueInWords(facts: object, path: string, options: TemplateOptions): string {
  const value = valueAt(facts, path);
  const shown = options.show?.(path, value) ?? plain(value);
  return shown.trim() === '' ? '' : shown;
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
