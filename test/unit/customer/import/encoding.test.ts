import { describe, expect, it } from 'vitest';
import { createChunkDecoder, detectEncoding } from '#shared/domain/customer/import/encoding.ts';
import { customersCsv, encodeCsv, inChunks } from '#test/fixtures/customers-csv.ts';

const text = customersCsv(20);

describe('detectEncoding', () => {
  it.each([
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['utf-16be', false],
    ['windows-1252', false],
  ] as const)('[S3.7] knows %s, with byte order mark: %s', (encoding, bom) => {
    expect(detectEncoding(encodeCsv(text, encoding, bom))).toEqual({ encoding, bom, damaged: 0 });
  });

  it('[S3.7] takes plain ASCII and an empty file for UTF-8', () => {
    expect(detectEncoding(encodeCsv('codigo;nome\n1;Ana\n', 'windows-1252')).encoding).toBe('utf-8');
    expect(detectEncoding(new Uint8Array()).encoding).toBe('utf-8');
  });

  it('[S3.7] is not misled by a character cut in two at the end of a sample', () => {
    const bytes = encodeCsv('código;nome\n1;João', 'utf-8');
    for (let length = 1; length <= bytes.length; length++) {
      expect(detectEncoding(bytes.subarray(0, length)).encoding).toBe('utf-8');
    }
  });

  it('[S3.7] keeps UTF-8 for a file with one damaged line among many', () => {
    const bytes = encodeCsv(text, 'utf-8');
    bytes[bytes.length - 10] = 0xe9;
    expect(detectEncoding(bytes)).toEqual({ encoding: 'utf-8', bom: false, damaged: 1 });
  });

  it('[S3.7] is Windows-1252 when the only accent of a large file comes late', () => {
    const late = `codigo;nome\n${'1;Ana\n'.repeat(50_000)}2;João\n`;
    expect(detectEncoding(encodeCsv(late, 'windows-1252')).encoding).toBe('windows-1252');
  });
});

describe('createChunkDecoder', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)(
    '[S3.7] gives back the text of a %s file, cut anywhere, without byte order mark',
    (encoding) => {
      const bytes = encodeCsv(text, encoding, true);
      for (const size of [1, 7, 4096]) {
        const decoder = createChunkDecoder(encoding);
        let decoded = '';
        for (const chunk of inChunks(bytes, size)) decoded += decoder.push(chunk);
        expect(decoded + decoder.end()).toBe(text);
      }
    },
  );
});
