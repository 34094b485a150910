import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BlackBox, type BlackBoxOptions, realDisk } from '#main/recovery/black-box/black-box.ts';
import { type BoxedRecord, type BoxReading, readBlackBox } from '#main/recovery/black-box/read-black-box.ts';
import type { DocumentsRecord } from '#main/recovery/black-box/record.ts';
import { listSegments } from '#main/recovery/black-box/segment.ts';

const dataKey = new Uint8Array(32).fill(5);
let directory: string;
let today: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'prumo-box-'));
  today = '2026-11-21';
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = (more: Partial<BlackBoxOptions> = {}) =>
  new BlackBox({ directory, dataKey, after: 0, today: () => today, ...more });

const record = (id: string): DocumentsRecord => ({
  type: 'documents',
  at: '2026-11-21T12:00:00.000Z',
  collection: 'entries',
  schema: 0,
  documents: [{ id, text: 'ação' }],
});

async function read(
  options: { after?: number; day?: string; keys?: readonly Uint8Array[] } = {},
): Promise<BoxReading & { records: BoxedRecord[]; ids: string[] }> {
  const records: BoxedRecord[] = [];
  const reading = readBlackBox({ directory, keys: [dataKey], ...options });
  for (;;) {
    const next = await reading.next();
    if (next.done) {
      const ids = records.flatMap(({ record: one }) =>
        one.type === 'documents' ? one.documents.map(({ id }) => id) : [],
      );
      return { ...next.value, records, ids };
    }
    records.push(next.value);
  }
}

const fill = (box: BlackBox, ids: string[]) => ids.map((id) => box.append(record(id)));

describe('[B1] the black box', () => {
  it('gives back what was accepted, in order, over openings and days', async () => {
    const first = open();
    expect(fill(first, ['a', 'b'])).toEqual([1, 2]);
    today = '2026-11-22';
    fill(first, ['c']);
    first.close();
    const second = open();
    expect(second.next).toBe(4);
    fill(second, ['d']);
    second.close();
    expect((await read()).ids).toEqual(['a', 'b', 'c', 'd']);
    expect((await read({ after: 2 })).ids).toEqual(['c', 'd']);
    expect((await read({ day: '2026-11-21' })).ids).toEqual(['a', 'b']);
    expect((await read()).damage).toEqual({ lostFrames: 0, unreadableFrames: 0, cutOff: 0, files: [] });
    expect(listSegments(directory).map(({ day, first: counter }) => [day, counter])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-22', 3],
      ['2026-11-22', 4],
    ]);
  });

  it('holds nothing readable, for its owner only', async () => {
    const box = open();
    fill(box, ['segredo-do-cliente']);
    const [{ path } = { path: '' }] = listSegments(directory);
    expect(readFileSync(path).includes('segredo')).toBe(false);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    box.close();
  });

  it('counts on above the database when its own files are gone', async () => {
    expect(open({ after: 40 }).next).toBe(41);
  });

  it('passes over damage in the middle and says how much and where', async () => {
    const box = open();
    fill(box, ['a', 'b', 'c', 'd']);
    box.close();
    const [{ path } = { path: '' }] = listSegments(directory);
    const bytes = readFileSync(path);
    const frame = bytes.length / 4;
    bytes[Math.round(frame * 1.5)]! ^= 1;
    bytes[Math.round(frame * 2.5)]! ^= 1;
    writeFileSync(path, bytes);
    const { ids, damage } = await read();
    expect(ids).toEqual(['a', 'd']);
    expect(damage).toEqual({
      lostFrames: 2,
      unreadableFrames: 0,
      cutOff: 0,
      files: ['2026-11-21-0000000000000001.box'],
    });
  });

  it('takes a torn end for a write that was never acknowledged, and an acknowledged one that is damaged for lost', async () => {
    const torn = open();
    fill(torn, ['a', 'b']);
    torn.close();
    const [{ path } = { path: '' }] = listSegments(directory);
    truncateSync(path, statSync(path).size - 3);
    expect(await read()).toMatchObject({ ids: ['a'], damage: { lostFrames: 0, cutOff: 1 } });

    // The database never saw `b`: its number is given again.
    const after = open({ after: 1 });
    expect(fill(after, ['c'])).toEqual([2]);
    after.close();
    expect(await read()).toMatchObject({ ids: ['a', 'c'], damage: { lostFrames: 0, cutOff: 1 } });
  });

  it('counts a damaged last record that the database had seen as lost', async () => {
    const box = open();
    fill(box, ['a', 'b']);
    box.close();
    const [{ path } = { path: '' }] = listSegments(directory);
    truncateSync(path, statSync(path).size - 3);
    const after = open({ after: 2 });
    expect(fill(after, ['c'])).toEqual([3]);
    after.close();
    expect(await read()).toMatchObject({ ids: ['a', 'c'], damage: { lostFrames: 1, cutOff: 0 } });
  });

  it('keeps a file whose only record was torn when its number is given again', async () => {
    const box = open();
    fill(box, ['a']);
    box.close();
    const [{ path } = { path: '' }] = listSegments(directory);
    truncateSync(path, 20);
    const again = open();
    fill(again, ['b']);
    again.close();
    expect((await read()).ids).toEqual(['b']);
    expect(readdirSync(directory).filter((name) => name.includes('.torn-'))).toHaveLength(1);
  });

  it('says when whole files are gone', async () => {
    const box = open();
    for (const [day, id] of [
      ['2026-11-21', 'a'],
      ['2026-11-22', 'b'],
      ['2026-11-23', 'c'],
    ] as const) {
      today = day;
      fill(box, [id]);
    }
    box.close();
    rmSync(listSegments(directory)[1]!.path);
    expect(await read()).toMatchObject({ ids: ['a', 'c'], damage: { lostFrames: 1 } });
  });

  it('passes over what lies behind a file’s end without being its own', async () => {
    const box = open();
    fill(box, ['a']);
    box.close();
    appendFileSync(listSegments(directory)[0]!.path, 'lixo');
    expect((await read()).ids).toEqual(['a']);
  });

  it.each(['write', 'sync'] as const)(
    'refuses everything after the first failed %s, until it is opened again',
    async (call) => {
      let left = 5;
      const disk = {
        ...realDisk,
        [call]: (...given: never[]) => {
          if (left-- === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
          return (realDisk[call] as (...all: never[]) => void)(...given);
        },
      };
      const told: string[] = [];
      const box = open({ disk, onFailed: ({ code }) => told.push(code) });
      const saved: string[] = [];
      const save = () => {
        const id = `n${saved.length}`;
        box.append(record(id));
        saved.push(id);
      };
      expect(() => {
        for (;;) save();
      }).toThrow(expect.objectContaining({ code: 'full' }));
      left = Number.POSITIVE_INFINITY;
      expect(save).toThrow(expect.objectContaining({ code: 'full' }));
      expect(told).toEqual(['full']);
      box.close();
      expect((await read()).ids.slice(0, saved.length)).toEqual(saved);

      const again = open({ after: saved.length });
      fill(again, ['depois']);
      again.close();
      expect((await read()).ids).toContain('depois');
      expect((await read()).damage.lostFrames).toBe(0);
    },
  );
});
