/**
 * The data key of a profile: 32 random bytes, made at the first start and found again at every other one.
 *
 *   station.key        the key itself, base64, mode 0600                 → 'key-file'
 *   station.key.json   the key under a passphrase or the system keychain → 'passphrase' | 'keychain'
 *
 * A key is made only where there is no database: beside a database without its key a new one would open nothing and
 * bury the mistake. Whatever protection a profile has, it keeps.
 */
import { randomBytes } from 'node:crypto';
import { chmod, stat } from 'node:fs/promises';
import type { KeyProtection } from '#shared/contract/views.ts';
import { createFile, readIfThere, replaceFile } from '../durable-file.ts';
import { HostError } from '../host-error.ts';
import { profileFiles } from '../profile.ts';
import {
  type PassphraseKey,
  unwrapWithPassphrase,
  type WrappedKey,
  wrappedKeySchema,
  wrapWithPassphrase,
} from './wrapped-key.ts';

export const MIN_PASSPHRASE_LENGTH = 8;

/** The keychain of the system, where it really protects. */
export interface Keychain {
  encrypt(text: string): Promise<Uint8Array>;
  /** `stale` asks for the text to be encrypted and kept anew. Throws when the keychain does not know it. */
  decrypt(encrypted: Uint8Array): Promise<{ text: string; stale: boolean }>;
}

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
  key: Uint8Array;
  protection: KeyProtection;
  /** Made just now. */
  fresh: boolean;
  /** Things put right that a person should know, pt-BR. */
  warnings: string[];
}

/** @throws {HostError} with one of the `key-…`, `keychain-…`, `passphrase-…` codes */
export async function openKey(dataDir: string, ways: KeyWays): Promise<OpenedKey> {
  const files = profileFiles(dataDir);
  const [plain, wrapped] = await Promise.all([readIfThere(files.plainKey), readIfThere(files.wrappedKey)]);
  if (plain !== null && wrapped !== null) {
    throw new HostError(
      'key-ambiguous',
      `Há duas chaves em ${dataDir}: station.key e station.key.json. Deixe ali só a que pertence a estes dados e guarde a outra em outro lugar; não apague nenhuma antes de conferir.`,
    );
  }
  if (plain !== null) return fromPlain(dataDir, plain);
  if (wrapped !== null) return fromWrapped(dataDir, wrapped, ways);
  if ((await isThere(files.database)) || (await isThere(files.blackBox))) {
    throw new HostError(
      'key-missing',
      `Os dados estão em ${dataDir}, mas a chave deles (station.key ou station.key.json) não está. Sem ela os dados não podem ser lidos: traga o arquivo da chave de volta de uma cópia de segurança.`,
    );
  }
  return make(dataDir, ways);
}

async function make(dataDir: string, ways: KeyWays): Promise<OpenedKey> {
  const files = profileFiles(dataDir);
  const key = new Uint8Array(randomBytes(32));
  const text = Buffer.from(key).toString('base64');
  const created = await (async () => {
    switch (ways.protectNewBy) {
      case 'key-file':
        return createFile(files.plainKey, `${text}\n`);
      case 'keychain': {
        const keychain = requireKeychain(ways);
        const wrapped = Buffer.from(await keychain.encrypt(text)).toString('base64');
        return createFile(files.wrappedKey, json({ version: 1, protection: 'keychain', wrapped }));
      }
      case 'passphrase':
        return createFile(files.wrappedKey, json(await wrapWithPassphrase(key, await newPassphrase(ways))));
    }
  })();
  // Another station made the profile in this same moment: its key stands.
  if (!created) return openKey(dataDir, ways);
  return { key, protection: ways.protectNewBy, fresh: true, warnings: [] };
}

async function fromPlain(dataDir: string, text: string): Promise<OpenedKey> {
  const path = profileFiles(dataDir).plainKey;
  const warnings: string[] = [];
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    await chmod(path, 0o600);
    warnings.push(
      `O arquivo da chave ${path} podia ser lido por outros usuários deste computador; a permissão foi corrigida. Se alguém o copiou, os dados podem ser lidos com a cópia.`,
    );
  }
  const key = keyFrom(text.trim());
  if (key === null) throw damaged(path);
  return { key, protection: 'key-file', fresh: false, warnings };
}

async function fromWrapped(dataDir: string, text: string, ways: KeyWays): Promise<OpenedKey> {
  const path = profileFiles(dataDir).wrappedKey;
  const kept = parseWrapped(path, text);
  const key = kept.protection === 'keychain' ? await fromKeychain(path, kept, ways) : await askUntilRight(kept, ways);
  return { key, protection: kept.protection, fresh: false, warnings: [] };
}

async function fromKeychain(path: string, kept: WrappedKey, ways: KeyWays): Promise<Uint8Array> {
  const keychain = requireKeychain(ways);
  const opened = await keychain.decrypt(Buffer.from(kept.wrapped, 'base64')).catch((cause: unknown) => {
    throw new HostError(
      'keychain-unavailable',
      'O chaveiro do sistema não abriu a chave destes dados. Desbloqueie o chaveiro e entre no computador com o mesmo usuário que criou a estação.',
      { cause },
    );
  });
  const key = keyFrom(opened.text);
  if (key === null) throw damaged(path);
  if (opened.stale) {
    const wrapped = Buffer.from(await keychain.encrypt(opened.text)).toString('base64');
    await replaceFile(path, json({ version: 1, protection: 'keychain', wrapped }));
  }
  return key;
}

async function askUntilRight(kept: PassphraseKey, ways: KeyWays): Promise<Uint8Array> {
  let problem: HostError | null = null;
  for (;;) {
    const passphrase = await ways.askPassphrase({ kind: 'open', problem });
    if (passphrase === null) throw problem ?? passphraseNeeded();
    const key = await unwrapWithPassphrase(kept, passphrase);
    if (key !== null) return key;
    problem = new HostError('passphrase-wrong', 'A frase-senha não abre estes dados. Confira e tente de novo.');
  }
}

async function newPassphrase(ways: KeyWays): Promise<string> {
  let problem: HostError | null = null;
  for (;;) {
    const passphrase = await ways.askPassphrase({ kind: 'new', problem });
    if (passphrase === null) throw problem ?? passphraseNeeded();
    if ([...passphrase].length >= MIN_PASSPHRASE_LENGTH) return passphrase;
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

function keyFrom(text: string): Uint8Array | null {
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64')) : null;
}

function json(kept: WrappedKey): string {
  return `${JSON.stringify(kept, null, 2)}\n`;
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
