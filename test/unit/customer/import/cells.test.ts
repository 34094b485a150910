import { describe, expect, it } from 'vitest';
import {
  guessKind,
  readAmountCents,
  readDate,
  readDocumentCell,
  readKind,
  readStanding,
  splitCell,
} from '#shared/domain/customer/import/cells.ts';

describe('cells of an imported file', () => {
  it.each([
    ['21/11/2026', '2026-11-21'],
    ['1/2/26', '2026-02-01'],
    ['21-11-2026 14:30', '2026-11-21'],
    ['21.11.2026', '2026-11-21'],
    ['2026-11-21T00:00:00', '2026-11-21'],
    ['31/02/2026', undefined],
    ['11/21/2026', undefined],
    ['ontem', undefined],
  ])('[S3.7] the date %j is %s', (cell, date) => {
    expect(readDate(cell)).toBe(date);
  });

  it.each([
    ['R$ 1.234,56', 123_456],
    ['1234,5', 123_450],
    ['1234.56', 123_456],
    ['1,234.56', 123_456],
    ['1.234', 123_400],
    ['-50,00', 5_000],
    ['0', 0],
    ['1.23.4', undefined],
    ['muito', undefined],
    ['', undefined],
  ])('[S3.7] the amount %j is %s centavos', (cell, cents) => {
    expect(readAmountCents(cell)).toBe(cents);
  });

  it.each([
    ['PF', 'pf'],
    ['Física', 'pf'],
    ['PESSOA JURÍDICA', 'pj'],
    ['J', 'pj'],
    ['?', undefined],
  ])('[S3.7] the kind %j is %s', (cell, kind) => {
    expect(readKind(cell)).toBe(kind);
  });

  it('[S3.7] guesses a legal person by the words of the name', () => {
    expect(guessKind('Padaria São João LTDA.')).toBe('pj');
    expect(guessKind('Transportes Andorinha S/A')).toBe('pj');
    expect(guessKind('Maria Salete Mello')).toBe('pf');
  });

  it.each([
    ['Em dia', 'Situação', { status: 'em-dia' }],
    ['ADIMPLENTE', 'Situação', { status: 'em-dia' }],
    ['Inadimplente', 'Situação', { status: 'em-debito' }],
    ['em débito', 'Situação', { status: 'em-debito' }],
    ['Sim', 'Em débito?', { status: 'em-debito' }],
    ['Não', 'Em débito?', { status: 'em-dia' }],
    ['Sim', 'Adimplente', { status: 'em-dia' }],
    ['não', 'Adimplente', { status: 'em-debito' }],
    ['150,00', 'Débito', { status: 'em-debito', amountCents: 15_000 }],
    ['0,00', 'Débito', { status: 'em-dia' }],
    ['Ativo', 'Situação', undefined],
  ])('[S5.3] the standing %j under %j is %j', (cell, header, standing) => {
    expect(readStanding(cell, header)).toEqual(standing);
  });

  it('[S3.7] gives back the zeros that a spreadsheet took from a document, only when the check digits agree', () => {
    expect(readDocumentCell('191')).toMatchObject({ ok: false });
    expect(readDocumentCell('6222333000100')).toMatchObject({ ok: false });
    expect(readDocumentCell('1234567890')).toMatchObject({
      ok: true,
      value: { value: '01234567890', restoredZeros: true },
    });
    expect(readDocumentCell('52998224725')).toMatchObject({ ok: true, value: { restoredZeros: false } });
  });

  it('[S3.7] says when a spreadsheet shortened a document to a power of ten', () => {
    expect(readDocumentCell('1,12223E+13')).toMatchObject({
      ok: false,
      refusals: [{ code: 'import-document-scientific' }],
    });
  });

  it('[S3.7] a cell may hold several telephones', () => {
    expect(splitCell('11 3333-4444 / 98765-4321 ou 11 2222-3333')).toEqual([
      '11 3333-4444',
      '98765-4321',
      '11 2222-3333',
    ]);
  });
});
