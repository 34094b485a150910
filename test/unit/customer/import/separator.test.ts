import { describe, expect, it } from 'vitest';
import { detectSeparator, SEPARATORS } from '#shared/domain/customer/import/separator.ts';
import { customersCsv } from '#test/fixtures/customers-csv.ts';

describe('detectSeparator', () => {
  it.each(SEPARATORS)('[S3.7] knows %j', (separator) => {
    expect(detectSeparator(customersCsv(10, { separator }))).toBe(separator);
    expect(detectSeparator(customersCsv(10, { separator, title: 'Relatório de clientes', lineBreak: '\r' }))).toBe(
      separator,
    );
  });

  it('[S3.7] is not misled by separators inside quotes', () => {
    expect(detectSeparator('a,b\n"x;y;z","1;2;3"\n"x;y;z","1;2;3"\n')).toBe(',');
  });

  it('[S3.7] is not misled by amounts with commas', () => {
    expect(detectSeparator('nome;valor\nAna;1,50\nRui;2,00\n')).toBe(';');
  });

  it('[S3.7] believes the hint that Excel writes', () => {
    expect(detectSeparator('sep=|\na|b,c\n')).toBe('|');
  });

  it('[S3.7] reads a header without line break', () => {
    expect(detectSeparator('código,nome')).toBe(',');
  });

  it('[S3.7] knows none in a file of one column or in no CSV at all', () => {
    expect(detectSeparator('nome\nAna\nRui\n')).toBeUndefined();
    expect(detectSeparator('')).toBeUndefined();
  });
});
