import type { CannedText } from '../../procedures/schema/texts.ts';
import { templateProblems } from '../flow/template.ts';
import { parseCanned } from './parse.ts';
import type { CannedShelf } from './shelf.ts';

const MARKERS = /\{[?>|][^{}]*\}?/g;

/** What is wrong with a canned text by itself, in pt-BR: asks without a place, places without an ask, unknown paths. */
export function cannedTextProblems(
  canned: Pick<CannedText, 'body' | 'asks'>,
  names: ReadonlyMap<string, string>,
): string[] {
  const parts = parseCanned(canned.body);
  const placed = new Set(parts.flatMap((part) => (part.kind === 'ask' ? [part.id] : [])));
  const asked = new Set(canned.asks.map(({ id }) => id));
  const unread = parts.flatMap((part) => (part.kind === 'text' ? (part.text.match(MARKERS) ?? []) : []));
  return [
    ...[...placed].filter((id) => !asked.has(id)).map((id) => `“{?${id}}” não tem pergunta de mesmo id em “asks”`),
    ...[...asked]
      .filter((id) => !placed.has(id))
      .map((id) => `a pergunta “${id}” não aparece no texto; escreva {?${id}}`),
    ...unread.map((marker) => `“${marker}” não se entende; escreva {?id}, {>chave} ou {|}`),
    ...(parts.filter(({ kind }) => kind === 'cursor').length > 1 ? ['há mais de um lugar para o cursor “{|}”'] : []),
    ...templateProblems(canned.body, names),
  ];
}

/** What is wrong with the blocks of a canned text, in pt-BR: unknown ones, and those that come back to themselves. */
export function blockProblems(canned: CannedText, shelf: Pick<CannedShelf, 'byKey'>): string[] {
  const direct = blocksOf(canned.body);
  const unknown = direct.filter((key) => !shelf.byKey(key));
  const seen = new Set<string>();
  const waiting = [...direct];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    waiting.push(...blocksOf(shelf.byKey(key)?.text.body ?? ''));
  }
  const asking = [...seen].filter((key) => (shelf.byKey(key)?.text.asks.length ?? 0) > 0);
  return [
    ...unknown.map((key) => `o bloco “{>${key}}” não existe`),
    ...(seen.has(canned.key) ? [`o bloco “{>${canned.key}}” volta a este mesmo texto`] : []),
    ...(canned.use === 'closing'
      ? asking.map((key) => `o bloco “{>${key}}” faz perguntas, e um encerramento só faz as suas`)
      : []),
  ];
}

function blocksOf(body: string): string[] {
  return [...new Set(parseCanned(body).flatMap((part) => (part.kind === 'block' ? [part.key] : [])))];
}
