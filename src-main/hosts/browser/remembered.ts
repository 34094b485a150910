/**
 * What the browser host keeps in the profile between starts (mode 0600): the secret that seals the cookies, so that
 * open tabs come back after a restart, and the port, because a browser keeps the drafts of a window by its address:
 * under another port they would be there and out of sight.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createFile, readIfThere, replaceFile } from '../durable-file.ts';
import { profileFiles } from '../profile.ts';

const rememberedSchema = z.object({
  version: z.literal(1),
  secret: z.string().regex(/^[\w-]{43}$/),
  port: z.int().min(0).max(65_535),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/**
 * @returns what is kept, made anew when there is nothing or nothing readable: then open tabs must enter again.
 * `port` 0 is "not chosen yet".
 */
export async function recall(dataDir: string): Promise<Remembered> {
  const path = profileFiles(dataDir).browserHost;
  const kept = parse(await readIfThere(path));
  if (kept) return kept;
  const fresh = forNow();
  if (await createFile(path, text(fresh))) return fresh;
  const other = parse(await readIfThere(path));
  if (other) return other;
  await replaceFile(path, text(fresh));
  return fresh;
}

/** Kept nowhere: open tabs must enter again after it. */
export function forNow(): Remembered {
  return { version: 1, secret: randomBytes(32).toString('base64url'), port: 0 };
}

export async function remember(dataDir: string, remembered: Remembered): Promise<void> {
  await replaceFile(profileFiles(dataDir).browserHost, text(remembered));
}

function parse(content: string | null): Remembered | null {
  if (content === null) return null;
  try {
    return rememberedSchema.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

function text(remembered: Remembered): string {
  return `${JSON.stringify(remembered, null, 2)}\n`;
}
