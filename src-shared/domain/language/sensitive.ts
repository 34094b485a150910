/**
 * Personal and secret data in a text that the customer will read (S5.4, B4): CPF and CNPJ, card numbers, passwords, and
 * names of people who work here. Numbers count only when their check digits are right, so that a protocol or an order
 * number is left alone.
 */
import type { SensitiveData } from '../../procedures/schema/texts.ts';
import { isValidDocument, normaliseDocument } from '../document/document.ts';
import { isAreaCode } from '../phone/area-codes.ts';
import { isCardNumber } from './card-number.ts';
import { type StaffNames, staffNamesIn } from './staff-names.ts';

export type SensitiveKind = keyof SensitiveData;

export interface SensitiveFinding {
  /** UTF-16 offsets in the text as given. */
  start: number;
  end: number;
  word: string;
  kind: SensitiveKind;
  severity: 'block' | 'warn';
  message: string;
  /** What to do instead. */
  suggestion: string;
}

export interface SensitiveContext {
  /** Of the pack. */
  severities: SensitiveData;
  /** Whoever writes is left out of it. */
  staff?: StaffNames;
  /** The customer's own CPF or CNPJ, normalised: a warning at most. */
  ownDocument?: string | null;
}

const SAID: Readonly<Record<SensitiveKind, { message: string; suggestion: string }>> = {
  cpf: { message: 'é um CPF.', suggestion: 'Escreva só o final, como “CPF terminado em -09”.' },
  cnpj: { message: 'é um CNPJ.', suggestion: 'Escreva o nome da empresa, ou só o final do número.' },
  card: {
    message: 'é um número de cartão.',
    suggestion: 'Retire-o; se preciso, escreva só os quatro últimos algarismos.',
  },
  password: { message: 'parece uma senha.', suggestion: 'Retire-a e combine a senha por telefone.' },
  staffName: {
    message: 'é o nome de uma pessoa da equipe.',
    suggestion: 'Escreva a área: “o Suporte”, “a equipe técnica”.',
  },
};

const CPF = /(?<![\p{L}\d.])\d{3}[. ]?\d{3}[. ]?\d{3}[-. ]?\d{2}(?![\p{L}\d])/gu;
const CNPJ = /(?<![\p{L}\d.])[\dA-Z]{2}[. ]?[\dA-Z]{3}[. ]?[\dA-Z]{3}[/ ]?[\dA-Z]{4}[- ]?\d{2}(?![\p{L}\d])/giu;
const CARD = /(?<![\p{L}\d.])\d(?:[ .-]?\d){12,18}(?![\p{L}\d])/gu;
const PASSWORD =
  /(?<!\p{L})(?:senha|password|passwd|pin|token|chave de acesso)(?:\s+(?!é\s)\p{L}+){0,2}\s*(?:[:=→]|->|(?<!\p{L})(?:é|eh)(?!\p{L}):?)\s*["“'«]?(?<secret>[^\s"”'»]{3,64})/giu;
/** What follows "senha:" and is no password: a date, a time, an amount. */
const NO_SECRET = /^(?:\d{1,2}\/\d{1,2}(?:\/\d{2,4})?|\d{1,2}(?:h|:\d{2})|\d+(?:,\d+)?%)$/u;

/** Every finding in a text, in order, none overlapping; what the pack puts `off` is not looked for. Never throws. */
export function sensitiveFindings(text: string, context: SensitiveContext): SensitiveFinding[] {
  const found = [...cards(text), ...documents(text, context), ...passwords(text), ...names(text, context)];
  const kept: SensitiveFinding[] = [];
  const order = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  for (const { severity, ...one } of order) {
    const set = context.severities[one.kind];
    if (set === 'off' || one.start < (kept.at(-1)?.end ?? 0)) continue;
    kept.push({ ...one, severity: severity ?? set });
  }
  return kept;
}

type Found = Omit<SensitiveFinding, 'severity'> & { severity?: 'warn' };

function finding(kind: SensitiveKind, start: number, word: string): Found {
  return { start, end: start + word.length, word, kind, ...SAID[kind] };
}

function cards(text: string): Found[] {
  return Array.from(text.matchAll(CARD)).flatMap(({ 0: word, index }) =>
    isCardNumber(word.replace(/\D/gu, '')) ? [finding('card', index, word)] : [],
  );
}

function documents(text: string, { ownDocument }: SensitiveContext): Found[] {
  const found = (kind: 'cpf' | 'cnpj', pattern: RegExp) =>
    Array.from(text.matchAll(pattern)).flatMap(({ 0: word, index }): Found[] => {
      if (!isValidDocument(word)) return [];
      const own = ownDocument !== undefined && normaliseDocument(word) === ownDocument;
      const doubtful =
        kind === 'cpf' && mayBeMobile(word) && !/cpf\W{0,3}$/iu.test(text.slice(Math.max(0, index - 8), index));
      return [{ ...finding(kind, index, word), ...(own || doubtful ? { severity: 'warn' as const } : {}) }];
    });
  return [...found('cpf', CPF), ...found('cnpj', CNPJ)];
}

/** Eleven digits in one piece may as well be a mobile number. */
function mayBeMobile(word: string): boolean {
  return /^\d{2}9\d{8}$/u.test(word) && isAreaCode(word.slice(0, 2));
}

function passwords(text: string): Found[] {
  return Array.from(text.matchAll(PASSWORD)).flatMap((match) => {
    const secret = (match.groups?.secret ?? '').replace(/[.,;:!?)]+$/u, '');
    const start = match.index + match[0].lastIndexOf(match.groups?.secret ?? '');
    const mixed = /[\d@#$%&*!_+=^~]/u.test(secret);
    return mixed && secret.length >= 3 && !NO_SECRET.test(secret) ? [finding('password', start, secret)] : [];
  });
}

function names(text: string, { staff }: SensitiveContext): Found[] {
  return staff
    ? staffNamesIn(text, staff).map(({ start, end }) => finding('staffName', start, text.slice(start, end)))
    : [];
}
