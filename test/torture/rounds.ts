/**
 * One round: a victim works on a file, is killed with SIGKILL at a random point, and what it left is judged: everything
 * acknowledged is there, nothing is there by half, and the file says of itself that it is whole.
 */
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openSqliteFile, openWithOneOf } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { createInstance, type NoteData } from '../contract/storage/documents.ts';
import type { DriverCase } from '../contract/storage/storages.ts';
import { fillFirstVersion, migrated, migrationComplaint } from './migration.ts';
import { keyNumber, storageWithProjection } from './profile.ts';

export const tasks = ['save', 'checkpoint', 'rekey', 'backup', 'migration'] as const;
export type Task = (typeof tasks)[number];

/** Victims never end by themselves, so one process has to leave behind what the compiler made, for all of them. */
const compileCache = join(tmpdir(), 'station-victims');
let isWarm = false;

const victim = join(import.meta.dirname, 'victim.ts');
/** A migration has no steps that a victim could count out; it takes about this long. */
const MIGRATION_MS = 150;

/** One file after the other, over many rounds: a lane is killed again and again on what it left before. */
export class Lane {
  readonly task: Task;
  readonly #directory: string;
  readonly #driverCase: DriverCase;
  #path: string;
  #round = 0;
  #key = 0;
  #template: string | undefined;

  constructor({ task, directory, driverCase }: { task: Task; directory: string; driverCase: DriverCase }) {
    this.task = task;
    this.#directory = directory;
    this.#driverCase = driverCase;
    this.#path = this.#freshPath();
  }

