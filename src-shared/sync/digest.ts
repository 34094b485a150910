/*
 * Whether two copies of a scope hold the same things, without sending them: how many there are, and the sum of a hash of
 * each. Sums do not depend on the order, so either side adds them up in the order that is cheapest. It finds what was
 * lost by accident; it is no defence against somebody who makes things up.
 */

/** 53 bits of what a row is: `key` is an entry's id, or `id@version` of a document. Two FNV-1a of 32 bits with different starts. */
export function rowHash(key: string): number {
  let low = 0x811c9dc5;
  let high = 0x050c5d1f;
  for (let index = 0; index < key.length; index++) {
    const code = key.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000193);
  }
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

const MODULUS = 2n ** 53n;

/** Adds hashes modulo 2^53. */
export class HashSum {
  count = 0;
  #whole = 0n;
  #pending = 0;

  add(hash: number): void {
    this.count++;
    // Two numbers below 2^53 may add up to more than a double holds exactly.
    if (this.#pending > Number.MAX_SAFE_INTEGER - hash) {
      this.#whole += BigInt(this.#pending);
      this.#pending = 0;
    }
    this.#pending += hash;
  }

  /** Decimal digits. The same as `sum(hash) % 2^53` in SQL over numerics. */
  get sum(): string {
    return ((this.#whole + BigInt(this.#pending)) % MODULUS).toString();
  }
}

export function entryKey(id: string): string {
  return id;
}

export function documentKey(id: string, version: number): string {
  return `${id}@${version}`;
}
