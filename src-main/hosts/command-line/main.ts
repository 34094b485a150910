/** Backups and recovery at the command line: `node out/main/station.js <command> --data PASTA`. Composition root. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { openStation, type Station } from '#main/core/station.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { logFile } from '../../log/log-file.ts';
import { createLogger } from '../../log/logger.ts';
import { backupToRestore } from '../../recovery/backups/backup-to-restore.ts';
import { localDays } from '../../recovery/local-days.ts';
import { TOO_OLD } from '../../recovery/words.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { inUse, saysLocked } from '../holder.ts';
import { HostError } from '../host-error.ts';
import { newPassphrase, type OpenedKey, openKey } from '../keys/open-key.ts';
import { askForPassphrase } from '../keys/terminal-passphrase.ts';
import { sayOpening } from '../opening-words.ts';
import { defaultDataDir, openDataDir, profileFiles } from '../profile.ts';
import { storageRefusal } from '../storage-refusal.ts';
import { type Command, type CommandLine, HELP, parseCommandLine } from './arguments.ts';
import { checkData } from './check.ts';
import { backupLine, counted, reportLines } from './words.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Profile {
  dataDir: string;
  key: OpenedKey;
  /** Asks for a new passphrase; `null`: none was given. */
  ask: { next: () => Promise<string | null> };
}

/** @returns the exit code */
async function run({ command, data, demo }: CommandLine): Promise<number> {
  if (command.name === 'help') {
    say(HELP);
    return 0;
  }
  const profile = await openProfile(data ?? defaultDataDir({ demo }));
  if (command.name === 'check') {
    const { lines, sound } = await checkData(profile.dataDir, profile.key.source.keys);
    for (const line of lines) say(line);
    return sound ? 0 : 2;
  }
  if (command.name === 'change-passphrase') return changePassphrase(profile);
  if (command.name === 'restore') return restore(profile, command.backup);
  return withStation(profile, (station) => inStation(station, command));
}

type InStation = Exclude<Command, { name: 'check' | 'help' | 'restore' | 'change-passphrase' }>;

async function inStation(station: Station, command: InStation): Promise<number> {
  switch (command.name) {
    case 'change-key':
      return changeKey(station);
    case 'backup':
      return backUp(station);
    case 'backups':
      return listAll(station);
    case 'recover-day':
      return recoverDay(station, command.day);
  }
}

async function backUp(station: Station): Promise<number> {
  const made = await station.recovery.backUpNow();
  if (!made.ok) return refused(made.refusals);
  say(`Cópia feita e conferida:\n${backupLine(made.value)}`);
  return 0;
}

function listAll(station: Station): number {
  const { backups } = station.recovery.view();
  for (const row of backups) say(backupLine(row));
  if (backups.length === 0) say('Ainda não há cópias.');
  return 0;
}

/** Without opening what is there first: it may be just what cannot be opened. */
async function restore(profile: Profile, backup: string): Promise<number> {
  const name = basename(backup);
  const asked = backupToRestore(profile.dataDir, name);
  if (!asked)
    throw new HostError(
      'no-backup',
      `Não há uma cópia com o nome ${name}. A lista está em: npm run station -- backups`,
    );
  if (asked.tooOld) return refused([TOO_OLD]);
  return withStation(profile, () => 0, name).catch((error: unknown) => {
    if (!(error instanceof StorageError) || !error.path.endsWith(name)) throw error;
    throw new HostError('no-backup', `A cópia ${name} não pôde ser aberta (${error.code}). Nada mudou: escolha outra.`);
  });
}

/** The station is opened by nobody else meanwhile; all files follow before it ends. */
async function changeKey(station: Station): Promise<number> {
  const changed = await station.recovery.changeKey();
  if (!changed.ok) return refused(changed.refusals);
  say('Os dados estão sob a chave nova. Agora as cópias e a caixa-preta…');
  await station.core.data.data.caretaker.care();
  say('Pronto. A chave de antes fica guardada junto com a nova, para abrir cópias que estejam em outro lugar.');
  return 0;
}

