/**
 * Says who has a profile open. The lock itself is the database's (a second station is refused by the storage); this
 * note only lets the refusal name the first one. It may be stale after a crash: it is read only when the lock says no.
 */
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { readIfThere, replaceFile } from './durable-file.ts';
import { HostError } from './host-error.ts';
import { profileFiles } from './profile.ts';

const holderSchema = z.object({
  pid: z.int().positive(),
  host: z.enum(['browser', 'electron']),
  /** Without its token. */
  origin: z.string().nullable(),
  since: z.string(),
});
export type Holder = z.infer<typeof holderSchema>;

export async function noteHolder(dataDir: string, holder: Holder): Promise<void> {
  await replaceFile(profileFiles(dataDir).holder, `${JSON.stringify(holder)}\n`);
}

export async function forgetHolder(dataDir: string): Promise<void> {
  await rm(profileFiles(dataDir).holder, { force: true });
}

/** Whether the storage refused because another process has the profile's file open. */
export function saysLocked(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === 'locked';
}

/** The refusal for a person, naming who holds the profile when that is known. */
export async function inUse(dataDir: string, cause: unknown): Promise<HostError> {
  const holder = await readHolder(dataDir);
  const who = holder === null ? 'outra estação' : wordsFor(holder);
  return new HostError(
    'data-in-use',
    `Os dados em ${dataDir} já estão abertos por ${who}. Use a que está aberta, feche-a antes de abrir outra, ou escolha outros dados com --data PASTA.`,
    { cause },
  );
}

function wordsFor({ pid, host, origin, since }: Holder): string {
  const time = new Date(since).toLocaleString('pt-BR', { dateStyle: 'short', timeStyle: 'short' });
  const where = host === 'electron' ? 'na janela do Prumo' : `no navegador${origin ? ` em ${origin}` : ''}`;
  return `outra estação (${where}, processo ${pid}, desde ${time})`;
}

async function readHolder(dataDir: string): Promise<Holder | null> {
  const text = await readIfThere(profileFiles(dataDir).holder);
  if (text === null) return null;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    // A note that cannot be read names nobody; the lock has already spoken.
    return null;
  }
}
