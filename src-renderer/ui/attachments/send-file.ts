import { PIECE_LIMIT } from '#shared/contract/attachments.ts';
import { cleanFileName } from '#shared/domain/attachment/file-name.ts';
import { typeOfName } from '#shared/domain/attachment/sniff.ts';
import { type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import { ConnectionLost } from '../../bridge/connection.ts';
import type { Rpc } from '../../bridge/rpc.ts';
import { pictureFacts } from './picture.ts';

export interface SendOptions {
  rpc: Rpc;
  ticketId: string;
  visibility: 'public' | 'private';
  signal: AbortSignal;
  /** Bytes that the station has. */
  onProgress: (sent: number) => void;
}

const MOST_TRIES = 10;

/**
 * Hands a file to the station, a piece at a time. Pieces and the end are repeated when the connection breaks: the station
 * takes them once. A station that was started anew knows nothing of it, so it begins anew.
 */
export async function sendFile(file: File, options: SendOptions): Promise<Result<{ sha256: string }>> {
  for (let beginning = 0; ; beginning++) {
    const sent = await sendOnce(file, options);
    const restarted = !sent.ok && sent.refusals[0]?.code === 'attachment-upload-unknown';
    if (!restarted || beginning === 2) return sent;
  }
}

async function sendOnce(file: File, options: SendOptions): Promise<Result<{ sha256: string }>> {
  const { rpc, ticketId, visibility, signal, onProgress } = options;
  const { name, size } = file;
  const begun = await again(signal, () => rpc.attachments.begin({ ticketId, name, size }, { signal }));
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  try {
    for (let offset = 0; offset < size; offset += PIECE_LIMIT) {
      const piece = file.slice(offset, offset + PIECE_LIMIT);
      const appended = await again(signal, () => rpc.attachments.append({ uploadId, offset, piece }, { signal }));
      if (!appended.ok) return appended;
      onProgress(appended.value.received);
    }
    const picture = await pictureFacts(file, typeOfName(cleanFileName(name)));
    const { dimensions, thumbnail } = picture ?? { dimensions: null, thumbnail: null };
    return await again(signal, () =>
      rpc.attachments.finish({ uploadId, visibility, dimensions, thumbnail }, { signal }),
    );
  } catch (error) {
    if (signal.aborted) await rpc.attachments.cancel({ uploadId }).catch(() => {});
    // The file was taken away, or changed, while it was being read.
    if (error instanceof DOMException && error.name === 'NotReadableError') return refuse(UNREADABLE);
    throw error;
  }
}

/** Once more when the connection went, after it is back. */
async function again<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ConnectionLost) || tries === MOST_TRIES || signal.aborted) throw error;
    }
  }
}

const UNREADABLE: Refusal = {
  code: 'attachment-unreadable',
  field: 'file',
  message: 'O arquivo não pôde ser lido: foi movido, mudado ou está aberto em outro programa.',
  way: 'Feche-o no outro programa e anexe de novo.',
};
