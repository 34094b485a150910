import { createHash } from 'node:crypto';
import { HEAD_BYTES } from '#shared/domain/attachment/sniff.ts';
import type { Finished } from './blob-store.ts';

/** Reads a whole file once: whether it is what its hash says, and whether its beginning may pass. */
export async function judgeBytes(
  bytes: AsyncIterable<Uint8Array>,
  sha256: string,
  mayKeep: (head: Uint8Array) => boolean,
): Promise<Finished> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  for await (const some of bytes) {
    hash.update(some);
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, some.subarray(0, HEAD_BYTES - head.length)]);
  }
  if (hash.digest('hex') !== sha256) return 'hash-differs';
  return mayKeep(head) ? 'kept' : 'refused';
}
