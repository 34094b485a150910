/**
 * Finding a customer by telephone while the number is being typed. What is indexed and what is asked are
 * digit strings; a match is "the indexed token begins with the asked digits".
 */
import { isAreaCode } from './area-codes.ts';
import { otherMobileForm, otherMobileFormWithoutAreaCode } from './ninth-digit.ts';
import { brazilianDigits, isE164 } from './phone.ts';

const MINIMUM_RAW_DIGITS = 3;

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
}

function withoutAreaCode(national: string): string | undefined {
  return isAreaCode(national.slice(0, 2)) ? national.slice(2) : undefined;
}

function brazilianTokens(national: string): string[] {
  if (national.length < 10 || !isAreaCode(national.slice(0, 2))) return [national];
  const other = otherMobileForm(national);
  return distinct([national, withoutAreaCode(national), other, other && withoutAreaCode(other)]);
}

/**
 * The digit strings under which a stored number is found: with and without area code, and for a mobile with
 * and without the ninth digit. A foreign number: all its digits, country code first. A number kept as typed:
 * its digits, when there are at least three.
 */
export function phoneSearchTokens(number: string): string[] {
  const national = brazilianDigits(number);
  if (national) return brazilianTokens(national);
  const digits = number.replace(/\D/g, '').replace(/^0+/, '');
  if (isE164(number)) return [digits];
  if (digits.length < MINIMUM_RAW_DIGITS) return [];
  return distinct([digits, otherMobileForm(digits), otherMobileFormWithoutAreaCode(digits)]);
}

/** "0", or "0" and a carrier's two digits before a whole number. Short digits with a zero are rather a code. */
function withoutTrunkPrefix(digits: string): string {
  if (!/^0[1-9]\d{3}/.test(digits)) return digits;
  return digits.length >= 13 ? digits.slice(3) : digits.slice(1);
}

/**
 * The number without 55, when 55 can only be the country: it is also the area code of Santa Maria (RS), where
 * eleven digits are a mobile (9…) and ten a landline or a short mobile (2…9).
 */
function withoutCountryCode(digits: string): string | undefined {
  if (!digits.startsWith('55') || digits.length < 4) return undefined;
  const onlyCountry = digits.length >= 12 || /^55[01]/.test(digits) || (digits.length === 11 && digits[2] !== '9');
  return onlyCountry ? digits.slice(2) : undefined;
}

/**
 * What to ask the index for, given the digits typed so far. The index already holds both forms of a mobile, so
 * the variants matter for prefixes nobody stores (0, carrier, 55) and for indexes that hold only the number as given:
 * as soon as a mobile is complete, its other form is asked for as well. Never a ninth digit for a landline.
 */
export function phoneQueryVariants(typedDigits: string): string[] {
  const digits = typedDigits.replace(/\D/g, '');
  const domestic = withoutTrunkPrefix(digits);
  const asked = distinct([digits, domestic, withoutCountryCode(domestic)]);
  return distinct(asked.flatMap((value) => [value, otherMobileForm(value), otherMobileFormWithoutAreaCode(value)]));
}
