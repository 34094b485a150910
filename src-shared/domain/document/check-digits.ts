/**
 * The arithmetic of CPF and CNPJ: modulo 11 with two check digits.
 *
 * Since July 2026 the first twelve places of a CNPJ may hold letters. Each place is worth its ASCII code
 * less 48, so '0'–'9' are worth 0–9 as ever and 'A'–'Z' 17–42: one rule serves old and new numbers.
 */

const CPF_WEIGHTS = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2];
const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

function checkDigit(characters: string, weights: readonly number[]): string {
  const used = weights.slice(weights.length - characters.length);
  const sum = used.reduce((total, weight, place) => total + weight * (characters.charCodeAt(place) - 48), 0);
  const rest = sum % 11;
  return rest < 2 ? '0' : String(11 - rest);
}

function checkDigits(base: string, weights: readonly number[]): string {
  const first = checkDigit(base, weights);
  return first + checkDigit(base + first, weights);
}

/** @param base nine digits. */
export function cpfCheckDigits(base: string): string {
  return checkDigits(base, CPF_WEIGHTS);
}

/** @param base twelve places, digits or upper-case letters. */
export function cnpjCheckDigits(base: string): string {
  return checkDigits(base, CNPJ_WEIGHTS);
}
