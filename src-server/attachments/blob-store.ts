/** A span of bytes, from `from` up to and without `until`. */
export interface ByteRange {
  from: number;
  until: number;
}

/**
 * Where the bytes of attachments lie. Whole ones are known by their SHA-256 and never change; unfinished ones by a name of
 * their own, of letters, digits, `.` and `-`. Any number of server processes may share one store; who works on an
 * unfinished one is agreed elsewhere, and if two do all the same the hash tells at the end.
 */
export interface BlobStore {
  readonly kind: 'disk' | 's3';
  has(sha256: string): Promise<boolean>;
  /** Bytes; `null`: it is not there. */
  size(sha256: string): Promise<number | null>;
  /** Bytes of an unfinished one that are there. */
  offset(upload: string): Promise<number>;
  /**
   * Goes on at `at.offset`, and answers where it stands then: what came before `bytes` broke off may be kept.
   * @throws {OffsetWrong} it stands elsewhere
   */
  append(upload: string, at: { offset: number; total: number }, bytes: AsyncIterable<Uint8Array>): Promise<number>;
  /**
   * Makes a whole one of it, durably and in one step, when it has this hash and `mayKeep` lets its first `HEAD_BYTES` pass.
   * Otherwise it is thrown away.
   */
  finish(upload: string, sha256: string, mayKeep: (head: Uint8Array) => boolean): Promise<Finished>;
  /** @throws when it is not there */
  read(sha256: string, range: ByteRange): Promise<AsyncIterable<Uint8Array>>;
  /** Throws an unfinished one away. */
  discard(upload: string): Promise<void>;
  remove(sha256: string): Promise<void>;
}

export type Finished = 'kept' | 'hash-differs' | 'refused';

/** It cannot be reached, or fails: another time it may do. */
export class StorageAway extends Error {}

export class OffsetWrong extends Error {
  /** Where it stands. */
  readonly offset: number;

  constructor(offset: number) {
    super(`the upload stands at ${offset}`);
    this.offset = offset;
  }
}
