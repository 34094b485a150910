/**
 * The data keys of a profile: 32 random bytes, made at the first start and found again at every other one; behind it
 * the former ones, once it was changed.
 *
 *   station.key        the keys themselves, base64, a line each, mode 0600 → 'key-file'
 *   station.key.json   the keys under a passphrase or the system keychain → 'passphrase' | 'keychain'
 *
 * A key is made only where there is no database: beside a database without its key a new one would open nothing and
 * bury the mistake. Whatever protection a profile has, it keeps.
 */
import { randomBytes } from 'node:crypto';
import { chmod, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MIN_PASSPHRASE_LENGTH } from '#shared/contract/recovery.ts';
import type { KeyProtection } from '#shared/contract/views.ts';
import type { KeySource } from '../../secrets/key-source.ts';
import { readIfThere } from '../durable-file.ts';
import { HostError } from '../host-error.ts';
import { profileFiles } from '../profile.ts';
import {
  cutOffMark,
  type FileKeySource,
  inKeychain,
  inPlainFile,
  type Keychain,
  keysFrom,
  underPassphrase,
} from './key-sources.ts';
import { endMove, moveUnderWay, movingKeys } from './moving-keys.ts';
import { lockOf, newLock, type PassphraseKey, unwrap, type WrappedKey, wrappedKeySchema } from './wrapped-key.ts';

export type { Keychain };

export interface PassphraseQuestion {
  /** `new`: a passphrase for a new profile, asked twice where a person types it. */
  kind: 'new' | 'open';
  /** What was wrong with the last answer. */
  problem: HostError | null;
}

export interface KeyWays {
  /** `null`: this host has none, or the system has no real one. */
  keychain: Keychain | null;
  /** `null` is "no (further) answer": the start is given up, with the last problem as the reason. */
  askPassphrase: (question: PassphraseQuestion) => Promise<string | null>;
  /** How a new profile is protected. */
  protectNewBy: KeyProtection;
}

export interface OpenedKey {
  source: KeySource;
  protection: KeyProtection;
  /** Made just now. */
  fresh: boolean;
  /** Things put right that a person should know, pt-BR. */
  warnings: string[];
}

/** @throws {HostError} with one of the `key-…`, `keychain-…`, `passphrase-…` codes */
export async function openKey(dataDir: string, ways: KeyWays): Promise<OpenedKey> {
  const files = profileFiles(dataDir);
  await removeLeftovers(dataDir);
  const [plain, wrapped] = await Promise.all([readIfThere(files.plainKey), readIfThere(files.wrappedKey)]);
  const to = await moveUnderWay(dataDir);
  if (to !== null) return endingMove(dataDir, { to, plain, wrapped, ways });
  if (plain !== null && wrapped !== null) {
    throw new HostError(
      'key-ambiguous',
      `Há duas chaves em ${dataDir}: station.key e station.key.json. Deixe ali só a que pertence a estes dados e guarde a outra em outro lugar; não apague nenhuma antes de conferir.`,
    );
  }
  if (plain !== null) return fromPlain(dataDir, plain, ways);
  if (wrapped !== null) return fromWrapped(dataDir, wrapped, ways);
  if (await isThere(cutOffMark(files.plainKey))) {
    throw new HostError(
      'station-revoked',
      `A central desligou esta estação, e a chave dos dados em ${dataDir} foi destruída: eles não podem mais ser lidos por ninguém. Para usar este computador de novo, inicie com outra pasta (--data PASTA) e inscreva a estação na central.`,
    );
  }
  if ((await isThere(files.database)) || (await isThere(files.blackBox))) {
    throw new HostError(
      'key-missing',
      `Os dados estão em ${dataDir}, mas a chave deles (station.key ou station.key.json) não está. Sem ela os dados não podem ser lidos: traga o arquivo da chave de volta de uma cópia de segurança.`,
    );
  }
  return make(dataDir, ways);
}

/** A move to another protection was cut off: where its new file is whole it is the one, and the former goes once it opened. */
async function endingMove(
  dataDir: string,
  { to, plain, wrapped, ways }: { to: KeyProtection; plain: string | null; wrapped: string | null; ways: KeyWays },
): Promise<OpenedKey> {
  const isPlain = to === 'key-file';
  if ((isPlain ? plain : wrapped) === null) {
    await rm(profileFiles(dataDir).keyMove, { force: true });
    return openKey(dataDir, ways);
  }
  const opened = isPlain
    ? await fromPlain(dataDir, plain ?? '', ways)
    : await fromWrapped(dataDir, wrapped ?? '', ways);
  await endMove(dataDir, to);
  return opened;
}

const LEFTOVER = /^station\.key(\.json)?\.[0-9a-f]{12}\.tmp$/;
const LEFTOVER_AFTER_MS = 60_000;

