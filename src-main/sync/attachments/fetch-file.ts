import type { BlobStore } from '../../attachments/blob-store.ts';
import type { BlobTransport } from './blob-transport.ts';

export interface Fetching {
  blobs: BlobStore;
  transport: BlobTransport;
  authorised: <T>(call: (token: string) => Promise<T>) => Promise<T>;
  signal: AbortSignal;
  onProgress: (done: number) => void;
}

/** What came is not the file that was asked for. */
export class WrongFile extends Error {}

/** Brings a file here, from where an earlier try was cut off. @throws what kept it from being whole here */
export async function fetchFile(file: { sha256: string; size: number }, fetching: Fetching): Promise<void> {
  const { blobs, transport, authorised, signal, onProgress } = fetching;
  const { sha256, size } = file;
  const writer = await blobs.beginOrResume(sha256);
  try {
    onProgress(writer.size);
    if (writer.size < size)
      await authorised(async (token) => {
        for await (const bytes of transport.read(sha256, writer.size, { token, signal })) {
          if (writer.size + bytes.length > size) throw new WrongFile('longer than it should be');
          await writer.append(bytes);
          onProgress(writer.size);
        }
      });
    if (writer.size !== size || writer.digest() !== sha256) throw new WrongFile('not what its hash says');
  } catch (error) {
    if (error instanceof WrongFile) await writer.discard();
    else await writer.pause();
    throw error;
  }
  await blobs.adopt(writer);
}
