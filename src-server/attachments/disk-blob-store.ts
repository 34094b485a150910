import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type BlobStore, OffsetWrong } from './blob-store.ts';
import { judgeBytes } from './judge-bytes.ts';

/**
 * Attachments on a disk of the server, one that all its processes share.
 *
 *   blobs/ab/ab12…   whole ones; they come there in one step
 *   incoming/…       unfinished ones; their length is how far they are
 */
export async function openDiskBlobStore(dir: string): Promise<BlobStore> {
  const blobs = join(dir, 'blobs');
  const incoming = join(dir, 'incoming');
  await mkdir(blobs, { recursive: true, mode: 0o700 });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string) => join(blobs, sha256.slice(0, 2), sha256);
  const uploadPath = (upload: string) => join(incoming, upload);

  return {
    kind: 'disk',
    has: async (sha256) => (await sizeOf(pathOf(sha256))) !== null,
    size: (sha256) => sizeOf(pathOf(sha256)),
    offset: async (upload) => (await sizeOf(uploadPath(upload))) ?? 0,

    async append(upload, { offset }, bytes) {
      const path = uploadPath(upload);
      const stands = (await sizeOf(path)) ?? 0;
      if (stands !== offset) throw new OffsetWrong(stands);
      const handle = await open(path, offset === 0 ? 'w' : 'r+', 0o600);
      let at = offset;
      try {
        for await (const some of bytes) {
          for (let done = 0; done < some.length; ) {
            const { bytesWritten } = await handle.write(some, done, some.length - done, at);
            done += bytesWritten;
            at += bytesWritten;
          }
        }
      } finally {
        await handle.close();
      }
      return at;
    },

    async finish(upload, sha256, mayKeep) {
      const path = uploadPath(upload);
      await sync(path);
      const judged = await judgeBytes(createReadStream(path), sha256, mayKeep);
      if (judged !== 'kept') {
        await rm(path, { force: true });
        return judged;
      }
      const target = pathOf(sha256);
      if (await mkdir(dirname(target), { recursive: true, mode: 0o700 })) await sync(blobs);
      await rename(path, target);
      await sync(dirname(target));
      return 'kept';
    },

    async read(sha256, { from, until }) {
      const handle = await open(pathOf(sha256), 'r');
      if (until > from) return handle.createReadStream({ start: from, end: until - 1 });
      await handle.close();
      return nothing();
    },

    discard: (upload) => rm(uploadPath(upload), { force: true }),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Forces a file, or the names in a directory, to the disk. Windows opens no directories and orders renames itself. */
async function sync(path: string): Promise<void> {
  if (process.platform === 'win32' && (await stat(path)).isDirectory()) return;
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
