import { AsYouType } from 'libphonenumber-js/max';
import { lacksNinthDigit } from '#shared/domain/phone/ninth-digit.ts';
import { brazilianDigits, formatPhone, normalisePhone, type PhoneKind } from '#shared/domain/phone/phone.ts';
import type { Verdict } from './verdict.ts';

const PHONE_CHARACTERS = /^[\d\s()+.-]*$/;

/**
 * What was typed so far, written as numbers are in Brazil: `1198765` → `(11) 9876-5`. Text with a "ramal" or any
 * other letter stays as it is, and so does a text from which only a bracket or a dash was taken.
 */
export function phoneAsTyped(typed: string, before: string): string {
  if (!PHONE_CHARACTERS.test(typed)) return typed;
  const digits = typed.replace(/\D/g, '');
  if (digits === '' || (typed.length < before.length && digits === before.replace(/\D/g, ''))) return typed;
  const plus = typed.trimStart().startsWith('+') ? '+' : '';
  return new AsYouType('BR').input(plus + digits);
}

/** A whole number as it is shown everywhere; what is none, or has a "ramal", stays as typed. */
export function phoneWritten(typed: string): string {
  const read = normalisePhone(typed);
  return read.ok && !read.value.extension ? formatPhone(read.value.e164) : typed;
}

const KIND_WORDS: Record<PhoneKind, string> = {
  mobile: 'Celular',
  landline: 'Fixo',
  service: 'Número de serviço',
  foreign: 'De outro país',
};

/** What a telephone is, or what is the matter with it; `null` for an empty field. */
export function phoneVerdict(typed: string): Verdict | null {
  if (typed.trim() === '') return null;
  const read = normalisePhone(typed);
  if (!read.ok) {
    const { message, way } = read.refusals[0]!;
    return { good: false, words: [message, way].filter(Boolean).join(' ') };
  }
  const { e164, kind, extension } = read.value;
  const national = brazilianDigits(e164);
  const short = national !== undefined && lacksNinthDigit(national);
  const words = short ? 'Celular sem o nono dígito: fica como está, e a busca acha das duas formas' : KIND_WORDS[kind];
  return { good: true, words: extension ? `${words}, ramal ${extension}` : words };
}
