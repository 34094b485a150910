import { existsSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import { createInstance, type NoteInstance, note, rows } from './documents.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import { asStorage, driverCases } from './storages.ts';

const RESERVE_BYTES = 512 * 1024;

describe.each(driverCases)('a full disk on $name', ({ driver, key }) => {
  let disk: SmallDisk;
  let path: string;
  let told: string[];

  beforeEach(({ skip }) => {
    disk = smallDisk(3);
    path = join(disk.directory, 'station.db');
    told = [];
    skip(!disk.mounted, 'no small file system to be had here');
  });

  afterEach(() => disk.dispose());

  const open = (reserve?: { bytes: number }) =>
    openSqliteFile({
      path,
      driver,
      key,
      ...(reserve ? { reserve } : {}),
      onFailed: ({ code }) => told.push(code),
      onReserveReleased: () => told.push('reserve released'),
    });
  const notes = (file: SqliteFile) => createInstance(asStorage(file), { databaseName: 'db' });

  /** Saves one document after another until that is refused, or `stop` says so; answers what was acknowledged. */
  async function fill(instance: NoteInstance, stop: () => boolean = () => false) {
    const saved: string[] = [];
    while (!stop()) {
      const id = `${told.length}-${saved.length}`;
      try {
        await instance.bulkWrite(rows(note(id, { text: 'x'.repeat(200) })), 'ctx');
      } catch (error) {
        expect(error).toMatchObject({ code: 'full' });
        break;
      }
      saved.push(id);
    }
    return saved;
  }

  async function expectAllThere(saved: string[]) {
    const again = open();
    expect(await (await notes(again)).findDocumentsById(saved, false)).toHaveLength(saved.length);
    expect(again.quickCheck()).toEqual({ ok: true });
    again.close();
  }

  it('stops the file, keeps every acknowledged document, and can still be opened and read', async () => {
    const file = open();
    const instance = await notes(file);
    const saved = await fill(instance);
    expect(saved.length).toBeGreaterThan(10);
    await expect(instance.bulkWrite(rows(note('late')), 'ctx')).rejects.toMatchObject({ code: 'full' });
    expect(told).toEqual(['full']);
    file.close();
    await expectAllThere(saved);
  });

  it('releases the reserve, saves what did not fit and says so; stops only when that room is used up too', async () => {
    const file = open({ bytes: RESERVE_BYTES });
    expect(file.reserve).toBe('whole');
    expect(statSync(`${path}.reserve`).blocks * 512).toBeGreaterThanOrEqual(RESERVE_BYTES);
    const instance = await notes(file);
    const first = await fill(instance, () => told.length > 0);
    expect([told, file.reserve, file.failed]).toEqual([['reserve released'], 'released', undefined]);
    expect(existsSync(`${path}.reserve`)).toBe(false);
    const second = await fill(instance);
    expect(second.length).toBeGreaterThan(5);
    expect(told).toEqual(['reserve released', 'full']);
    file.close();
    await expectAllThere([...first, ...second]);
  });

  it('makes the reserve anew once there is room, and not before', async () => {
    const file = open({ bytes: RESERVE_BYTES });
    const filler = join(disk.directory, 'other');
    writeFileSync(filler, Buffer.alloc(1024 * 1024, 1));
    await fill(await notes(file), () => told.length > 0);
    expect(file.ensureReserve()).toBe('released');
    rmSync(filler);
    expect(file.ensureReserve()).toBe('whole');
    file.close();
    const again = open({ bytes: RESERVE_BYTES });
    expect(again.reserve).toBe('whole');
    again.close();
  });

  it('opens without a reserve where there is no room for one', () => {
    const file = open({ bytes: 8 * 1024 * 1024 });
    expect(file.reserve).toBe('released');
    file.close();
    expect(readdirSync(disk.directory)).toEqual(['station.db']);
  });

  it('refuses a backup and a new key for want of room without stopping the file', async () => {
    const file = open();
    const instance = await notes(file);
    const batch = (from: number) =>
      Array.from({ length: 100 }, (_, at) => note(`n${from + at}`, { text: 'x'.repeat(200) }));
    for (let from = 0; from < 800; from += 100) await instance.bulkWrite(rows(...batch(from)), 'ctx');
    const { bavail, bsize } = statfsSync(disk.directory);
    writeFileSync(join(disk.directory, 'other'), Buffer.alloc(bavail * bsize - 100_000, 1));
    const target = join(disk.directory, 'copy.db');
    expect(() => file.backupTo(target)).toThrow(expect.objectContaining({ code: 'full', path: `${target}.part` }));
    if (key) expect(() => file.rekey(new Uint8Array(32).fill(1))).toThrow(expect.objectContaining({ code: 'full' }));
    expect(readdirSync(disk.directory).sort()).toEqual(['other', 'station.db', 'station.db-wal']);
    rmSync(join(disk.directory, 'other'));
    await instance.bulkWrite(rows(note('later')), 'ctx');
    expect([told, file.failed]).toEqual([[], undefined]);
    file.close();
    await expectAllThere(['n0', 'n799', 'later']);
  });
});
