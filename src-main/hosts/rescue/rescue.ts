/**
 * What stands in the station's place while it cannot be opened: a page of plain forms, no script, that says why and
 * opens it again in the way that a person chooses. Each host serves it under the same guard as the station's screens.
 */
import { randomBytes } from 'node:crypto';
import type { Opening } from '#shared/contract/recovery.ts';
import type { Logger } from '../../log/logger.ts';
import { backupToRestore } from '../../recovery/backups/backup-to-restore.ts';
import { NEWEST_THAT_HOLDS } from '../../recovery/open-profile.ts';
import { StorageError } from '../../storage/storage-error.ts';
import { saysLocked } from '../holder.ts';
import { openingLine } from '../opening-words.ts';
import { fileOf, type Page, plainPage } from '../pages/renderer-pages.ts';
import type { Attempt, OpenedStation, StationOpener } from '../station-opener.ts';
import { diagnosisPage } from './diagnosis.ts';
import { DIAGNOSIS_PATH, RESCUE_PATH } from './paths.ts';
import { troublePage, workingPage } from './rescue-page.ts';
import { type Trouble, troubleOf, type Way } from './trouble.ts';

export interface RescueRequest {
  method: string;
  pathname: string;
  /** Of a form that was sent. */
  fields: URLSearchParams;
}

export interface RescueOptions {
  dataDir: string;
  version: string;
  trouble: Trouble;
  open: StationOpener;
  log: Logger;
  /** For times on the page: milliseconds since 1970. */
  now?: () => number;
}

export interface Rescue {
  answer(request: RescueRequest): Promise<Page>;
  /** For the opener: what is being done. */
  tell(what: Opening['what'], done: number, total: number): void;
  /** The station, once one of the ways opened it. */
  readonly opened: Promise<OpenedStation>;
}

export function rescue({ dataDir, version, open, log, now = Date.now, ...first }: RescueOptions): Rescue {
  let trouble = first.trouble;
  let notice: string | null = null;
  let working: { line: string; done: number; total: number } | null = null;
  let ticket = newTicket();
  const opened = Promise.withResolvers<OpenedStation>();

  function begin(attempt: Attempt): void {
    working = { line: 'Abrindo os dados…', done: 0, total: 0 };
    notice = null;
    ticket = newTicket();
    open(attempt).then(opened.resolve, (error: unknown) => {
      log.error('rescue.attempt-failed', error);
      notice = noticeOf(error, attempt);
      // A copy that does not hold changed nothing: what was wrong is still what is wrong.
      if (!isOfBackup(error, attempt) && !saysLocked(error)) trouble = troubleOf(error) ?? { ...trouble, cause: error };
      working = null;
    });
  }

  function send(fields: URLSearchParams): void {
    if (working || fields.get('ticket') !== ticket) return;
    const way = trouble.ways.find((one) => one === fields.get('way'));
    const attempt = way && attemptOf(way, { fields, dataDir });
    if (!attempt) return;
    if (typeof attempt === 'string') notice = attempt;
    else begin(attempt);
  }

  return {
    opened: opened.promise,
    tell(what, done, total) {
      if (working) working = { line: openingLine(what, done, total), done, total };
    },
    async answer({ method, pathname, fields }) {
      if (method === 'POST') {
        if (pathname !== RESCUE_PATH) return plainPage(405, 'Método não aceito.');
        send(fields);
      } else if (pathname === DIAGNOSIS_PATH) return diagnosisPage({ dataDir, version, trouble, now: now() });
      else if (fileOf(pathname) !== 'index.html') return plainPage(503, 'A estação ainda não está aberta.');
      return working ? workingPage(working) : troublePage({ dataDir, trouble, notice, ticket });
    },
  };
}

/** @returns what to do; a sentence where it cannot be done; `undefined` for a form that was not made here */
function attemptOf(
  way: Way,
  { fields, dataDir }: { fields: URLSearchParams; dataDir: string },
): Attempt | string | undefined {
  if (way === 'again') return {};
  if (way === 'passphrase') {
    const passphrase = fields.get('passphrase') ?? '';
    return passphrase === '' ? 'Digite a frase-senha.' : { passphrase };
  }
  if (way === 'day') {
    const day = fields.get('day') ?? '';
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? { restore: NEWEST_THAT_HOLDS, day } : undefined;
  }
  const asked = backupToRestore(dataDir, fields.get('backup') ?? '');
  if (!asked) return 'Essa cópia não está mais na pasta. Escolha outra.';
  return asked.tooOld ? undefined : { restore: asked.backup.name };
}

function isOfBackup(error: unknown, { restore }: Attempt): boolean {
  return restore !== undefined && error instanceof StorageError && error.path.endsWith(restore);
}

function noticeOf(error: unknown, attempt: Attempt): string {
  if (isOfBackup(error, attempt)) return 'Esta cópia não pôde ser aberta. Nada mudou: escolha outra.';
  if (saysLocked(error)) return 'Os dados estão abertos por outra estação. Feche-a e tente de novo.';
  return attempt.passphrase === undefined
    ? 'A tentativa não deu certo. O que impede a estação de abrir está abaixo.'
    : 'A estação não abriu.';
}

/** Comes back with each form: one that was sent twice, or made elsewhere, does nothing. */
function newTicket(): string {
  return randomBytes(16).toString('hex');
}
