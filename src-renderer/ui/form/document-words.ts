import { documentName, normaliseDocument, type PersonKind, parseDocument } from '#shared/domain/document/document.ts';
import { maskDocument } from '#shared/domain/document/document-mask.ts';
import type { Verdict } from './verdict.ts';

/** Writes the mask as one types: a CNPJ's where one was chosen or letters or length say so, else a CPF's. */
export function documentAsTyped(typed: string, kind?: PersonKind): string {
  return maskDocument(typed, kind === 'pj' ? 'pj' : undefined);
}

/** What a CPF or CNPJ typed so far is, or what is the matter with it; `null` for an empty field. `kind` as chosen in the form. */
export function documentVerdict(typed: string, kind?: PersonKind): Verdict | null {
  const value = normaliseDocument(typed);
  if (value === '') return null;
  const read = parseDocument(value);
  if (read.ok) return { good: true, words: `${documentName(read.value.kind)} válido` };
  const places = value.length > 11 || kind === 'pj' || /[A-Z]/.test(value) ? 14 : 11;
  const missing = places - value.length;
  if (missing > 0) {
    const name = places === 11 ? 'CPF' : 'CNPJ';
    return {
      good: false,
      unfinished: true,
      words: missing === 1 ? `Falta 1 caractere para um ${name}` : `Faltam ${missing} caracteres para um ${name}`,
    };
  }
  const { message, way } = read.refusals[0]!;
  return { good: false, words: [message, way].filter(Boolean).join(' ') };
}
