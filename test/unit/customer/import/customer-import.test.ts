import { describe, expect, it } from 'vitest';
import { customerSchema } from '#shared/domain/customer/customer.ts';
import {
  type CustomerImportOptions,
  createCustomerImport,
  type ExistingCustomer,
} from '#shared/domain/customer/import/customer-import.ts';
import { suggestMapping } from '#shared/domain/customer/import/mapping.ts';
import { MAX_REPORTED_RAW } from '#shared/domain/customer/import/report.ts';
import { CSV_HEADER, customerCells, customersCsv, documentOf } from '#test/fixtures/customers-csv.ts';

function optionsWith(given: Partial<CustomerImportOptions> = {}): CustomerImportOptions {
  let ids = 0;
  return {
    mapping: suggestMapping(CSV_HEADER, [customerCells(1)]),
    encoding: 'utf-8',
    separator: ';',
    headerRecords: 1,
    existingByCode: new Map(),
    existingByDocument: new Map(),
    onExisting: 'update',
    importBatch: 'batch-1',
    now: '2026-11-21T13:30:00.000Z',
    today: '2026-11-21',
    newId: () => `id-${++ids}`,
    ...given,
  };
}

function importAll(text: string, given: Partial<CustomerImportOptions> = {}) {
  const running = createCustomerImport(optionsWith(given));
  const batches = [running.push(text), running.end()];
  return {
    inserts: batches.flatMap((batch) => batch.inserts),
    updates: batches.flatMap((batch) => batch.updates),
    report: running.report(),
  };
}

function onRecord(...customers: ExistingCustomer[]): Partial<CustomerImportOptions> {
  return {
    existingByCode: new Map(customers.map((customer) => [customer.code, customer])),
    existingByDocument: new Map(
      customers.flatMap((customer) => (customer.document ? [[customer.document, customer]] : [])),
    ),
  };
}

const refusals = (report: ReturnType<typeof importAll>['report']) =>
  report.refused.map(({ line, problems }) => [line, ...problems.map((problem) => problem.code)]);

