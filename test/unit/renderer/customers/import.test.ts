import { describe, expect, it } from 'vitest';
import { correctedName, linesToCorrect } from '#renderer/features/customers/import/refused-csv.ts';
import { sampleCells } from '#renderer/features/customers/import/sample-cells.ts';
import type { ImportReport } from '#shared/domain/customer/import/import-types.ts';
import { MAX_REPORTED_RAW } from '#shared/domain/customer/import/report.ts';

const report = (raws: string[]): ImportReport => ({
  importBatch: 'b',
  encoding: 'utf-8',
  separator: ';',
  total: raws.length,
  imported: 0,
  updated: 0,
  skipped: 0,
  refusedCount: raws.length,
  refused: raws.map((raw, index) => ({ line: index + 2, problems: [], raw })),
  noticeCount: 0,
  notices: [],
  problems: [],
});

describe('the refused lines to correct', () => {
  it('[S3.7] stand under the header of the file, with its separator, as they were', () => {
    const csv = linesToCorrect(report(['1;"João; filho";x', '2;Ana']), ['Código', 'Nome; apelido']);
    expect(csv).toBe('\ufeffCódigo;"Nome; apelido"\r\n1;"João; filho";x\r\n2;Ana\r\n');
  });

  it('have no header when the file has none', () => {
    expect(linesToCorrect(report(['1;Ana']), [])).toBe('\ufeff1;Ana\r\n');
  });

  it('leave out lines that the report had to cut', () => {
    expect(linesToCorrect(report(['x'.repeat(MAX_REPORTED_RAW), '1;Ana']), [])).toBe('\ufeff1;Ana\r\n');
  });

  it('are named after the file', () => {
    expect(correctedName('clientes.2026.csv', 'corrigir')).toBe('clientes.2026-corrigir.csv');
    expect(correctedName('.csv', 'corrigir')).toBe('clientes-corrigir.csv');
  });
});

describe('the samples of a column', () => {
  it('are its first different values', () => {
    expect(sampleCells([['a'], [' '], ['a'], ['b'], ['c'], ['d']], 0)).toEqual(['a', 'b', 'c']);
  });

  it('are cut, and none in a column that is not there', () => {
    expect(sampleCells([['x'.repeat(500)]], 0)[0]).toHaveLength(80);
    expect(sampleCells([['a']], 3)).toEqual([]);
  });
});
