import { describe, expect, it } from 'vitest';
import { detectEncoding } from '#shared/domain/customer/import/encoding.ts';
import { PREVIEW_BYTES, previewImport } from '#shared/domain/customer/import/preview.ts';
import { CSV_HEADER, customerCells, customersCsv, encodeCsv } from '#test/fixtures/customers-csv.ts';

const preview = (text: string) => previewImport(encodeCsv(text, 'utf-8'), { encoding: 'utf-8' });

describe('previewImport', () => {
  it.each(['utf-8', 'utf-16le', 'windows-1252'] as const)('[S3.7] understands a %s file by itself', (encoding) => {
    const bytes = encodeCsv(customersCsv(50, { separator: ',', title: 'Relatório' }), encoding, true);
    const understood = previewImport(bytes, { encoding: detectEncoding(bytes).encoding });
    expect(understood).toMatchObject({ encoding, separator: ',', headerRecords: 2, problems: [] });
    expect(understood.mapping.headers).toEqual(CSV_HEADER);
    expect(understood.rows).toHaveLength(20);
    expect(understood.rows[0]).toEqual(customerCells(1));
  });

  it('[S3.7] shows whole rows only, of a large file of which it sees the beginning', () => {
    const bytes = encodeCsv(customersCsv(5_000), 'utf-8').subarray(0, PREVIEW_BYTES);
    const understood = previewImport(bytes, { encoding: 'utf-8' });
    expect(understood.problems).toEqual([]);
    expect(understood.rows.every((row) => row.length === CSV_HEADER.length)).toBe(true);
  });

  it('[S3.7] does not take a first customer longer than the preview for none', () => {
    const bytes = encodeCsv(`Código;Nome;Obs\n1;Ana;${'x'.repeat(PREVIEW_BYTES)}`, 'utf-8').subarray(0, PREVIEW_BYTES);
    const understood = previewImport(bytes, { encoding: 'utf-8' });
    expect(understood).toMatchObject({ problems: [], rows: [], mapping: { columns: ['code', 'name', 'notes'] } });
  });

  it('[S3.7] says so when not even the first line ends', () => {
    const understood = previewImport(encodeCsv('x'.repeat(PREVIEW_BYTES), 'utf-8'), { encoding: 'utf-8' });
    expect(understood.problems).toMatchObject([{ code: 'import-endless-line' }]);
  });

  it('[S3.7] shows a file without header from its first line', () => {
    const text = [2, 4].map((number) => customerCells(number).join(';')).join('\n');
    expect(preview(text)).toMatchObject({ headerRecords: 0, rows: [customerCells(2), customerCells(4)] });
    expect(preview(text).problems.map((problem) => problem.code)).toEqual(['import-missing-name']);
  });

  it.each([
    ['', 'import-empty-file'],
    ['\r\n\r\n', 'import-empty-file'],
    [customersCsv(0), 'import-no-rows'],
    ['nome\nAna\n', 'import-no-separator'],
    ['Cidade;Bairro\nBauru;Centro\n', 'import-missing-name'],
  ])('[S3.7] says what is wrong with %j', (text, code) => {
    expect(preview(text).problems[0]).toMatchObject({ code, rule: 'S3.7' });
  });

  it('[S3.7] obeys the separator and the header that a person chose', () => {
    const bytes = encodeCsv(customersCsv(3), 'utf-8');
    expect(previewImport(bytes, { encoding: 'utf-8', separator: ',' }).separator).toBe(',');
    expect(previewImport(bytes, { encoding: 'utf-8', headerRecords: 0 }).rows[0]).toEqual(CSV_HEADER);
  });
});
