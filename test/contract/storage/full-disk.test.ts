import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { createInstance, note, rows } from './documents.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

/** A file system of 3 MB in memory, where the system lets us mount one (Linux, root). */
function mountSmallDisk(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', directory], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.each(driverCases)('a full disk on $name', ({ driver, key }) => {
  let directory: string;
  let mounted: boolean;

  beforeEach(() => {
    directory = newDirectory();
    mounted = mountSmallDisk(directory);
  });

  afterEach(() => {
    if (mounted) execFileSync('umount', [directory]);
    rmSync(directory, { recursive: true });
  });

  it('stops the file, keeps every acknowledged document, and can still be opened and read', async ({ skip }) => {
    skip(!mounted, 'no small file system to be had here');
    const path = join(directory, 'station.db');
    const file = openSqliteFile({ path, driver, key });
    const instance = await createInstance(asStorage(file), { databaseName: 'db' });
    const saved: string[] = [];
    const fill = async () => {
      for (;;) {
        const id = `n${saved.length}`;
        await instance.bulkWrite(rows(note(id, { text: 'x'.repeat(200) })), 'ctx');
        saved.push(id);
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: 'full' });
    expect(saved.length).toBeGreaterThan(10);
    await expect(instance.bulkWrite(rows(note('late')), 'ctx')).rejects.toMatchObject({ code: 'full' });
    file.close();

    const again = openSqliteFile({ path, driver, key });
    const reader = await createInstance(asStorage(again), { databaseName: 'db' });
    expect(await reader.findDocumentsById(saved, false)).toHaveLength(saved.length);
    expect(again.quickCheck()).toEqual({ ok: true });
    again.close();
  });
});
