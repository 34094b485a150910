/**
 * What crosses every border of the product: a value, or the reasons why there is none. Nothing is thrown
 * for what a person can do wrong; a thrown error is a defect.
 */

/** One reason why something was not done. */
export type Refusal = {
  /** Stable, kebab-case, for programs: `document-check-digit`. */
  code: string;
  /** Number of the domain rule that refuses: `S4.9`. */
  rule?: string;
  /** Path of the input field that it stands beside: `phones.0.number`. */
  field?: string;
  /** What is wrong, for a person, in pt-BR. */
  message: string;
  /** What to do next, for a person, in pt-BR. */
  way?: string;
};

export type Refused = { ok: false; refusals: Refusal[] };
export type Result<T> = { ok: true; value: T } | Refused;

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** At least one reason; more than one when several fields are wrong at once. */
export function refuse(first: Refusal, ...others: Refusal[]): Refused {
  return { ok: false, refusals: [first, ...others] };
}

/** Moves refusals under a field: `within('document', …)` turns field `undefined` into `document`, `x` into `document.x`. */
export function within(field: string, refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((refusal) => ({ ...refusal, field: refusal.field ? `${field}.${refusal.field}` : field }));
}
