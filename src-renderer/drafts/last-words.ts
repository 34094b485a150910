import { gcm } from '@noble/ciphers/aes.js';
import type { Sealed } from './cipher.ts';
import { type DraftRecord, type DraftsDatabase, draftId } from './drafts-database.ts';

/*
 * What was typed in the very instant in which the page goes. The browser's own cipher only works behind a
 * promise, and a page that is left runs no more promises: what is under way then is sealed here at once, under the
 * same key and in the same form, and laid in the one store that writes at once. The next sign-in moves it to the
 * drafts, unless they hold something newer.
 */

const PREFIX = 'prumo-last-words ';

export interface LastWords {
  /** Synchronous. A store that is full or forbidden keeps nothing: the drafts are still being written. */
  keep(drafts: Iterable<{ key: string; value: unknown }>): void;
  /** Moves what was kept to the drafts; nothing is read before. */
  recover(database: DraftsDatabase): Promise<void>;
  /** The page came back as it was: its own drafts are ahead of what was kept. */
  forget(): void;
}

export interface LastWordsOptions {
  agentId: string;
  /** 32 bytes, base64: the key of the drafts. */
  key: string;
  storage: Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;
  now?: () => number;
}

interface Kept {
  key: string;
  updatedAt: number;
  iv: string;
  cipher: string;
}

export function createLastWords({ agentId, key: base64, storage, now = Date.now }: LastWordsOptions): LastWords {
  const secret = fromBase64(base64);
  const prefix = `${PREFIX}${agentId} `;
  const names = () =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((name) =>
      name.startsWith(prefix),
    );

  return {
    keep(drafts) {
      for (const { key, value } of drafts) {
        const { iv, cipher } = sealNow(secret, draftId(agentId, key), value);
        const kept: Kept = { key, updatedAt: now(), iv: toBase64(iv), cipher: toBase64(new Uint8Array(cipher)) };
        try {
          storage.setItem(`${prefix}${key}`, JSON.stringify(kept));
        } catch {
          return;
        }
      }
    },
    async recover(database) {
      for (const name of names()) {
        const record = recordOf(agentId, storage.getItem(name));
        if (record) {
          await database.transaction('rw', database.drafts, async () => {
            const written = await database.drafts.get(record.id);
            if (!written || written.updatedAt <= record.updatedAt) await database.drafts.put(record);
          });
        }
        storage.removeItem(name);
      }
    },
    forget() {
      for (const name of names()) storage.removeItem(name);
    },
  };
}

/** As `seal` of cipher.ts does, without a promise. */
function sealNow(secret: Uint8Array, id: string, value: unknown): Sealed {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const encoder = new TextEncoder();
  const sealed = gcm(secret, iv, encoder.encode(id)).encrypt(encoder.encode(JSON.stringify(value)));
  return { iv, cipher: Uint8Array.from(sealed).buffer };
}

function recordOf(agentId: string, text: string | null): DraftRecord | null {
  try {
    const { key, updatedAt, iv, cipher } = JSON.parse(text ?? '') as Kept;
    return {
      id: draftId(agentId, key),
      agentId,
      key,
      updatedAt,
      iv: fromBase64(iv),
      cipher: fromBase64(cipher).buffer,
    };
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
