/**
 * Everything that can go wrong with a station file, told apart by a stable `code`.
 *
 * `stops` marks the errors after which nothing more may be written through the same handle (fail-stop): the file
 * refuses every later operation with the same error until it is closed and opened again, so that nobody can advance
 * past a lost write. FULL and I/O errors are not corruption: nothing acknowledged is lost by them.
 */
export const storageErrors = {
  'wrong-key': { stops: false, meaning: 'the key does not open this file (or its first page is damaged)' },
  'key-required': { stops: false, meaning: 'the file is encrypted and no key was given' },
  'not-encrypted': { stops: false, meaning: 'a key was given, but the file is a plain SQLite database' },
  'not-a-database': { stops: false, meaning: 'the file is not a SQLite database, encrypted or not' },
  'foreign-file': { stops: false, meaning: 'the file is a SQLite database that another application made' },
  'newer-version': { stops: false, meaning: 'the file was written by a newer version of the storage engine' },
  locked: { stops: false, meaning: 'another process has the file open' },
  'read-only': { stops: true, meaning: 'the file or its directory cannot be written' },
  'cannot-open': { stops: false, meaning: 'the file cannot be opened or created' },
  full: { stops: true, meaning: 'the disk is full' },
  io: { stops: true, meaning: 'the operating system refused to read or write' },
  memory: { stops: true, meaning: 'out of memory' },
  corrupt: { stops: true, meaning: 'the content of the file is damaged' },
  sql: { stops: false, meaning: 'a statement was refused (syntax, constraint, type): a defect in the caller' },
  'engine-unfit': { stops: false, meaning: 'the SQLite library is too old or lacks FTS5' },
  'migration-failed': {
    stops: false,
    meaning: 'a schema migration was refused something and will never end in this process',
  },
  closed: { stops: false, meaning: 'the file, collection or storage was closed or removed' },
  misuse: { stops: false, meaning: 'the storage was called in a way it does not support' },
} as const satisfies Record<string, { stops: boolean; meaning: string }>;

export type StorageErrorCode = keyof typeof storageErrors;

/** The only error class of the engine. `detail` is for logs: it never holds document content. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  readonly path: string;
  /** What a check of the whole file found, in SQLite's words; empty for errors that met one place only. */
  readonly problems: readonly string[];

  constructor(
    code: StorageErrorCode,
    { path, detail, problems = [], cause }: { path: string; detail?: string; problems?: string[]; cause?: unknown },
  ) {
    super(`${code}: ${storageErrors[code].meaning}${detail ? ` (${detail})` : ''}`, { cause });
    this.name = 'StorageError';
    this.code = code;
    this.path = path;
    this.problems = problems;
  }

  /** True when the file refuses everything after this error until it is reopened. */
  get stops(): boolean {
    return storageErrors[this.code].stops;
  }
}

const codeOfResult: Record<string, StorageErrorCode> = {
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_READONLY: 'read-only',
  SQLITE_CANTOPEN: 'cannot-open',
  SQLITE_PERM: 'cannot-open',
  SQLITE_FULL: 'full',
  SQLITE_IOERR: 'io',
  SQLITE_PROTOCOL: 'io',
  SQLITE_NOMEM: 'memory',
  SQLITE_CORRUPT: 'corrupt',
  SQLITE_NOTADB: 'corrupt',
};

/** The code for a primary SQLite result name such as `SQLITE_FULL`; anything unlisted is the caller's defect. */
export function codeForResult(result: string): StorageErrorCode {
  return codeOfResult[result] ?? 'sql';
}

/** Codes for the errors of Node's own file operations; anything unlisted is an I/O error. */
const codeOfErrno: Record<string, StorageErrorCode> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'cannot-open',
  ENOTDIR: 'cannot-open',
  EISDIR: 'cannot-open',
};

/** A typed error for what a driver or a file operation threw; other errors (defects) are answered as they are. */
export function asStorageError(
  error: unknown,
  { path, resultOf }: { path: string; resultOf: (error: unknown) => string | undefined },
): unknown {
  if (error instanceof StorageError || !(error instanceof Error)) return error;
  const result = resultOf(error);
  if (result !== undefined) {
    return new StorageError(codeForResult(result), { path, detail: error.message, cause: error });
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new StorageError(codeOfErrno[code] ?? 'io', { path, detail: `${syscall}: ${code}`, cause: error });
}
