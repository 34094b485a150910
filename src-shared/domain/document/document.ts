/**
 * CPF (natural persons) and CNPJ (legal persons): one door for reading, checking and showing them.
 *
 * Written here and not taken from a package: it is forty lines, and the packages in use strip letters,
 * which destroys the alphanumeric CNPJ (`12.ABC.345/01DE-35`).
 */
import { ok, type Refusal, type Result, refuse } from '../refusal.ts';
import { cnpjCheckDigits, cpfCheckDigits } from './check-digits.ts';

/** 'pf': pessoa física, with a CPF. 'pj': pessoa jurídica, with a CNPJ. */
export type PersonKind = 'pf' | 'pj';

export type PersonDocument = {
  kind: PersonKind;
  /** Normalised: 11 digits, or 14 places of digits and upper-case letters. The form that is stored and compared. */
  value: string;
};

const CPF_LENGTH = 11;
const CNPJ_LENGTH = 14;
const CNPJ_SHAPE = /^[0-9A-Z]{12}[0-9]{2}$/;
const REPEATED = /^(.)\1+$/;
/** "CPF: 529…", as pasted from a letter. A CNPJ that begins with these letters goes on with a letter or a digit. */
const LABEL = /^\s*(?:CPF|CNPJ)(?![0-9A-Z])/;

/** Letters and digits only, upper case, no accents. Keeps letters: they are part of a CNPJ. Does not check anything. */
export function normaliseDocument(typed: string): string {
  return typed
    .normalize('NFKD')
    .toUpperCase()
    .replace(LABEL, '')
    .replace(/[^0-9A-Z]/g, '');
}

/** Which document this can only be, by length alone; `undefined` while it may still become either. */
export function detectDocumentKind(typed: string): PersonKind | undefined {
  const value = normaliseDocument(typed);
  if (value.length === CNPJ_LENGTH) return 'pj';
  return value.length === CPF_LENGTH && /^[0-9]+$/.test(value) ? 'pf' : undefined;
}

function refusal(code: string, message: string, way: string): Refusal {
  return { code, message, way };
}

function refuseCpf(value: string): Refusal | undefined {
  if (REPEATED.test(value)) {
    return refusal('document-repeated', 'CPF com todos os dígitos iguais não existe.', 'Peça o número ao cliente.');
  }
  if (cpfCheckDigits(value.slice(0, 9)) === value.slice(9)) return undefined;
  return refusal(
    'document-check-digit',
    `CPF inválido: os dígitos finais "${value.slice(9)}" não conferem com o número.`,
    'Confira o número com o cliente, algarismo por algarismo.',
  );
}

function refuseCnpj(value: string): Refusal | undefined {
  if (!CNPJ_SHAPE.test(value)) {
    return refusal(
      'document-shape',
      'CNPJ inválido: os dois últimos caracteres são sempre algarismos.',
      'Confira o fim do número; letras só valem nas doze primeiras posições.',
    );
  }
  if (REPEATED.test(value)) {
    return refusal('document-repeated', 'CNPJ com todos os dígitos iguais não existe.', 'Peça o número ao cliente.');
  }
  if (cnpjCheckDigits(value.slice(0, 12)) === value.slice(12)) return undefined;
  return refusal(
    'document-check-digit',
    `CNPJ inválido: os dígitos finais "${value.slice(12)}" não conferem com o número.`,
    'Confira o número com o cliente, caractere por caractere.',
  );
}

function refuseLength(value: string): Refusal {
  if (value === '') return refusal('document-empty', 'Documento vazio.', 'Informe o CPF ou o CNPJ.');
  if (value.length === CPF_LENGTH) {
    return refusal(
      'document-shape',
      'CPF tem só algarismos, e CNPJ tem 14 caracteres.',
      'Se for CNPJ com letras, faltam três caracteres.',
    );
  }
  return refusal(
    'document-length',
    `Documento com ${value.length} ${value.length === 1 ? 'caractere' : 'caracteres'}: CPF tem 11, e CNPJ tem 14.`,
    'Confira se falta ou sobra algum caractere.',
  );
}

/**
 * Reads a CPF or CNPJ as people write it, with or without mask, in either case.
 * Refusal codes: `document-empty`, `document-length`, `document-shape`, `document-repeated`, `document-check-digit`.
 */
export function parseDocument(typed: string): Result<PersonDocument> {
  const value = normaliseDocument(typed);
  const kind = detectDocumentKind(value);
  if (!kind) return refuse(refuseLength(value));
  const wrong = kind === 'pf' ? refuseCpf(value) : refuseCnpj(value);
  return wrong ? refuse(wrong) : ok({ kind, value });
}

export function isValidDocument(typed: string): boolean {
  return parseDocument(typed).ok;
}

/** "CPF" or "CNPJ", as it stands on a label. */
export function documentName(kind: PersonKind): 'CPF' | 'CNPJ' {
  return kind === 'pf' ? 'CPF' : 'CNPJ';
}
