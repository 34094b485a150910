/**
 * The files of a profile, by the SHA-256 of what is in them: each once, whatever it is attached to. They lie in
 * `attachments/` of the data directory, encrypted (cipher.ts), under names that tell nothing.
 *
 *   ab/ab12…        whole files; they come there in one step (rename) and are never changed
 *   incoming/*.new  being written by this process; what a crash leaves is removed at the next start
 *   incoming/*.part being fetched: goes on after a crash
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobReader } from './blob-reader.ts';
import { BlobWriter } from './blob-writer.ts';
import { BlobDamaged, diskName, SALT_BYTES } from './cipher.ts';

export interface BlobStoreOptions {
  dir: string;
  /** 32 bytes. Asked each time: the data may be closed and opened again. */
  key: () => Uint8Array;
  random: (count: number) => Uint8Array;
}

/** What of a file is kept: itself, or the small picture of it that a window made. */
export type BlobKind = 'file' | 'thumbnail';

export class BlobStore {
  readonly #options: BlobStoreOptions;

  constructor(options: BlobStoreOptions) {
    this.#options = options;
  }

  /** Makes the directories, and removes what a crash left half written. */
  async prepare(): Promise<void> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#incoming))
      if (name.endsWith('.new')) await rm(join(this.#incoming, name), { force: true });
  }

  async has(sha256: string, kind: BlobKind = 'file'): Promise<boolean> {
    return (await stat(this.#path(sha256, kind)).catch(ifMissing(null))) !== null;
  }

  /** A new file, from its beginning. `adopt` or `discard` ends it. */
  async begin(): Promise<BlobWriter> {
    const { key, random } = this.#options;
    const path = join(this.#incoming, `${randomUUID()}.new`);
    return BlobWriter.create(path, { key: key(), salt: random(SALT_BYTES) });
  }

  /** A file of a known hash that comes from elsewhere: goes on where it was cut off. One at a time for each hash. */
  async beginOrResume(sha256: string): Promise<BlobWriter> {
    const { key, random } = this.#options;
    const path = join(this.#incoming, `${diskName(key(), `part:${sha256}`)}.part`);
    try {
      return await BlobWriter.resume(path, key());
    } catch (error) {
      if (!(error instanceof BlobDamaged) && !isMissing(error)) throw error;
      await rm(path, { force: true });
      return BlobWriter.create(path, { key: key(), salt: random(SALT_BYTES) });
    }
  }

  /** Keeps a written file under its hash, in one step; what is there already is the same and goes. */
  async adopt(writer: BlobWriter): Promise<string> {
    const sha256 = writer.digest();
    await this.#keep(writer, sha256, 'file');
    return sha256;
  }

  /** Keeps the small picture of a file. */
  async keepThumbnail(sha256: string, bytes: Uint8Array): Promise<void> {
    const writer = await this.begin();
    await writer.append(bytes);
    await this.#keep(writer, sha256, 'thumbnail');
  }

  /** Opens it for reading; its reader closes it. `null`: it is not here. @throws {BlobDamaged} */
  async open(sha256: string, kind: BlobKind = 'file'): Promise<BlobReader | null> {
    const { key } = this.#options;
    const label = labelOf(sha256, kind);
    const reader = await BlobReader.open(this.#path(sha256, kind), { key: key(), label }).catch(ifMissing(null));
    if (reader && kind === 'file' && reader.sha256 !== sha256) {
      await reader.close();
      throw new BlobDamaged('another file lies in its place');
    }
    return reader;
  }

  /** Removes the file, its small picture and what was fetched of it. */
  async remove(sha256: string): Promise<void> {
    const part = join(this.#incoming, `${diskName(this.#options.key(), `part:${sha256}`)}.part`);
    for (const path of [this.#path(sha256, 'file'), this.#path(sha256, 'thumbnail'), part])
      await rm(path, { force: true });
  }

  /** Every whole file, by its name on the disk, with the time at which it came. */
  async *names(): AsyncGenerator<{ name: string; path: string; cameAt: number }> {
    for (const shelf of await readdir(this.#options.dir)) {
      if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
      for (const name of await readdir(join(this.#options.dir, shelf))) {
        const path = join(this.#options.dir, shelf, name);
        const found = await stat(path).catch(ifMissing(null));
        if (found) yield { name, path, cameAt: found.mtimeMs };
      }
    }
  }

  nameOf(sha256: string, kind: BlobKind = 'file'): string {
    return diskName(this.#options.key(), labelOf(sha256, kind));
  }

  get #incoming(): string {
    return join(this.#options.dir, 'incoming');
  }

  #path(sha256: string, kind: BlobKind): string {
    const name = this.nameOf(sha256, kind);
    return join(this.#options.dir, name.slice(0, 2), name);
  }

  async #keep(writer: BlobWriter, sha256: string, kind: BlobKind): Promise<void> {
    await writer.seal(labelOf(sha256, kind));
    const path = this.#path(sha256, kind);
    const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (made) await syncDirectory(this.#options.dir);
    await rename(writer.path, path);
    await syncDirectory(dirname(path));
  }
}

function labelOf(sha256: string, kind: BlobKind): string {
  return `${kind}:${sha256}`;
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isMissing(error)) return instead;
    throw error;
  };
}

/** Windows opens no directories and orders renames itself. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
