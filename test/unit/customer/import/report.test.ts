import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '#shared/domain/customer/import/import-types.ts';
import { refusedLinesCsv } from '#shared/domain/customer/import/report.ts';

const report: ImportReport = {
  importBatch: 'batch-1',
  encoding: 'utf-8',
  separator: ';',
  total: 3,
  imported: 0,
  updated: 0,
  skipped: 0,
  refusedCount: 3,
  refused: [
    { line: 4, raw: '4;"Caio;x\ny', problems: [{ code: 'a', message: 'Aspas abertas.', way: 'Feche.' }] },
    {
      line: 9,
      raw: '=2+5',
      problems: [
        { code: 'a', message: 'Um.' },
        { code: 'b', message: 'Dois.' },
      ],
    },
  ],
  noticeCount: 0,
  notices: [],
  problems: [],
};

describe('refusedLinesCsv', () => {
  it('[S3.7] lists every refused line with its reasons, for a spreadsheet in Brazil', () => {
    const csv = refusedLinesCsv(report);
    expect(csv.startsWith('\ufeff"Linha";')).toBe(true);
    expect(Papa.parse(csv, { delimiter: ';', skipEmptyLines: true }).data).toEqual([
      ['Linha', 'Motivo', 'O que fazer', 'Conteúdo'],
      ['4', 'Aspas abertas.', 'Feche.', '4;"Caio;x y'],
      ['9', 'Um.', '', "'=2+5"],
      ['9', 'Dois.', '', "'=2+5"],
      ['', 'Mais 1 linha recusada não coube neste relatório.', '', ''],
    ]);
  });
});
