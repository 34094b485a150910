import type { KeyProtection } from '#shared/contract/views.ts';

/**
 * Where the keys of a profile are recorded. The first is the one that everything is to be under; the others are former
 * ones, which open what was made before: copies, segments of the black box, files that were moved aside. None is ever
 * taken away, so at every moment what is recorded opens whatever lies in the profile.
 */
export interface KeySource {
  readonly protection: KeyProtection;
  /** What else can protect the keys on this machine and under this host. */
  readonly others: readonly KeyProtection[];
  /** At least one, of 32 bytes each; the wanted one first. */
  readonly keys: readonly Uint8Array[];
  /**
   * Replaces what is recorded, in one step: after a crash it is the former or the new, whole. Throws what kept it from
   * being recorded; then the former stands.
   */
  record(keys: readonly Uint8Array[]): Promise<void>;
  /** Whether this is the passphrase; `false` where none protects the keys. */
  opensWith(passphrase: string): Promise<boolean>;
  /** The same keys under another passphrase, in one step. Throws where none protects them. */
  changePassphrase(next: string): Promise<void>;
  /**
   * The same keys under one of `others`: after a crash they are under the former or the new, whole. `passphrase` where that is
   * one. Throws what kept it from being recorded; then the former stands.
   */
  protectBy(protection: KeyProtection, passphrase?: string): Promise<void>;
  /**
   * Destroys what is recorded, for good: nobody can read the data any more. In its place stands why, so that the next start
   * can say it.
   */
  destroy(): Promise<void>;
}

export const KEY_BYTES = 32;

/** For a station whose keys are in its opener's hands alone (tests, tools). */
export function keysInMemory(first: Uint8Array, protection: KeyProtection = 'key-file'): KeySource {
  let keys: readonly Uint8Array[] = [first];
  return {
    protection,
    others: [],
    get keys() {
      return keys;
    },
    async record(next) {
      keys = [...next];
    },
    opensWith: async () => false,
    changePassphrase: async () => {
      throw new Error('no passphrase protects these keys');
    },
    protectBy: async () => {
      throw new Error('nothing else protects these keys');
    },
    async destroy() {
      for (const key of keys) key.fill(0);
      keys = [];
    },
  };
}
