/** What somebody who helps from afar needs to know of a profile: sizes, dates, codes, the log. Nothing of its content. */
import { readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { arch, platform, release } from 'node:os';
import { join, relative } from 'node:path';
import { errorFields } from '../../log/logger.ts';
import { restorableBackups } from '../../recovery/backups/backup-to-restore.ts';
import { readReport } from '../../recovery/report.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { bytesWords, counted } from '../command-line/words.ts';
import { type Page, plainPage } from '../pages/renderer-pages.ts';
import { profileFiles } from '../profile.ts';
import type { Trouble } from './trouble.ts';

export interface DiagnosisParts {
  dataDir: string;
  version: string;
  trouble: Trouble;
  /** Milliseconds since 1970. */
  now: number;
}

const LAST_LINES = 200;
/** Listed by their number alone: there may be thousands. */
const COUNTED = new Set(['attachments', 'chromium']);

/** As a file to keep. */
export function diagnosisPage(parts: DiagnosisParts): Page {
  const page = plainPage(200, diagnosis(parts));
  const day = new Date(parts.now).toISOString().slice(0, 10);
  page.headers['content-disposition'] = `attachment; filename="prumo-diagnostico-${day}.txt"`;
  return page;
}

export function diagnosis({ dataDir, version, trouble, now }: DiagnosisParts): string {
  return [
    `Prumo ${version} · diagnóstico de ${new Date(now).toISOString()}`,
    `Sistema: ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`,
    `Pasta: ${dataDir}`,
    `Espaço livre: ${freeSpace(dataDir)}`,
    '',
    `Por que não abriu: ${trouble.code}`,
    ...Object.entries(errorFields(trouble.cause)).map(([name, value]) => `  ${name}: ${value}`),
    ...(trouble.cause instanceof StorageError ? trouble.cause.problems.map((one) => `  ${one}`) : []),
    '',
    'Arquivos (tamanho, última mudança, permissões):',
    ...filesIn(dataDir, dataDir),
    '',
    'Cópias de segurança:',
    ...restorableBackups(dataDir).map(
      ({ backup: { name, bytes, note }, tooOld }) =>
        `  ${name} ${bytesWords(bytes)} ${note ? `conferida, ${counted(note.tickets, 'chamado', 'chamados')}, até o registro ${note.position}` : 'não conferida'}${tooOld ? ', antiga demais' : ''}`,
    ),
    '',
    `Última restauração: ${JSON.stringify(readReport(dataDir)?.report ?? null)}`,
    '',
    `Registro (últimas ${LAST_LINES} linhas):`,
    ...logOf(profileFiles(dataDir).log),
  ].join('\n');
}

function freeSpace(dataDir: string): string {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    return bytesWords(bavail * bsize);
  } catch (error) {
    return said(error);
  }
}

function filesIn(directory: string, top: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      const path = join(directory, entry.name);
      const name = relative(top, path);
      if (!entry.isDirectory()) return [`  ${name} ${facts(path)}`];
      if (COUNTED.has(name)) return [`  ${name}/ ${counted(readdirSync(path).length, 'item', 'itens')}`];
      return [`  ${name}/`, ...filesIn(path, top)];
    });
  } catch (error) {
    return [`  ${relative(top, directory) || '.'}: ${said(error)}`];
  }
}

function facts(path: string): string {
  try {
    const { size, mtime, mode } = statSync(path);
    return `${size} ${mtime.toISOString()} ${(mode & 0o777).toString(8)}`;
  } catch (error) {
    return said(error);
  }
}

function logOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-LAST_LINES);
  } catch (error) {
    return [said(error)];
  }
}

function said(error: unknown): string {
  return `não pôde ser lido (${(error as NodeJS.ErrnoException).code ?? 'erro'})`;
}
