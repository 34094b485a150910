import type { Refusal } from '#shared/domain/refusal.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';

/**
 * How a file stands with the centre: `unsent`: it does not have it, as far as is known · `sent`: it has it, and the entry
 * that names it was still under way · `stored`: it has both · `refused`: it does not take it.
 */
export type AtCentre = 'unsent' | 'sent' | 'stored' | 'refused';

/** What the station knows of one file. */
export interface Copy {
  sha256: string;
  size: number;
  /** Whole and readable, as far as is known. */
  here: boolean;
  centre: AtCentre;
  /** Bytes that the centre said it has. */
  sent: number;
  /** Asked for here, and still to be fetched. */
  wanted: boolean;
  /** Why the centre does not take it; empty otherwise. */
  refusals: Refusal[];
}

interface Row extends Omit<Copy, 'here' | 'wanted' | 'refusals'> {
  here: number;
  wanted: number;
  refusals: string | null;
}

const COLUMNS = 'sha256, size, here, centre, sent, wanted, refusals';
const read = ({ here, wanted, refusals, ...row }: Row): Copy => ({
  ...row,
  here: here === 1,
  wanted: wanted === 1,
  refusals: refusals === null ? [] : (JSON.parse(refusals) as Refusal[]),
});

export function readCopy(file: SqliteFile, sha256: string): Copy | null {
  const row = file.prepare<Row>(`SELECT ${COLUMNS} FROM attachment_copy WHERE sha256 = ?`).get(sha256);
  return row ? read(row) : null;
}

/** A file came here; `centre`: where it came from, or what was known before when it is here already. */
export function noteHere(file: SqliteFile, { sha256, size }: Pick<Copy, 'sha256' | 'size'>, centre: AtCentre): void {
  file
    .prepare(
      `INSERT INTO attachment_copy(sha256, size, here, centre) VALUES (?, ?, 1, ?)
       ON CONFLICT(sha256) DO UPDATE SET here = 1, wanted = 0,
         centre = CASE WHEN excluded.centre = 'stored' THEN 'stored' ELSE centre END`,
    )
    .run(sha256, size, centre);
}

/** It cannot be read any more, or is not there. */
export function noteLost(file: SqliteFile, sha256: string): void {
  file.prepare('UPDATE attachment_copy SET here = 0 WHERE sha256 = ?').run(sha256);
}

/** Somebody wants to read a file that is not here. */
export function noteWanted(file: SqliteFile, { sha256, size }: Pick<Copy, 'sha256' | 'size'>, wanted: boolean): void {
  file
    .prepare(
      `INSERT INTO attachment_copy(sha256, size, here, centre, wanted) VALUES (?, ?, 0, 'stored', ?)
       ON CONFLICT(sha256) DO UPDATE SET wanted = excluded.wanted`,
    )
    .run(sha256, size, wanted ? 1 : 0);
}

export function noteSent(file: SqliteFile, sha256: string, sent: number): void {
  file.prepare('UPDATE attachment_copy SET sent = ? WHERE sha256 = ?').run(sent, sha256);
}

export function setCentre(file: SqliteFile, sha256: string, centre: AtCentre, refusals: readonly Refusal[] = []): void {
  file
    .prepare('UPDATE attachment_copy SET centre = ?, refusals = ? WHERE sha256 = ?')
    .run(centre, centre === 'refused' ? JSON.stringify(refusals) : null, sha256);
}

export function forgetCopy(file: SqliteFile, sha256: string): void {
  file.prepare('DELETE FROM attachment_copy WHERE sha256 = ?').run(sha256);
  file.prepare('DELETE FROM attachment_leaving WHERE sha256 = ?').run(sha256);
}

export function copiesToSend(file: SqliteFile): Copy[] {
  return file
    .prepare<Row>(`SELECT ${COLUMNS} FROM attachment_copy WHERE here = 1 AND centre IN ('unsent', 'sent')`)
    .all()
    .map(read);
}

export function copiesWanted(file: SqliteFile): Copy[] {
  return file.prepare<Row>(`SELECT ${COLUMNS} FROM attachment_copy WHERE wanted = 1 AND here = 0`).all().map(read);
}

/** The centre may have lost what it had (it was restored from a backup): everything that is here is offered anew. */
export function offerAllAnew(file: SqliteFile): void {
  file
    .prepare("UPDATE attachment_copy SET centre = 'unsent', sent = 0 WHERE here = 1 AND centre IN ('sent', 'stored')")
    .run();
}

