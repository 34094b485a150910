/** Files as a window hands them to a station, in pieces. */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import type { AttachmentView } from '#shared/contract/attachments.ts';
import type { Result } from '#shared/domain/refusal.ts';
import { done, now, type StationClient } from './station-client.ts';

export const PNG_BEGINNING = Buffer.from('89504e470d0a1a0a', 'hex');

/** What begins as a PNG, and is random behind. */
export function pngOf(size: number): Buffer {
  return Buffer.concat([PNG_BEGINNING, randomBytes(Math.max(0, size - PNG_BEGINNING.length))]);
}

/** The same for the same seed, in every process. */
export function pngFrom(seed: string, size: number): Buffer {
  const key = createHash('sha256').update(seed).digest();
  const noise = createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(size - PNG_BEGINNING.length));
  return Buffer.concat([PNG_BEGINNING, noise]);
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface FileToAttach {
  ticketId: string;
  name: string;
  bytes: Uint8Array;
  visibility?: 'public' | 'private';
  /** Bytes of a piece. */
  step?: number;
}

export async function offer(client: StationClient, file: FileToAttach): Promise<Result<{ sha256: string }>> {
  const { ticketId, name, bytes, visibility = 'private', step = 256 * 1024 } = file;
  const begun = await client.attachments.begin({ ticketId, name, size: bytes.length });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let offset = 0; offset < bytes.length; offset += step) {
    const piece = new Blob([new Uint8Array(bytes.subarray(offset, offset + step))]);
    const appended = await client.attachments.append({ uploadId, offset, piece });
    if (!appended.ok) return appended;
  }
  return client.attachments.finish({ uploadId, visibility, dimensions: null, thumbnail: null });
}

export async function attach(client: StationClient, file: FileToAttach): Promise<string> {
  return (await done(offer(client, file))).sha256;
}

export function filesOf(client: StationClient, ticketId: string): Promise<AttachmentView[]> {
  return now(client.attachments.list({ ticketId }));
}

export async function readFile(client: StationClient, file: { ticketId: string; sha256: string }): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let offset = 0; ; ) {
    const { piece, size } = await done(client.attachments.read({ ...file, offset, length: 100_000 }));
    pieces.push(Buffer.from(await piece.arrayBuffer()));
    offset += piece.size;
    if (offset >= size) return Buffer.concat(pieces);
  }
}