/** Only the wrapping of the keys changes: the data are not opened. */
async function changePassphrase({ key: { source }, ask }: Profile): Promise<number> {
  if (source.protection !== 'passphrase') {
    const message = 'Os dados desta estação não são protegidos por uma frase-senha.';
    return refused([{ message }]);
  }
  const next = await ask.next();
  if (next === null) return refused([{ message: 'Nenhuma frase-senha nova foi informada. Nada mudou.' }]);
  await source.changePassphrase(next);
  say('A frase-senha foi trocada. A de antes não abre mais os dados daqui em diante.');
  return 0;
}

async function recoverDay(station: Station, asked: string | null): Promise<number> {
  const day = asked ?? localDays(Intl.DateTimeFormat().resolvedOptions().timeZone)(Date.now());
  const view = await station.recovery.day(day);
  if (!view.ok) return refused(view.refusals);
  const { total, missing, damaged } = view.value;
  say(
    `${day}: ${counted(total, 'documento', 'documentos')} na caixa-preta, ${counted(missing, 'falta', 'faltam')} na estação.`,
  );
  if (damaged > 0)
    say(`${counted(damaged, 'gravação desse dia não pode', 'gravações desse dia não podem')} mais ser lida.`);
  if (missing === 0) return 0;
  const recovered = await station.recovery.recoverDay(day);
  if (!recovered.ok) return refused(recovered.refusals);
  say(`${counted(recovered.value.restored, 'documento voltou', 'documentos voltaram')}.`);
  return 0;
}

function refused(refusals: readonly { message: string; way?: string }[]): number {
  for (const { message, way } of refusals) process.stderr.write(`${message}${way ? ` ${way}` : ''}\n`);
  return 1;
}

async function openProfile(data: string): Promise<Profile> {
  const { database, blackBox } = profileFiles(resolve(data));
  if (![database, blackBox].some((path) => existsSync(path)))
    throw new HostError('no-data', `Não há dados de uma estação em ${resolve(data)}. Diga a pasta com --data PASTA.`);
  const dataDir = openDataDir(data);
  const terminal =
    process.stdin.isTTY && process.stdout.isTTY ? { input: process.stdin, output: process.stdout } : null;
  const { PRUMO_PASSPHRASE: present, PRUMO_NEW_PASSPHRASE: next } = process.env;
  delete process.env.PRUMO_PASSPHRASE;
  delete process.env.PRUMO_NEW_PASSPHRASE;
  const key = await openKey(dataDir, {
    keychain: null,
    askPassphrase: askForPassphrase(present, terminal),
    protectNewBy: 'key-file',
  });
  return { dataDir, key, ask: { next: () => newPassphrase(askForPassphrase(next, terminal)) } };
}

/** Opens the station with no window; what had to be restored at the opening is said first. */
async function withStation(
  { dataDir, key }: Profile,
  work: (station: Station) => Promise<number> | number,
  asked?: string,
): Promise<number> {
  const log = createLogger({ write: logFile(profileFiles(dataDir).log), clock: Date.now });
  const station = await openStation({
    dataDir,
    keySource: key.source,
    keyProtection: key.protection,
    version: manifest.version,
    onProgress: sayOpening(say),
    log,
    ...(asked ? { restore: asked } : {}),
  });
  try {
    const { report } = station.core.data.data;
    if (report) for (const line of reportLines(report)) say(line);
    return await work(station);
  } finally {
    await station.close();
  }
}

async function fail(error: unknown, data: string): Promise<number> {
  const known = saysLocked(error) ? await inUse(data, error) : storageRefusal(data, error);
  const text =
    known instanceof HostError
      ? known.message
      : known instanceof Error
        ? (known.stack ?? known.message)
        : String(known);
  process.stderr.write(`${text}\n`);
  return 1;
}

let data = defaultDataDir({ demo: false });
try {
  const line = parseCommandLine(process.argv.slice(2));
  data = line.data ?? defaultDataDir({ demo: line.demo });
  process.exitCode = await run(line);
} catch (error) {
  process.exitCode = await fail(error, data);
}
