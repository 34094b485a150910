/** Backups and recovery at the command line: `node out/main/station.js <command> --data PASTA`. Composition root. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { openStation, type Station } from '#main/core/station.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { logFile } from '../../log/log-file.ts';
import { createLogger } from '../../log/logger.ts';
import { localDays } from '../../recovery/local-days.ts';
import { inUse, saysLocked } from '../holder.ts';
import { HostError } from '../host-error.ts';
import { type OpenedKey, openKey } from '../keys/open-key.ts';
import { askForPassphrase } from '../keys/terminal-passphrase.ts';
import { defaultDataDir, openDataDir, profileFiles } from '../profile.ts';
import { storageRefusal } from '../storage-refusal.ts';
import { type Command, type CommandLine, HELP, parseCommandLine } from './arguments.ts';
import { checkData } from './check.ts';
import { backupLine, counted, reportLines } from './words.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Profile {
  dataDir: string;
  key: OpenedKey;
}

/** @returns the exit code */
async function run({ command, data, demo }: CommandLine): Promise<number> {
  if (command.name === 'help') {
    say(HELP);
    return 0;
  }
  const profile = await openProfile(data ?? defaultDataDir({ demo }));
  if (command.name === 'check') {
    const { lines, sound } = checkData(profile.dataDir, profile.key.key);
    for (const line of lines) say(line);
    return sound ? 0 : 2;
  }
  return withStation(profile, (station) => inStation(station, command));
}

async function inStation(station: Station, command: Exclude<Command, { name: 'check' | 'help' }>): Promise<number> {
  switch (command.name) {
    case 'backup':
      return backUp(station);
    case 'backups':
      return listAll(station);
    case 'restore':
      return restore(station, command.backup);
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

async function restore(station: Station, backup: string): Promise<number> {
  const name = basename(backup);
  if (!station.recovery.view().backups.some((row) => row.name === name))
    throw new HostError(
      'no-backup',
      `Não há uma cópia com o nome ${name}. A lista está em: npm run station -- backups`,
    );
  const restored = await station.recovery.restore(name);
  if (!restored.ok) return refused(restored.refusals);
  for (const line of reportLines(restored.value)) say(line);
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
  const key = await openKey(dataDir, {
    keychain: null,
    askPassphrase: askForPassphrase(process.env.PRUMO_PASSPHRASE, terminal),
    protectNewBy: 'key-file',
  });
  delete process.env.PRUMO_PASSPHRASE;
  return { dataDir, key };
}

/** Opens the station with no window; what had to be restored at the opening is said first. */
async function withStation(
  { dataDir, key }: Profile,
  work: (station: Station) => Promise<number> | number,
): Promise<number> {
  const log = createLogger({ write: logFile(profileFiles(dataDir).log), clock: Date.now });
  const station = await openStation({
    dataDir,
    key: key.key,
    keyProtection: key.protection,
    version: manifest.version,
    log,
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
