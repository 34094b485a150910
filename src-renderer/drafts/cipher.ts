/*
 * Drafts at rest: AES-256-GCM under the key that the station hands over after sign-in. The key lives in
 * this window's memory, not extractable; the id of the draft is authenticated along, so that a record
 * moved to another place does not open there.
 */

export interface Sealed {
  /** 12 random bytes, new with every write. */
  iv: Uint8Array<ArrayBuffer>;
  cipher: ArrayBuffer;
}

/** `base64`: 32 bytes. Rejects on anything else. */
export async function importDraftKey(base64: string): Promise<CryptoKey> {
  const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  if (raw.length !== 32) throw new RangeError('the draft key is not 32 bytes');
  return await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, id: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encode(id) }, key, plain);
  return { iv, cipher };
}

/** Rejects when key, id or bytes do not belong together. */
export async function open(key: CryptoKey, id: string, { iv, cipher }: Sealed): Promise<unknown> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: encode(id) }, key, cipher);
  return JSON.parse(new TextDecoder().decode(plain));
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
