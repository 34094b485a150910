import { describe, expect, it } from 'vitest';
import { createCsvReader, MAX_DEFECT_RAW, MAX_RECORD_LENGTH } from '#shared/domain/customer/import/csv-reader.ts';

function readAll(text: string, columns?: number) {
  const fits = columns === undefined ? undefined : (fields: readonly string[]) => fields.length === columns;
  const reader = createCsvReader({ separator: ';', fits });
  return [...reader.push(text), ...reader.end()];
}

const brief = (text: string, columns?: number) =>
  readAll(text, columns).map((item) => (item.kind === 'record' ? [item.line, ...item.fields] : [item.line, item.code]));

describe('reading CSV', () => {
  it('[S3.7] names the line where a record begins, also after line breaks in quotes and blank lines', () => {
    expect(brief('a;b\r\n\r\n1;"x\r\ny\nz"\r\n2;w')).toEqual([
      [1, 'a', 'b'],
      [3, '1', 'x\r\ny\nz'],
      [6, '2', 'w'],
    ]);
  });

  it('[S3.7] reads doubled quotes, blanks after a closing quote, and quotes inside plain cells', () => {
    expect(brief('"diz ""oi""";"x"  ;tubo 3" novo')).toEqual([[1, 'diz "oi"', 'x', 'tubo 3" novo']]);
  });

  it('[S3.7] drops the byte order mark', () => {
    expect(brief('\ufeff"código";nome')).toEqual([[1, 'código', 'nome']]);
  });

  it('[S3.7] a quote left open costs its own line only, and says where it opened', () => {
    const items = readAll('1;Ana\n2;"Bruno\n3;"Caio"\n4;Davi\n');
    expect(items).toMatchObject([
      { line: 1 },
      {
        line: 2,
        code: 'csv-stray-quote',
        raw: '2;"Bruno',
        message: 'As aspas abertas na linha 2 se fecham no meio da célula.',
      },
      { line: 3, fields: ['3', 'Caio'] },
      { line: 4, fields: ['4', 'Davi'] },
    ]);
  });

  it('[S3.7] a quote that is never closed costs its own line only', () => {
    expect(readAll('1;Ana\n2;"Bruno\n3;Caio\n')).toMatchObject([
      { line: 1 },
      { line: 2, code: 'csv-unclosed-quote', message: 'Aspas abertas na linha 2 não foram fechadas.' },
      { line: 3, fields: ['3', 'Caio'] },
    ]);
  });

  it('[S3.7] a quote that closes lines later by chance costs its own line only, when the columns tell', () => {
    const text = '1;Ana;x\n2;"Bruno;x\n3;Caio;y\n4;tubo;"\n5;Davi;z\n';
    expect(brief(text, 3)).toEqual([
      [1, '1', 'Ana', 'x'],
      [2, 'csv-unclosed-quote'],
      [3, '3', 'Caio', 'y'],
      [4, 'csv-unclosed-quote'],
      [5, '5', 'Davi', 'z'],
    ]);
  });

  it('[S3.7] a quote that was opened in the second line of a record is reported there', () => {
    expect(readAll('1;"a\nb";"c\n2;d\n')).toMatchObject([
      { line: 1, code: 'csv-unclosed-quote', message: 'Aspas abertas na linha 2 não foram fechadas.' },
      { line: 3, fields: ['2', 'd'] },
    ]);
  });

  it('[S3.7] refuses a line of 10 MB without keeping it, and goes on after it', () => {
    const reader = createCsvReader({ separator: ';' });
    const items = reader.push('1;Ana\n2;');
    const piece = 'x'.repeat(65_536);
    for (let sent = 0; sent < 10_000_000; sent += piece.length) items.push(...reader.push(piece));
    items.push(...reader.push('\n3;Caio\n'), ...reader.end());
    expect(items).toMatchObject([
      { line: 1 },
      { line: 2, code: 'csv-line-too-long', message: 'Linha com mais de 262.144 caracteres.' },
      { line: 3, fields: ['3', 'Caio'] },
    ]);
    expect(items[1]?.raw.length).toBe(MAX_DEFECT_RAW);
  });

  it('[S3.7] finds an open quote after the limit, not at the end of the file', () => {
    const reader = createCsvReader({ separator: ';' });
    const line = `9;${'x'.repeat(1000)}\n`;
    const items = reader.push('1;"Ana\n');
    let sent = 0;
    while (items.length === 0 && sent < 1000) {
      items.push(...reader.push(line));
      sent += 1;
    }
    expect(items[0]).toMatchObject({ line: 1, code: 'csv-unclosed-quote' });
    expect(items.length).toBe(sent + 1);
    expect(sent * line.length).toBeLessThan(MAX_RECORD_LENGTH + 2 * line.length);
  });
});
