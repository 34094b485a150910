/**
 * Files as a kill leaves them, with a log whose every commit is known, and ways to damage that log. Commit number `n`
 * inserts document `n` and steps a counter to `n`: what a file holds says which commits it has.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { StorageError } from '#main/storage/storage-error.ts';
import { changed, createInstance, type NoteInstance, note, rows } from './documents.ts';
import { asStorage, type DriverCase } from './storages.ts';

export type CrashedFile = {
  path: string;
  commits: number;
  /** Commits that are in the file itself, whatever happens to the log. */
  inFile: number;
  /** Length of the log after each commit that is only there. */
  logLengths: Map<number, number>;
};

const text = (commit: number) => `${commit}:`.padEnd(20 + ((commit * 31) % 170), 'é');

/** @param movedAt after this commit the log was moved into the file; 0: never */
export async function makeCrashedFile(
  path: string,
  { driver, key }: DriverCase,
  { commits, movedAt }: { commits: number; movedAt: number },
): Promise<CrashedFile> {
  const building = `${path}.building`;
  for (const suffix of ['', '-wal']) rmSync(building + suffix, { force: true });
  const file = openSqliteFile({ path: building, driver, key });
  const instance = await createInstance(asStorage(file), { databaseName: 'db' });
  let counter = note('counter', { rank: 0 });
  await instance.bulkWrite(rows(counter), 'ctx');
  if (movedAt === 0) file.pluck('PRAGMA wal_checkpoint(TRUNCATE)').get();
  const logLengths = new Map<number, number>();
  let pages = 0;
  for (let commit = 1; commit <= commits; commit++) {
    const update = changed(counter, { rank: commit });
    await instance.bulkWrite([...rows(note(`n${commit}`, { text: text(commit), rank: commit })), update], 'ctx');
    counter = update.document;
    if (commit === movedAt) file.pluck('PRAGMA wal_checkpoint(RESTART)').get();
    else if (commit > movedAt) {
      pages = Number((file.prepare('PRAGMA wal_checkpoint(NOOP)').get() as { log: number }).log);
      logLengths.set(commit, 32 + pages * (24 + 4096));
    }
  }
  for (const suffix of ['', '-wal']) copyFileSync(building + suffix, path + suffix);
  file.close();
  return { path, commits, inFile: movedAt, logLengths };
}

export type Damage = { kind: 'cut' | 'zeroes' | 'bits'; from: number; to: number };

/** @param random numbers from 0 to 1 */
export function randomDamage(length: number, random: () => number): Damage {
  const kind = (['cut', 'zeroes', 'bits'] as const)[Math.floor(random() * 3)] ?? 'bits';
  // One time in five the header, or close to it: a place that matters and is small.
  const from = Math.floor(random() * (random() < 0.2 ? 200 : length));
  return { kind, from, to: Math.min(length, from + 1 + Math.floor(random() * random() * 9000)) };
}

export function applyDamage(log: Buffer, { kind, from, to }: Damage, random: () => number): Buffer {
  if (kind === 'cut') return Buffer.from(log.subarray(0, from));
  const damaged = Buffer.from(log);
  if (kind === 'zeroes') damaged.fill(0, from, to);
  else {
    for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) {
      const at = from + Math.floor(random() * (to - from));
      damaged[at] = (damaged[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
  }
  return damaged;
}

/** The named state of a damaged file. `lost: 0` with a whole log only. */
export type Verdict =
  | { state: 'opened'; commits: number; said: boolean }
  | { state: 'refused'; code: string }
  | { state: 'wrong'; why: string };

/** Opens a damaged copy and reads everything in it. */
export async function judge(crashed: CrashedFile, log: Buffer, { driver, key }: DriverCase): Promise<Verdict> {
  const path = `${crashed.path}.damaged`;
  copyFileSync(crashed.path, path);
  writeFileSync(`${path}-wal`, log);
  let file: SqliteFile;
  try {
    file = openSqliteFile({ path, driver, key, checkAfterUncleanStop: true });
  } catch (error) {
    return error instanceof StorageError
      ? { state: 'refused', code: error.code }
      : { state: 'wrong', why: String(error) };
  }
  try {
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    return await readAll(instance, file);
  } catch (error) {
    return error instanceof StorageError
      ? { state: 'refused', code: error.code }
      : { state: 'wrong', why: String(error) };
  } finally {
    file.close();
  }
}

async function readAll(instance: NoteInstance, file: SqliteFile): Promise<Verdict> {
  const documents = (await instance.getChangedDocumentsSince?.(10_000))?.documents ?? [];
  const counter = documents.find(({ id }) => id === 'counter');
  const commits = counter?.rank ?? 0;
  const expected = new Set(Array.from({ length: commits }, (_, index) => `n${index + 1}`));
  for (const { id, rank, text: found } of documents) {
    if (id === 'counter') continue;
    if (!expected.delete(id) || found !== text(rank) || id !== `n${rank}`)
      return { state: 'wrong', why: `document ${id}` };
  }
  if (expected.size > 0) return { state: 'wrong', why: `missing ${[...expected].join()}` };
  const byIndex = file.pluck<number>('SELECT count(*) FROM _rx_1 WHERE deleted = 0 AND "f.rank" >= 0').get();
  if (byIndex !== documents.length) return { state: 'wrong', why: 'index and table differ' };
  return { state: 'opened', commits, said: file.logDamage !== undefined };
}

/** What a verdict may be, given where the damage begins; answers what is wrong with it. */
export function complaint(crashed: CrashedFile, damage: Damage, verdict: Verdict): string | undefined {
  if (verdict.state === 'wrong') return verdict.why;
  if (verdict.state === 'refused') return verdict.code === 'corrupt' ? undefined : `refused as ${verdict.code}`;
  const promised = Math.max(
    crashed.inFile,
    ...[...crashed.logLengths].filter(([, length]) => length <= damage.from).map(([commit]) => commit),
  );
  if (verdict.commits < promised) return `${verdict.commits} commits, ${promised} lie before the damage`;
  // A log that simply ends earlier looks like one that never went on.
  const isSilent = damage.kind !== 'cut' && verdict.commits < crashed.commits && !verdict.said;
  return isSilent ? `lost ${crashed.commits - verdict.commits} commits without a word` : undefined;
}

export function readLog({ path }: CrashedFile): Buffer {
  return readFileSync(`${path}-wal`);
}
