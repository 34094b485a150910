/** Lengths and first digits of the cards in use in Brazil: Visa, Mastercard, Elo, Amex, Hipercard, Diners, Discover, JCB. */
const BRANDS: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/,
  /^(?:50\d{14}|6(?:27780|36297|36368|5\d{4}|516\d\d|550\d\d)\d{10})$/,
  /^3[47]\d{13}$/,
  /^(?:606282\d{10}|3841(?:0|4|6)0\d{13})$/,
  /^3(?:0[0-5]|[689]\d)\d{11}$/,
  /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/,
  /^35(?:2[89]|[3-8]\d)\d{12}$/,
];

/** Whether digits are a card's: the length and beginning of a brand, and the check digit of Luhn. */
export function isCardNumber(digits: string): boolean {
  return BRANDS.some((brand) => brand.test(digits)) && passesLuhn(digits) && !/^(\d)\1+$/.test(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = i % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}