const UNSENT = `attachment_copy c JOIN ticket_attachment t ON t.sha256 = c.sha256 WHERE c.here = 1 AND c.centre = 'unsent'`;

/** How many files of this station's tickets the centre does not have yet. */
export function countUnsentCopies(file: SqliteFile): number {
  return file.pluck<number>(`SELECT count(DISTINCT c.sha256) FROM ${UNSENT}`).get() ?? 0;
}

/** A copy and the entry that named it first. */
export type NamedCopy = Pick<Copy, 'sha256' | 'size' | 'sent' | 'refusals'> & { entryId: string };

/** These files, the first named first. */
export function unsentCopies(file: SqliteFile, limit: number): NamedCopy[] {
  return namedCopies(file, UNSENT, limit);
}

// No reason any more: somebody has let it be.
const REFUSED = `attachment_copy c JOIN ticket_attachment t ON t.sha256 = c.sha256
  WHERE c.centre = 'refused' AND c.refusals IS NOT NULL`;

/** How many files of this station's tickets the centre does not take, and nobody has dealt with. */
export function countRefusedCopies(file: SqliteFile): number {
  return file.pluck<number>(`SELECT count(DISTINCT c.sha256) FROM ${REFUSED}`).get() ?? 0;
}

/** These files, the first named first. */
export function refusedCopies(file: SqliteFile, limit: number): NamedCopy[] {
  return namedCopies(file, REFUSED, limit);
}

function namedCopies(file: SqliteFile, which: string, limit: number): NamedCopy[] {
  return file
    .prepare<Omit<NamedCopy, 'refusals'> & { refusals: string | null }>(
      `SELECT c.sha256, c.size, c.sent, c.refusals, min(t.entry_id) AS entryId FROM ${which}
       GROUP BY c.sha256 ORDER BY entryId LIMIT ?`,
    )
    .all(limit)
    .map(({ refusals, ...row }) => ({
      ...row,
      refusals: refusals === null ? [] : (JSON.parse(refusals) as Refusal[]),
    }));
}

/** A refused file is offered to the centre once more. */
export function sendAgain(file: SqliteFile, sha256: string): void {
  file
    .prepare(
      "UPDATE attachment_copy SET centre = 'unsent', sent = 0, refusals = NULL WHERE sha256 = ? AND centre = 'refused'",
    )
    .run(sha256);
}

/** A refused file stays as it is, and nobody is told of it any more. @returns whether it waited for somebody */
export function letRefusedBe(file: SqliteFile, sha256: string): boolean {
  return (
    file
      .prepare(
        "UPDATE attachment_copy SET refusals = NULL WHERE sha256 = ? AND centre = 'refused' AND refusals IS NOT NULL",
      )
      .run(sha256).changes > 0
  );
}

/** Whether an entry that names it is still on its way to the centre, or was refused there and may be sent again. */
export function isNamedByUnsent(file: SqliteFile, sha256: string): boolean {
  return (
    file
      .pluck<number>(
        `SELECT 1 FROM ticket_attachment a WHERE a.sha256 = ? AND (
           EXISTS (SELECT 1 FROM outbox o WHERE o.collection = 'entries' AND o.id = a.entry_id)
           OR EXISTS (SELECT 1 FROM verdict v WHERE v.collection = 'entries' AND v.id = a.entry_id AND v.state = 'refused')
         ) LIMIT 1`,
      )
      .get(sha256) !== undefined
  );
}

export function isNamed(file: SqliteFile, sha256: string): boolean {
  return file.pluck<number>('SELECT 1 FROM ticket_attachment WHERE sha256 = ? LIMIT 1').get(sha256) !== undefined;
}

export function namedFiles(file: SqliteFile): { sha256: string; size: number }[] {
  return file
    .prepare<{ sha256: string; size: number }>(
      'SELECT sha256, min(size) AS size FROM ticket_attachment GROUP BY sha256',
    )
    .all();
}

export function leavingFiles(file: SqliteFile): string[] {
  return file.pluck<string>('SELECT sha256 FROM attachment_leaving').all();
}

/** Something else names it again. */
export function stays(file: SqliteFile, sha256: string): void {
  file.prepare('DELETE FROM attachment_leaving WHERE sha256 = ?').run(sha256);
}
