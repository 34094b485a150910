/**
 * The ninth digit: between 2012 and 2016 every Brazilian mobile number of eight digits got a 9 in front.
 * Old records and people's memories still hold the short form. Mobiles of eight digits begin with 6 to 9,
 * landlines with 2 to 5; a landline never gets a ninth digit.
 */
import { isAreaCode } from './area-codes.ts';

const SHORT_MOBILE = /^[6-9]\d{7}$/;
const FULL_MOBILE = /^9[6-9]\d{7}$/;

/** The same subscriber with or without the ninth digit, without area code; `undefined` when it is no mobile. */
function otherLocalForm(local: string): string | undefined {
  if (SHORT_MOBILE.test(local)) return `9${local}`;
  return FULL_MOBILE.test(local) ? local.slice(1) : undefined;
}

/** @param national area code and subscriber, 10 or 11 digits. `undefined` when it is no Brazilian mobile. */
export function otherMobileForm(national: string): string | undefined {
  const areaCode = national.slice(0, 2);
  const other = isAreaCode(areaCode) ? otherLocalForm(national.slice(2)) : undefined;
  return other && areaCode + other;
}

/** The same for a number typed without its area code, 8 or 9 digits. */
export function otherMobileFormWithoutAreaCode(local: string): string | undefined {
  return otherLocalForm(local);
}

/** True for area code + eight digits of a mobile: dialling it fails today. Stored as given, matched both ways. */
export function lacksNinthDigit(national: string): boolean {
  return national.length === 10 && otherMobileForm(national) !== undefined;
}