/** What a crash left half recorded; a younger one may be another process's that is at it. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(() => []);
  for (const name of names.filter((one) => LEFTOVER.test(one))) {
    const path = join(dataDir, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.NaN }));
    if (Date.now() - mtimeMs > LEFTOVER_AFTER_MS) await rm(path, { force: true });
  }
}

async function make(dataDir: string, ways: KeyWays): Promise<OpenedKey> {
  const files = profileFiles(dataDir);
  const keys = [new Uint8Array(randomBytes(32))];
  const source = await (async () => {
    switch (ways.protectNewBy) {
      case 'key-file':
        return inPlainFile(files.plainKey, keys);
      case 'keychain':
        return inKeychain(files.wrappedKey, { keys, keychain: requireKeychain(ways) });
      case 'passphrase':
        return underPassphrase(files.wrappedKey, { keys, lock: await newLock(await requirePassphrase(ways)) });
    }
  })();
  // Another station made the profile in this same moment: its key stands.
  if (!(await source.create())) return openKey(dataDir, ways);
  return openedAs(source, { dataDir, ways, fresh: true });
}

function openedAs(
  source: FileKeySource,
  {
    dataDir,
    ways,
    fresh = false,
    warnings = [],
  }: { dataDir: string; ways: KeyWays; fresh?: boolean; warnings?: string[] },
): OpenedKey {
  const { keychain } = ways;
  return { source: movingKeys(source, { dataDir, keychain }), protection: source.protection, fresh, warnings };
}

async function fromPlain(dataDir: string, text: string, ways: KeyWays): Promise<OpenedKey> {
  const path = profileFiles(dataDir).plainKey;
  const warnings: string[] = [];
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    await chmod(path, 0o600);
    warnings.push(
      `O arquivo da chave ${path} podia ser lido por outros usuários deste computador; a permissão foi corrigida. Se alguém o copiou, os dados podem ser lidos com a cópia: troque a chave em Ajustes, Segurança dos dados.`,
    );
  }
  const keys = keysFrom(text);
  if (keys === null) throw damaged(path);
  return openedAs(inPlainFile(path, keys), { dataDir, ways, warnings });
}

async function fromWrapped(dataDir: string, text: string, ways: KeyWays): Promise<OpenedKey> {
  const path = profileFiles(dataDir).wrappedKey;
  const kept = parseWrapped(path, text);
  const source =
    kept.protection === 'keychain' ? await fromKeychain(path, kept, ways) : await askUntilRight(path, kept, ways);
  return openedAs(source, { dataDir, ways });
}

async function fromKeychain(path: string, kept: WrappedKey, ways: KeyWays): Promise<FileKeySource> {
  const keychain = requireKeychain(ways);
  const opened = await keychain.decrypt(Buffer.from(kept.wrapped, 'base64')).catch((cause: unknown) => {
    throw new HostError(
      'keychain-unavailable',
      'O chaveiro do sistema não abriu a chave destes dados. Desbloqueie o chaveiro e entre no computador com o mesmo usuário que criou a estação.',
      { cause },
    );
  });
  const keys = keysFrom(opened.text);
  if (keys === null) throw damaged(path);
  const source = inKeychain(path, { keys, keychain });
  if (opened.stale) await source.record(keys);
  return source;
}

async function askUntilRight(path: string, kept: PassphraseKey, ways: KeyWays): Promise<FileKeySource> {
  let problem: HostError | null = null;
  for (;;) {
    const passphrase = await ways.askPassphrase({ kind: 'open', problem });
    if (passphrase === null) throw problem ?? passphraseNeeded();
    const lock = await lockOf(kept, passphrase);
    const keys = unwrap(kept, lock);
    if (keys !== null) return underPassphrase(path, { keys, lock });
    problem = new HostError('passphrase-wrong', 'A frase-senha não abre estes dados. Confira e tente de novo.');
  }
}

async function requirePassphrase({ askPassphrase }: KeyWays): Promise<string> {
  const passphrase = await newPassphrase(askPassphrase);
  if (passphrase === null) throw passphraseNeeded();
  return passphrase;
}

/** Asks until it is long enough. @returns `null` when none was given @throws {HostError} `passphrase-short` */
export async function newPassphrase(ask: KeyWays['askPassphrase']): Promise<string | null> {
  let problem: HostError | null = null;
  for (;;) {
    const passphrase = await ask({ kind: 'new', problem });
    if (passphrase === null && problem) throw problem;
    if (passphrase === null || [...passphrase].length >= MIN_PASSPHRASE_LENGTH) return passphrase;
    problem = new HostError(
      'passphrase-short',
      `A frase-senha precisa de pelo menos ${MIN_PASSPHRASE_LENGTH} caracteres.`,
    );
  }
}

function requireKeychain(ways: KeyWays): Keychain {
  if (ways.keychain !== null) return ways.keychain;
  throw new HostError(
    'key-elsewhere',
    'A chave destes dados está no chaveiro do sistema, que só a janela do Prumo (Electron) abre, e só quando o chaveiro está disponível. Abra a estação por ela, ou escolha outros dados com --data PASTA.',
  );
}

function passphraseNeeded(): HostError {
  return new HostError(
    'passphrase-needed',
    'Estes dados são protegidos por uma frase-senha. Inicie em um terminal para digitá-la, ou informe-a na variável de ambiente PRUMO_PASSPHRASE.',
  );
}

function damaged(path: string, cause?: unknown): HostError {
  return new HostError(
    'key-damaged',
    `O arquivo da chave ${path} está danificado. Traga-o de volta de uma cópia de segurança; os dados ficam como estão.`,
    { cause },
  );
}

function parseWrapped(path: string, text: string): WrappedKey {
  try {
    return wrappedKeySchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(path, cause);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
