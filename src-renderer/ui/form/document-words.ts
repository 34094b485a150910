import { documentName, normaliseDocument, type PersonKind, parseDocument } from '#shared/domain/document/document.ts';
import type { Verdict } from './verdict.ts';

/** What a CPF or CNPJ typed so far is, or what is the matter with it; `null` for an empty field. `kind` as chosen in the form. */
export function documentVerdict(typed: string, kind?: PersonKind): Verdict | null {
  const value = normaliseDocument(typed);
  if (value === '') return null;
  const read = parseDocument(value);
  if (read.ok) return { good: true, words: `${documentName(read.value.kind)} válido` };
  const places = kind === 'pf' && /^\d*$/.test(value) ? 11 : value.length < 11 && kind !== 'pj' ? 11 : 14;
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
