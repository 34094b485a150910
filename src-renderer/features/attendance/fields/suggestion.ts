import type { Finding } from '#shared/domain/language/check-language.ts';

/** What stands in the place of a marked word, with its capital where the word had one. */
export function replacementOf({ word, suggestion }: Pick<Finding, 'word' | 'suggestion'>): string {
  const capital = word.charAt(0) !== word.charAt(0).toLocaleLowerCase('pt-BR');
  return capital ? suggestion.charAt(0).toLocaleUpperCase('pt-BR') + suggestion.slice(1) : suggestion;
}

/** The finding that Alt+Enter is about: the one at the caret, else the next with something to offer. */
export function findingAt(findings: readonly Finding[], caret: number): Finding | undefined {
  const offering = findings.filter(({ suggestion }) => suggestion !== '');
  return (
    offering.find(({ start, end }) => start <= caret && caret <= end) ??
    offering.find(({ start }) => start >= caret) ??
    offering[0]
  );
}

/** Puts the suggestion in the place of the word as if it had been typed, so that Ctrl+Z takes it back. */
export function applySuggestion(area: HTMLTextAreaElement, finding: Finding): void {
  area.focus();
  area.setSelectionRange(finding.start, finding.end);
  const text = replacementOf(finding);
  // The only way in for text that keeps the field's own undo; it fires `input` as typing does.
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, finding.start, finding.end, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
