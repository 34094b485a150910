import { detectDocumentKind, normaliseDocument, type PersonKind } from './document.ts';

/** `#` is one place of the document. */
export const DOCUMENT_MASKS: Record<PersonKind, string> = {
  pf: '###.###.###-##',
  pj: '##.###.###/####-##',
};

const PLACES: Record<PersonKind, number> = { pf: 11, pj: 14 };

/**
 * Puts the mask on what was typed so far, and never adds a separator after the last place, so that backspace
 * works in a field that calls this on every keystroke. Places past the mask's end are dropped. Without a kind:
 * CNPJ as soon as there is a letter or a twelfth place, CPF until then.
 */
export function maskDocument(typed: string, kind?: PersonKind): string {
  const value = normaliseDocument(typed);
  const meant = kind ?? (value.length > PLACES.pf || /[A-Z]/.test(value) ? 'pj' : 'pf');
  let masked = '';
  let place = 0;
  for (const sign of DOCUMENT_MASKS[meant]) {
    if (place >= value.length) break;
    if (sign === '#') {
      masked += value[place];
      place += 1;
    } else {
      masked += sign;
    }
  }
  return masked;
}

/** For display: `52998224725` → `529.982.247-25`. What is neither CPF nor CNPJ by length is shown as it is. */
export function formatDocument(value: string): string {
  const kind = detectDocumentKind(value);
  return kind ? maskDocument(value, kind) : value;
}
