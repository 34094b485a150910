import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvItem, createCsvReader } from '#shared/domain/customer/import/csv-reader.ts';

const RUNS = { seed: 20261121, numRuns: 1000 };
const separators = fc.constantFrom(';', ',', '\t', '|');
const lineBreaks = fc.constantFrom('\n', '\r\n', '\r');
const cell = fc.string({ unit: fc.constantFrom(...'ab ç"\n;,|\t1', '\r\n'), maxLength: 6 });

const LIMIT = 16;

function readAll(text: string, separator: string, cuts: readonly number[] = [], limit?: number): CsvItem[] {
  const reader = createCsvReader({ separator, maxRecordLength: limit });
  const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const items = edges.slice(1).flatMap((edge, index) => reader.push(text.slice(edges[index], edge)));
  return [...items, ...reader.end()];
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

describe('reading CSV', () => {
  it('[S3.7] gives back every cell that was written, and the line where its record begins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        separators,
        lineBreaks,
        (rows, separator, lineBreak) => {
          let line = 1;
          const expected = rows.map((fields) => {
            const record = { kind: 'record', line, fields };
            line += 1 + fields.join('').split(/\r\n|\r|\n/).length - 1;
            return record;
          });
          const text = rows.map((fields) => fields.map(quoted).join(separator)).join(lineBreak);
          expect(readAll(text, separator)).toMatchObject(expected);
        },
      ),
      RUNS,
    );
  });

  it('[S3.7] agrees with papaparse on well-formed files', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'abç 1.'), minLength: 1, maxLength: 6 });
    const written = fc.oneof(
      plain,
      cell.map((value) => quoted(value.replaceAll('\r\n', '\n'))),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(written, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        separators,
        (rows, separator) => {
          const text = rows.map((fields) => fields.join(separator)).join('\n');
          const oracle = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' });
          const read = readAll(text, separator).map((item) => (item.kind === 'record' ? item.fields : item.code));
          expect(read).toEqual(oracle.data);
        },
      ),
      RUNS,
    );
  });

  it('[S3.7] reads the same however the file is cut into chunks, well-formed or not', () => {
    const anything = fc.string({ unit: fc.constantFrom(...'a;"\n\r ,b', '\u0000', '";', ';"', '""'), maxLength: 60 });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
        expect(readAll(text, ';', cuts)).toEqual(readAll(text, ';'));
      }),
      { ...RUNS, numRuns: 3000 },
    );
  });

  it('[S3.7] reads the same however the file is cut when lines and quotes outgrow the limit', () => {
    const piece = fc.oneof(
      fc.integer({ min: LIMIT - 3, max: LIMIT + 3 }).map((length) => 'x'.repeat(length)),
      fc.constantFrom('"', '"\n', '\r\n', '\r', '\n', ';', 'a;b\n', '"a\nb"', ' ', '""', '"x\n', 'xxxxx\n', '"xx";'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), fc.array(fc.nat(), { maxLength: 8 }), (pieces, cuts) => {
        const text = pieces.join('');
        expect(readAll(text, ';', cuts, LIMIT)).toEqual(readAll(text, ';', [], LIMIT));
      }),
      { ...RUNS, numRuns: 10_000 },
    );
  });

  it('[S3.7] no line is lost: each is in a record or in a defect', () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom(...'a;"b '), minLength: 1, maxLength: 8 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(lines, (texts) => {
        const items = readAll(texts.join('\n'), ';');
        expect(items.map((item) => item.raw).join('\n')).toBe(texts.join('\n'));
      }),
      RUNS,
    );
  });
});
