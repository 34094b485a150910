import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { ok, type Result, refuse } from '../refusal.ts';
import { isAreaCode } from './area-codes.ts';
import { lacksNinthDigit } from './ninth-digit.ts';

/** 'service': 0800, 0300, 4004 and the like. 'foreign': any valid number outside Brazil. */
export type PhoneKind = 'mobile' | 'landline' | 'service' | 'foreign';

export type Phone = {
  /** "+5511987654321". A mobile given without its ninth digit keeps the form in which it was given. */
  e164: string;
  kind: PhoneKind;
  /** "ramal", digits. Not part of E.164: keep it beside the number. */
  extension?: string;
};

const BRAZIL = '55';
const E164 = /^\+[1-9]\d{3,14}$/;
const CARRIER_PLACEHOLDER = /^\s*\(?\s*0\s*xx\s*/i;
const EXTENSION = /[\s,;-]*\b(?:ramal|ram\.?|r\.|ext\.?)\s*:?\s*(\d{1,7})\s*$/i;

/** "0xx11…" → "11…", "0055…" → "+55…": what Brazil writes and the library does not read. */
function readable(typed: string): string {
  return typed.replace(CARRIER_PLACEHOLDER, '(').replace(/^00(?=[1-9])/, '+');
}

function kindOf(number: PhoneNumber): PhoneKind | undefined {
  if (number.countryCallingCode !== BRAZIL) return number.isValid() ? 'foreign' : undefined;
  if (lacksNinthDigit(number.nationalNumber)) return 'mobile';
  switch (number.getType()) {
    case undefined:
      return undefined;
    case 'MOBILE':
      return 'mobile';
    case 'FIXED_LINE':
      return 'landline';
    default:
      return 'service';
  }
}

/** The whole text must be a number: one that is dug out of a sentence would lose the sentence. */
function readNumber(text: string): Phone | undefined {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'BR', extract: false });
  const kind = number && kindOf(number);
  return kind && { e164: number.number, kind };
}

function lacksAreaCode(digits: string): boolean {
  return /^(?:9[6-9]\d{7}|[2-9]\d{7})$/.test(digits);
}

/**
 * Reads a telephone number as people in Brazil write it. Never inserts a ninth digit.
 *
 * @param areaCode completes numbers typed without DDD; without it they are refused.
 * Refusal codes: `phone-empty`, `phone-area-code-missing`, `phone-invalid`.
 */
export function normalisePhone(typed: string, areaCode?: string): Result<Phone> {
  const whole = typed.normalize('NFKC').trim();
  const extension = EXTENSION.exec(whole)?.[1];
  const main = whole.replace(EXTENSION, '');
  const digits = main.replace(/\D/g, '');
  if (digits === '') {
    return refuse({ code: 'phone-empty', message: 'Telefone sem algarismos.', way: 'Informe DDD e número.' });
  }
  const read = readNumber(readable(main));
  if (read) return ok(extension ? { ...read, extension } : read);
  if (lacksAreaCode(digits)) {
    if (areaCode && isAreaCode(areaCode)) return normalisePhone(areaCode + whole.replace(/^\D+/, ''));
    return refuse({
      code: 'phone-area-code-missing',
      message: `Falta o DDD no telefone "${whole}".`,
      way: 'Escreva o DDD antes do número: (11) 98765-4321.',
    });
  }
  return refuse({
    code: 'phone-invalid',
    message: `"${whole}" não é um telefone válido.`,
    way: 'Confira DDD e número; de outro país, comece com + e o código do país.',
  });
}

/** True when the stored number is in E.164 form and not kept as it was typed. */
export function isE164(number: string): boolean {
  return E164.test(number);
}

/** Area code and subscriber of a Brazilian number in E.164 form; `undefined` for any other. */
export function brazilianDigits(number: string): string | undefined {
  return isE164(number) && number.startsWith(`+${BRAZIL}`) ? number.slice(3) : undefined;
}

/** For display: `+5511987654321` → `(11) 98765-4321`. What is kept as typed is shown as typed. */
export function formatPhone(number: string): string {
  const national = brazilianDigits(number);
  if (
    national &&
    /^\d{10,11}$/.test(national) &&
    /^[2-9]/.test(national.slice(2)) &&
    isAreaCode(national.slice(0, 2))
  ) {
    return `(${national.slice(0, 2)}) ${national.slice(2, -4)}-${national.slice(-4)}`;
  }
  const parsed = isE164(number) ? parsePhoneNumberFromString(number) : undefined;
  if (!parsed) return number;
  return national ? parsed.formatNational() : parsed.formatInternational();
}
