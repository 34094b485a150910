/** Fills the array with random bytes; `crypto.getRandomValues` in production. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then random. Sorts by creation time in any store.
 * @param now milliseconds since the epoch
 */
export function uuidV7(now: number, random: RandomBytes): string {
  const bytes = new Uint8Array(16);
  bytes.set(random(16));
  let rest = Math.max(0, Math.floor(now));
  for (let index = 5; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