  /** Throws what is wrong with what the victim left. @param random numbers from 0 to 1 */
  async round(random: () => number): Promise<void> {
    this.#round++;
    if (this.task === 'migration') await this.#prepareMigration();
    else if (this.#round % 25 === 0) this.#path = this.#freshPath();
    const lines = await this.#runAndKill(random);
    if (this.task === 'migration') await this.#judgeMigration();
    else await this.#judgeSaves(lines);
  }

  #freshPath(): string {
    for (const name of readdirSync(this.#directory)) {
      if (name.startsWith(`${this.task}-`)) rmSync(join(this.#directory, name));
    }
    this.#key = 0;
    return join(this.#directory, `${this.task}-${this.#round}.db`);
  }

  async #prepareMigration(): Promise<void> {
    const { driver, key } = this.#driverCase;
    if (!this.#template) {
      this.#template = join(this.#directory, 'template.db');
      const file = openSqliteFile({ path: this.#template, driver, key: key && keyNumber(0) });
      await fillFirstVersion(file);
      file.close();
    }
    this.#path = this.#freshPath();
    copyFileSync(this.#template, this.#path);
  }

  #runAndKill(random: () => number): Promise<string[]> {
    const mode = this.#driverCase.key ? 'encrypted' : 'plain';
    const args = [victim, this.task, this.#path, mode, String(this.#round), String(this.#key)];
    const env = { ...process.env, NODE_COMPILE_CACHE: compileCache };
    if (!isWarm) spawnSync(process.execPath, [victim, 'warm'], { env });
    isWarm = true;
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    // After some lines and then some time: inside any of the steps.
    const lines = this.task === 'migration' ? 1 : 1 + Math.floor(random() * 20);
    const delay = random() * (this.task === 'migration' ? MIGRATION_MS : 6);
    let output = '';
    let complaint = '';
    let isDue = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (isDue || output.split('\n').length <= lines) return;
      isDue = true;
      setTimeout(() => child.kill('SIGKILL'), delay);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    return new Promise((resolve, reject) => {
      child.once('close', (_code, signal) => {
        if (signal === 'SIGKILL' && complaint === '') resolve(output.split('\n').slice(0, -1));
        else reject(new Error(`the victim ended by itself: ${complaint}`));
      });
    });
  }

  /** With the key that fits: the pending one or the one before. */
  #open(lines: string[]): SqliteFile {
    const { driver, key } = this.#driverCase;
    const options = { path: this.#path, driver, checkAfterUncleanStop: true };
    if (!key) return openSqliteFile(options);
    const numbers = lines.flatMap((line) => (line.startsWith('rekey ') ? [Number(line.split(' ')[1])] : []));
    const done = lines.flatMap((line) => (line.startsWith('rekeyed ') ? [Number(line.split(' ')[1])] : []));
    const candidates = [numbers.at(-1) ?? this.#key, done.at(-1) ?? this.#key];
    const keys = candidates.map(keyNumber);
    const opened = openWithOneOf(options, keys);
    this.#key = candidates[keys.indexOf(opened.key)] ?? this.#key;
    return opened.file;
  }

  async #judgeSaves(lines: string[]): Promise<void> {
    const file = this.#open(lines);
    try {
      // A process killed while its file changes keys leaves no log for a moment, and nothing to replay.
      demand(file.recovered || this.task === 'rekey', 'the file does not know that it was left open');
      // A kill can tear the one transaction that was being committed, over older frames; never more.
      demand((file.logDamage?.commits ?? 0) <= 1, 'a kill is no damage');
      const saves = lines.filter((line) => line.startsWith('save '));
      const ids = saves.map((line) => `${this.#round}-${line.split(' ')[1]}`);
      await judgeContents(file, ids);
      demand(!existsSync(`${this.#path}.rekey`), 'a draft of a rekey is left');
    } finally {
      file.close();
    }
    if (this.task === 'backup') await this.#judgeBackups(lines);
  }

  /** Every backup that has its name opens, is whole, and has what was saved before it began. */
  async #judgeBackups(lines: string[]): Promise<void> {
    const { driver, key } = this.#driverCase;
    const prefix = `${basename(this.#path)}.backup-`;
    const names = readdirSync(dirname(this.#path)).filter((name) => name.startsWith(prefix));
    for (const line of lines) {
      const [what, save] = line.split(' ');
      if (what === 'backed-up') demand(names.includes(`${prefix}${this.#round}-${save}`), `backup ${save} is missing`);
    }
    for (const name of names) {
      const path = join(dirname(this.#path), name);
      if (!/-\d+-\d+$/.test(name)) {
        rmSync(path);
        continue;
      }
      const [round, save] = name.split('-').slice(-2);
      const file = openSqliteFile({ path, driver, key: key && keyNumber(0) });
      const ids = Array.from({ length: Number(save) }, (_, index) => `${round}-${index + 1}`);
      await judgeContents(file, ids);
      file.close();
      rmSync(path);
    }
  }

  async #judgeMigration(): Promise<void> {
    const file = this.#open([]);
    const database = await migrated(file);
    const complaint = await migrationComplaint(database);
    await database.close();
    demand(file.quickCheck().ok, 'quick_check');
    file.close();
    demand(complaint === undefined, `after the migration: ${complaint}`);
  }
}

async function judgeContents(file: SqliteFile, acknowledged: string[]): Promise<void> {
  const check = file.quickCheck();
  demand(check.ok, JSON.stringify(check));
  const instance = await createInstance(storageWithProjection(file), { databaseName: 'db' });
  const found = new Set((await instance.findDocumentsById(acknowledged, false)).map(({ id }) => id));
  demand(found.size === acknowledged.length, `lost ${acknowledged.filter((id) => !found.has(id)).join()}`);
  const all = ((await instance.getChangedDocumentsSince?.(1_000_000))?.documents ?? []) as NoteData[];
  const counter = all.find(({ id }) => id === 'counter');
  const saves = all.length - (counter ? 1 : 0);
  // One insert and one step of the counter per save: a half save would set them apart.
  demand(!counter || counter._rev === `${saves + 1}-a`, `${saves} saves, counter ${counter?._rev}`);
  const projected = new Map(
    file
      .prepare<{ id: string; rev: string }>('SELECT id, rev FROM head')
      .all()
      .map(({ id, rev }) => [id, rev]),
  );
  demand(projected.size === all.length, `${all.length} documents, ${projected.size} projected`);
  for (const { id, _rev } of all) demand(projected.get(id) === _rev, `projection of ${id}`);
}

function demand(holds: boolean, complaint: string): asserts holds {
  if (!holds) throw new Error(complaint);
}
