import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { openSalvage, type SalvagedDocument, type SalvageReport } from '#main/storage/salvage.ts';
import { changed, createInstance, type NoteData, note, rows } from './documents.ts';
import { faultDriver } from './fault-driver.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const COUNT = 1500;
const PAGE = 4096;

describe.each(driverCases)('salvage on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  let stored: Map<string, NoteData>;

  beforeEach(async () => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    stored = new Map();
    const file = openSqliteFile({ path, driver, key });
    const storage = asStorage(file);
    const notes = await createInstance(storage, { databaseName: 'db' });
    const others = await createInstance(storage, { databaseName: 'db', collectionName: 'others' });
    const write = async (document: NoteData, previous?: NoteData) => {
      stored.set(`${document.text.length > 50 ? 'others' : 'notes'}/${document.id}`, document);
      return previous ? { previous, document } : { document };
    };
    const first = Array.from({ length: COUNT }, (_, index) =>
      note(`n${index}`, { rank: index % 9, text: `é${index}` }),
    );
    await notes.bulkWrite(await Promise.all(first.map((entry) => write(entry))), 'ctx');
    const long = Array.from({ length: 200 }, (_, index) => note(`o${index}`, { text: 'ã'.repeat(100 + index * 40) }));
    await others.bulkWrite(await Promise.all(long.map((entry) => write(entry))), 'ctx');
    for (const entry of first.slice(0, 40)) {
      await notes.bulkWrite([await write(changed(entry, { _deleted: entry.rank === 1 }).document, entry)], 'ctx');
    }
    file.close();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  async function salvageAll(place = path): Promise<{ found: Map<string, SalvagedDocument>; report: SalvageReport }> {
    const before = readFileSync(place);
    const salvage = openSalvage({ path: place, driver, key });
    const found = new Map<string, SalvagedDocument>();
    for await (const entry of salvage.documents()) found.set(`${entry.collection}/${entry.document.id}`, entry);
    salvage.close();
    // The damaged file is evidence: not a byte of it changes, and nothing is left beside it.
    expect(readFileSync(place).equals(before)).toBe(true);
    expect(readdirSync(directory).filter((name) => name.startsWith('salvage'))).toEqual([]);
    return { found, report: salvage.report };
  }

  function damagePages(pages: number[], what: (page: Buffer) => void = (page) => page.fill(0x5a)): void {
    const bytes = readFileSync(path);
    for (const page of pages) what(bytes.subarray((page - 1) * PAGE, page * PAGE));
    writeFileSync(path, bytes);
  }

  const expectAllRight = (found: Map<string, SalvagedDocument>) => {
    for (const [name, { document }] of found) {
      // A table whose entry is lost keeps its documents under the table's name.
      const original = stored.get(name) ?? stored.get(name.replace(/^_rx_1/, 'notes').replace(/^_rx_2/, 'others'));
      expect(document).toEqual(original);
    }
  };

  it('reads a whole file completely, deleted documents included, and says up to where the sequence went', async () => {
    const { found, report } = await salvageAll();
    expect(found.size).toBe(stored.size);
    expectAllRight(found);
    expect(found.get('notes/n1')).toMatchObject({ database: 'db', version: 0, document: { _deleted: true } });
    expect(report).toMatchObject({ opened: 'with log', cause: undefined, problems: [] });
    expect(
      report.collections.map(({ collection, read, unreadable, invalid }) => [collection, read, unreadable, invalid]),
    ).toEqual([
      ['notes', COUNT, [], 0],
      ['others', 200, [], 0],
    ]);
    const next = openSqliteFile({ path: ':memory:', driver });
    next.raiseSequence(report.sequence ?? 0);
    const original = openSqliteFile({ path, driver, key });
    expect(next.nextSequence()).toBeGreaterThan(original.nextSequence() - 1);
    for (const file of [next, original]) file.close();
  });

  it('reads what was only in the log', async () => {
    const file = openSqliteFile({ path, driver, key });
    const notes = await createInstance(asStorage(file), { databaseName: 'db' });
    await notes.bulkWrite(rows(note('late')), 'ctx');
    const crashed = join(directory, 'crashed.db');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, crashed + suffix);
    file.close();
    const log = readFileSync(`${crashed}-wal`);
    const { found } = await salvageAll(crashed);
    expect(found.get('notes/late')?.document).toEqual(note('late'));
    expect(readFileSync(`${crashed}-wal`).equals(log)).toBe(true);
  });

  it('loses, for damaged pages anywhere behind the first, exactly the rows that cannot be read one by one', async () => {
    const good = readFileSync(path);
    const pages = good.length / PAGE;
    let lost = 0;
    for (let round = 0; round < 12; round++) {
      writeFileSync(path, good);
      damagePages(Array.from({ length: 3 }, (_, at) => 2 + ((round * 7919 + at * 104_729) % (pages - 1))));
      const { found, report } = await salvageAll();
      expectAllRight(found);
      lost += stored.size - found.size;
      expect(found.size).toBeGreaterThan(stored.size / 3);
      for (const { collection, unreadable, read, invalid } of report.collections) {
        expect(read).toBe([...found.values()].filter((entry) => entry.collection === collection).length);
        const missing = unreadable.reduce((sum, [from, to]) => sum + to - from + 1, 0);
        const all = collection === 'notes' ? COUNT : collection === 'others' ? 200 : undefined;
        if (all !== undefined) expect(read + missing + invalid).toBeGreaterThanOrEqual(all);
      }
    }
    expect(lost).toBeGreaterThan(0);
  });

  it.runIf(key)(
    'loses, for one flipped bit, no more than one page can hold, and never hands out a wrong value',
    async () => {
      const good = readFileSync(path);
      for (let round = 0; round < 25; round++) {
        writeFileSync(path, good);
        const position = PAGE + ((round * 15_485_863) % (good.length - PAGE));
        damagePages([1 + Math.floor(position / PAGE)], (page) => {
          page[position % PAGE] = (page[position % PAGE] ?? 0) ^ (1 << (round % 8));
        });
        const { found } = await salvageAll();
        expectAllRight(found);
      }
    },
  );

  it('gives up on nothing but the first page, and then says so', async () => {
    damagePages([1]);
    const { found, report } = await salvageAll();
    expect(found.size).toBe(0);
    expect(report.opened).toBe('not at all');
    expect(['corrupt', 'wrong-key']).toContain(report.cause?.code);
  });

  it('reads a file whose end was cut off as far as it goes', async () => {
    truncateSync(path, Math.floor(readFileSync(path).length / PAGE / 2) * PAGE);
    const { found } = await salvageAll();
    expectAllRight(found);
    expect(found.size).toBeGreaterThan(100);
  });

  it('leaves out a log that makes the file unreadable', async () => {
    const faulty = faultDriver(driver);
    writeFileSync(`${path}-wal`, readFileSync(path).subarray(0, PAGE));
    // A log can only be told to be the reason by the file being readable without it.
    const opening = { ...faulty, open: faulty.open };
    opening.open = (place, options) => {
      if (existsSync(`${place}-wal`)) faulty.failOn(/sqlite_schema/, 'SQLITE_CORRUPT');
      else faulty.disarm();
      return faulty.open(place, options);
    };
    const salvage = openSalvage({ path, driver: opening, key });
    expect(salvage.report.opened).toBe('without log');
    let count = 0;
    for await (const _ of salvage.documents()) count++;
    expect(count).toBe(stored.size);
    salvage.close();
    expect(existsSync(`${path}-wal`)).toBe(true);
  });

  it('refuses, typed, where there is no file or no room for a copy', () => {
    expect(() => openSalvage({ path: join(directory, 'none.db'), driver, key })).toThrow(
      expect.objectContaining({ code: 'cannot-open' }),
    );
    expect(() => openSalvage({ path, driver, key, workDirectory: join(directory, 'none') })).toThrow(
      expect.objectContaining({ name: 'StorageError' }),
    );
  });
});
