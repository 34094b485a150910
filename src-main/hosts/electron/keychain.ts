import type { SafeStorage } from 'electron';
import type { Keychain } from '../keys/open-key.ts';

/**
 * The system's keychain through Electron, or `null` where there is none that protects: on a Linux without a secret
 * service Electron would encrypt under a password that everybody knows (`basic_text`).
 * Call it once the application is ready.
 */
export async function systemKeychain(
  storage: SafeStorage,
  platform: NodeJS.Platform = process.platform,
): Promise<Keychain | null> {
  if (!(await storage.isAsyncEncryptionAvailable())) return null;
  if (platform === 'linux' && NOT_REAL.has(storage.getSelectedStorageBackend())) return null;
  return {
    encrypt: (text) => storage.encryptStringAsync(text),
    async decrypt(encrypted) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(encrypted));
      return { text: result, stale: shouldReEncrypt };
    },
  };
}

const NOT_REAL = new Set<string>(['basic_text', 'unknown']);