describe('importing customers', () => {
  it('[S3.7] imports a file whole', () => {
    const { inserts, report } = importAll(customersCsv(100));
    expect(report).toMatchObject({
      total: 100,
      imported: 100,
      updated: 0,
      skipped: 0,
      refusedCount: 0,
      noticeCount: 0,
      problems: [],
    });
    for (const customer of inserts) expect(customerSchema.parse(customer)).toEqual(customer);
    expect(inserts[0]).toMatchObject({ id: 'id-1', code: '000001', importBatch: 'batch-1', kind: 'pj' });
  });

  it('[S3.7] names each refused line and why, and imports the others', () => {
    const text = customersCsv(8, {
      defects: {
        2: '2;Bruno',
        3: '3;"Caio;529.982.247-25;;;;;;',
        4: ';Sem código;;;;;;;',
        5: '5;Ana;529.982.247-24;;;;;;',
        6: '1;a;b;c;d;e;f;g;h;i',
        7: `7;${'x'.repeat(300_000)}`,
      },
    });
    const { inserts, report } = importAll(text);
    expect(inserts.map((customer) => customer.code)).toEqual(['000001', '000008']);
    expect(refusals(report)).toEqual([
      [3, 'import-column-count'],
      [4, 'csv-unclosed-quote'],
      [5, 'customer-required'],
      [6, 'document-check-digit'],
      [7, 'import-column-count'],
      [8, 'csv-line-too-long'],
    ]);
    expect(report).toMatchObject({ total: 8, imported: 2, refusedCount: 6 });
    expect(report.refused[0]?.problems[0]).toMatchObject({
      rule: 'S3.7',
      message: 'A linha tem 2 colunas, e o cabeçalho tem 9.',
    });
    for (const { raw, problems } of report.refused) {
      expect(raw.length).toBeLessThanOrEqual(MAX_REPORTED_RAW);
      for (const problem of problems) expect(problem.message).toMatch(/^[A-ZÀ-Ú].*\.$/);
    }
  });

  it('[S3.7] refuses a code or a document that came before in the file, and says on which line', () => {
    const again = customerCells(1).join(';');
    const sameDocument = ['77', ...customerCells(2).slice(1)].join(';');
    const { report } = importAll(customersCsv(4, { defects: { 3: again, 4: sameDocument } }));
    expect(refusals(report)).toEqual([
      [4, 'import-repeated-code'],
      [5, 'import-repeated-document'],
    ]);
    expect(report.refused[0]?.problems[0]?.message).toBe('O código 000001 já apareceu na linha 2 deste arquivo.');
  });

  it('[S3.7] a line that was refused does not count as having come before', () => {
    const broken = ['000002', '', ...customerCells(2).slice(2)].join(';');
    const { report } = importAll(customersCsv(2, { defects: { 1: broken } }));
    expect(refusals(report)).toEqual([[2, 'customer-required']]);
    expect(report.imported).toBe(1);
  });

  it('[S3.7] updates or skips who is on record, as was chosen', () => {
    const existing = onRecord({ id: 'old-1', code: '000001', name: 'Conceição', document: documentOf(1) });
    const updated = importAll(customersCsv(2), existing);
    expect(updated.updates).toMatchObject([{ id: 'old-1', draft: { code: '000001' } }]);
    expect(updated.report).toMatchObject({ imported: 1, updated: 1, skipped: 0 });
    const skipped = importAll(customersCsv(2), { ...existing, onExisting: 'skip' });
    expect(skipped.updates).toEqual([]);
    expect(skipped.report).toMatchObject({ imported: 1, updated: 0, skipped: 1 });
  });

  it('[S3.7] refuses a line that mixes up two customers on record', () => {
    const other = { id: 'old-9', code: '9', name: 'Íris', document: documentOf(1) };
    expect(refusals(importAll(customersCsv(1), onRecord(other)).report)).toEqual([[2, 'customer-document-taken']]);
    const renumbered = { id: 'old-1', code: '000001', name: 'Íris', document: documentOf(2) };
    expect(refusals(importAll(customersCsv(1), onRecord(renumbered)).report)).toEqual([[2, 'import-other-document']]);
  });

  it('[S3.7] without a code column, finds who is on record by document', () => {
    const mapping = { headers: ['Nome', 'CPF'], columns: ['name' as const, 'document' as const] };
    const existing = onRecord({ id: 'old-1', code: '55', name: 'Ana', document: '52998224725' });
    const { updates, report } = importAll('Nome;CPF\nAna;529.982.247-25\n', { mapping, ...existing });
    expect(updates).toMatchObject([{ id: 'old-1' }]);
    expect(report.refusedCount).toBe(0);
  });

  it('[S3.7] ignores lines without any cell filled, and empty cells past the last column', () => {
    const text = customersCsv(3, { defects: { 1: ';;;;;;;;', 2: `${customerCells(2).join(';')};;;` } });
    expect(importAll(text).report).toMatchObject({ total: 2, imported: 2, refusedCount: 0 });
  });

  it('[S3.7] says that a file is empty', () => {
    for (const text of ['', '\n\n', customersCsv(0)]) {
      expect(importAll(text).report).toMatchObject({ total: 0, problems: [{ code: 'import-empty-file' }] });
    }
  });

  it('[S3.7] takes NUL out of a cell and says so', () => {
    const { inserts, report } = importAll(customersCsv(1).replace('Conceição', 'Concei\u0000ção'));
    expect(inserts[0]?.name).toContain('Conceição');
    expect(report.notices).toEqual([
      { line: 2, message: 'Caracteres de controle retirados de "Nome ou razão social".' },
    ]);
  });

  it('[S3.7] counts refused lines past the limit of the report', () => {
    const defects = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [index + 1, 'x']));
    const { report } = importAll(customersCsv(10, { defects }), { reportLimit: 3 });
    expect(report.refused).toHaveLength(3);
    expect(report).toMatchObject({ total: 10, refusedCount: 10 });
  });

  it('[S3.7] can be stopped between chunks with a true report', () => {
    const running = createCustomerImport(optionsWith());
    const text = customersCsv(10);
    const batch = running.push(text.slice(0, text.length / 2));
    expect(running.report().imported).toBe(batch.inserts.length);
    expect(batch.inserts.length).toBeGreaterThan(2);
  });
});
