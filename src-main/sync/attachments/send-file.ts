import { UPLOAD_STEP } from '#shared/sync/attachments.ts';
import type { BlobReader } from '../../attachments/blob-reader.ts';
import type { BlobTransport, Standing } from './blob-transport.ts';

export interface Sending {
  reader: BlobReader;
  transport: BlobTransport;
  /** Calls with a token that is good. */
  authorised: <T>(call: (token: string) => Promise<T>) => Promise<T>;
  signal: AbortSignal;
  /** Told after each piece. */
  onProgress: (done: number) => void;
}

/** Answers that bring the upload no further; one that goes back now and then is normal, one that only does is not. */
const MOST_SETBACKS = 20;

/** Sends what the centre lacks of a file, from where it stands. @throws what kept it from being whole there */
export async function sendFile(sha256: string, sending: Sending): Promise<void> {
  const { reader, transport, authorised, signal, onProgress } = sending;
  let setbacks = 0;
  let at: Standing = await authorised((token) => transport.standing(sha256, { token, signal }));
  while (!at.complete) {
    const { offset } = at;
    onProgress(offset);
    const bytes = await reader.read(offset, UPLOAD_STEP);
    const piece = { offset, total: reader.size, bytes };
    at = await authorised((token) => transport.send(sha256, piece, { token, signal }));
    if (!at.complete && at.offset <= offset && ++setbacks > MOST_SETBACKS) throw new Error('an upload gets no further');
  }
  onProgress(reader.size);
}
