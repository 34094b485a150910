import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import { createCustomerImport } from '#shared/domain/customer/import/customer-import.ts';
import { createChunkDecoder, detectEncoding } from '#shared/domain/customer/import/encoding.ts';
import { suggestMapping } from '#shared/domain/customer/import/mapping.ts';
import { detectSeparator, SEPARATORS } from '#shared/domain/customer/import/separator.ts';
import { CSV_HEADER, customerCells, customersCsv, encodeCsv, inChunks } from '#test/fixtures/customers-csv.ts';

const RUNS = { seed: 20261121, numRuns: 150 };
const mapping = suggestMapping(CSV_HEADER, [customerCells(1)]);

function importBytes(bytes: Uint8Array, chunkSize: number) {
  const { encoding } = detectEncoding(bytes);
  const decoder = createChunkDecoder(encoding);
  const separator = detectSeparator(createChunkDecoder(encoding).push(bytes)) ?? ';';
  let ids = 0;
  const running = createCustomerImport({
    mapping,
    encoding,
    separator,
    headerRecords: 1,
    existingByCode: new Map(),
    existingByDocument: new Map(),
    onExisting: 'update',
    importBatch: 'batch-1',
    now: '2026-11-21T13:30:00.000Z',
    today: '2026-11-21',
    newId: () => `id-${++ids}`,
  });
  const customers = [];
  for (const chunk of inChunks(bytes, chunkSize)) customers.push(...running.push(decoder.push(chunk)).inserts);
  customers.push(...running.push(decoder.end()).inserts, ...running.end().inserts);
  return { customers, report: running.report() };
}

/** Lines that refuse themselves and nobody else. */
const defect = fc.constantFrom(
  '7',
  '7;8',
  ';sem código;;;;;;;',
  '7;;;;;;;;',
  '7;Ana;111.111.111-11;;;;;;',
  '7;Ana "x" y;1234567890123;;;;;;',
  '7;"Ana;;;;;;;',
  '7;Ana;;;;;;;;a mais',
  'x'.repeat(300_000),
);

describe('importing customers', () => {
  it('[S3.7] whatever the encoding, the separator, the line break and the chunks, the customers are the same', () => {
    const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252' as const);
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 40 }),
        fc.record({
          encoding: encodings,
          bom: fc.boolean(),
          separator: fc.constantFrom(...SEPARATORS),
          lineBreak: fc.constantFrom('\n', '\r\n', '\r' as const),
          chunk: fc.integer({ min: 1, max: 3000 }),
        }),
        (count, { encoding, bom, separator, lineBreak, chunk }) => {
          const bytes = encodeCsv(customersCsv(count, { separator, lineBreak }), encoding, bom);
          const { customers, report } = importBytes(bytes, chunk);
          expect(report).toMatchObject({ total: count, imported: count, refusedCount: 0, separator });
          expect(customers).toEqual(importBytes(encodeCsv(customersCsv(count), 'utf-8'), 65_536).customers);
        },
      ),
      RUNS,
    );
  });

  it('[S3.7] every defective line is named, and every other line is imported', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.dictionary(fc.integer({ min: 1, max: 30 }).map(String), defect, { maxKeys: 6 }),
        fc.integer({ min: 50, max: 70_000 }),
        (count, defects, chunk) => {
          const text = customersCsv(count, { defects });
          const { customers, report } = importBytes(encodeCsv(text, 'utf-8'), chunk);
          const bad = Object.keys(defects)
            .map(Number)
            .filter((number) => number <= count)
            .toSorted((a, b) => a - b);
          expect(report.refused.map(({ line }) => line)).toEqual(bad.map((number) => number + 1));
          expect(customers.map(({ code }) => Number(code))).toEqual(
            Array.from({ length: count }, (_, index) => index + 1).filter((number) => !bad.includes(number)),
          );
        },
      ),
      RUNS,
    );
  });

  it('[S3.7] any bytes at all end in a report, and whatever is imported may be stored', () => {
    const cells = fc.string({ unit: fc.constantFrom(...'a1;"\n,é😀\u0000\ud800\u202e@.-/'), maxLength: 200 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          cells.map((text) => encodeCsv(text, 'utf-8')),
        ),
        (bytes) => {
          const whole = new Uint8Array([...encodeCsv('c;n;d;t;t;e;p;s;d\n', 'utf-8'), ...bytes]);
          const { customers, report } = importBytes(whole, 7);
          expect(report.total).toBe(report.imported + report.updated + report.skipped + report.refusedCount);
          for (const customer of customers) expect(customerSchema.parse(customer)).toEqual(customer);
        },
      ),
      { ...RUNS, numRuns: 2000 },
    );
  });
});
