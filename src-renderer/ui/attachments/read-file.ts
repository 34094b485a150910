import { PIECE_LIMIT } from '#shared/contract/attachments.ts';
import { ok, type Result } from '#shared/domain/refusal.ts';
import type { Rpc } from '../../bridge/rpc.ts';

/** A whole file of a ticket, out of the station. The browser keeps large ones on the disk. */
export async function readFile(
  rpc: Rpc,
  file: { ticketId: string; sha256: string },
  signal: AbortSignal,
): Promise<Result<Blob[]>> {
  const pieces: Blob[] = [];
  for (let offset = 0; ; offset += PIECE_LIMIT) {
    const read = await rpc.attachments.read({ ...file, offset, length: PIECE_LIMIT }, { signal });
    if (!read.ok) return read;
    pieces.push(read.value.piece);
    if (offset + read.value.piece.size >= read.value.size) return ok(pieces);
  }
}

/** Hands bytes to the person as a file. */
export function saveAs(name: string, pieces: readonly Blob[]): void {
  const url = URL.createObjectURL(new Blob([...pieces], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
