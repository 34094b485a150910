import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import { openSalvage, type SalvagedAttachment, type SalvageReport } from '#main/storage/salvage.ts';
import { createInstance, fullSchema, note, noteSchema, rows } from './documents.ts';
import { asStorage, driverCases, newDirectory } from './storages.ts';

const COUNT = 40;
const PAGE = 4096;

describe.each(driverCases)('salvage of attachments on $name', ({ driver, key }) => {
  let directory: string;
  let path: string;
  const bytesOf = (index: number) => Buffer.alloc(3000 + 500 * index, `bytes of ${index};`);

  beforeEach(async () => {
    directory = newDirectory();
    path = join(directory, 'station.db');
    const file = openSqliteFile({ path, driver, key });
    const schema = fullSchema({ ...noteSchema, attachments: {} });
    const notes = await createInstance(asStorage(file), { databaseName: 'db', schema });
    for (let index = 0; index < COUNT; index++) {
      const data = new Blob([bytesOf(index)], { type: 'image/png' });
      const photo = { length: data.size, type: 'image/png', digest: `d${index}`, data };
      expect((await notes.bulkWrite(rows(note(`n${index}`, { _attachments: { photo } })), 'ctx')).error).toEqual([]);
    }
    file.close();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  async function salvageAll(): Promise<{ found: SalvagedAttachment[]; report: SalvageReport }> {
    const salvage = openSalvage({ path, driver, key });
    const found: SalvagedAttachment[] = [];
    for await (const attachment of salvage.attachments()) found.push(attachment);
    salvage.close();
    return { found, report: salvage.report };
  }

  const expectRight = ({ documentId, data, ...rest }: SalvagedAttachment) => {
    const index = Number(documentId.slice(1));
    expect(rest).toMatchObject({ attachmentId: 'photo', digest: `d${index}`, type: 'image/png' });
    expect(Buffer.from(data).equals(bytesOf(index))).toBe(true);
  };

  it('reads all of a whole file, with the collection they belong to', async () => {
    const { found, report } = await salvageAll();
    expect(found.map(({ documentId }) => documentId)).toEqual(Array.from({ length: COUNT }, (_, index) => `n${index}`));
    expect(found[0]).toMatchObject({ database: 'db', collection: 'notes', version: 0 });
    for (const attachment of found) expectRight(attachment);
    expect(report.collections[0]?.attachments).toEqual({ read: COUNT, unreadable: [], invalid: 0 });
  });

  it('reads the others when pages of some are damaged', async () => {
    const bytes = readFileSync(path);
    // Inside the bytes of the large ones: their rows are the last in the file.
    const pages = [0.5, 0.7, 0.9].map((part) => Math.floor((part * bytes.length) / PAGE));
    for (const page of pages) bytes.fill(0x5a, page * PAGE, (page + 1) * PAGE);
    writeFileSync(path, bytes);
    const { found, report } = await salvageAll();
    expect(found.length).toBeGreaterThan(COUNT / 2);
    const rowsReport = report.collections[0]?.attachments;
    const lost = (rowsReport?.unreadable ?? []).reduce((sum, [from, to]) => sum + to - from + 1, 0);
    expect(found.length + lost).toBe(COUNT);
    // Without page authentication damage inside the bytes cannot be seen: that is what the digest is for.
    if (key) for (const attachment of found) expectRight(attachment);
    if (key) expect(lost).toBeGreaterThan(0);
  });
});
