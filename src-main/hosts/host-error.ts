/**
 * Why a host could not do what it was asked to, for a person at the console or in a window. `message` is pt-BR and
 * says what to do next; `code` is for programs and the log.
 */
export type HostErrorCode =
  | 'bad-option'
  | 'data-dir'
  | 'data-in-use'
  | 'port-in-use'
  | 'key-missing'
  | 'station-revoked'
  | 'key-damaged'
  | 'key-ambiguous'
  | 'key-elsewhere'
  | 'key-wrong'
  | 'keychain-unavailable'
  | 'passphrase-needed'
  | 'passphrase-short'
  | 'passphrase-differs'
  | 'passphrase-wrong'
  | 'passphrase-not-used'
  | 'storage'
  | 'migration-failed'
  | 'no-data'
  | 'no-backup';

export class HostError extends Error {
  readonly code: HostErrorCode;

  constructor(code: HostErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}
