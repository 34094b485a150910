import { describe, expect, it } from 'vitest';
import { contentRefusals, fileRefusals } from '#shared/domain/attachment/attach-rules.ts';
import { FILE_KINDS } from '#shared/domain/attachment/file-kinds.ts';
import { cleanFileName, extensionOf, FILE_NAME_LIMIT } from '#shared/domain/attachment/file-name.ts';
import { agrees, completeName, isPicture, sniff, typeOfName } from '#shared/domain/attachment/sniff.ts';
import { DEFAULT_ATTACHMENT_LIMITS } from '#shared/procedures/schema/attachments.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const png = bytes('\x89PNG\r\n\x1a\n rest');
const program = bytes(`MZ\x90\0${'\0'.repeat(80)}`);

describe('names of files', () => {
  it.each([
    ['nota fiscal.pdf', 'nota fiscal.pdf'],
    ['C:\\Users\\ana\\tela.png', 'C Users ana tela.png'],
    ['../../etc/passwd', 'etc passwd'],
    ['  .. ', 'arquivo'],
    ['', 'arquivo'],
    ['CON.txt', '_CON.txt'],
    ['lpt1', '_lpt1'],
    ['console.txt', 'console.txt'],
    ['foto\u202Egnp.exe', 'fotognp.exe'],
    ['a\nb\0c.txt', 'a bc.txt'],
    ['relatório…\u00a0final.xlsx', 'relatório… final.xlsx'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('a long one keeps its ending', () => {
    const kept = cleanFileName(`${'ação '.repeat(60)}.pdf`);
    expect(kept.length).toBeLessThanOrEqual(FILE_NAME_LIMIT);
    expect(kept).toMatch(/\.pdf$/);
  });

  it.each([
    ['a.PDF', 'pdf'],
    ['a.tar.gz', 'gz'],
    ['.bashrc', ''],
    ['sem', ''],
    ['fim.', ''],
  ])('%s ends in %j', (name, extension) => expect(extensionOf(name)).toBe(extension));
});

describe('[S2.5] what a file is', () => {
  it.each([
    ['tela.png', png, true],
    ['tela.jpg', png, false],
    ['tela.txt', png, false],
    ['tela.dwg', png, true],
    ['nota.txt', bytes('texto'), true],
    ['nota.txt', bytes('te\0xto'), false],
    ['nota.txt', bytes('\xff\xfet\0e\0'), true],
    ['nota.pdf', bytes('texto'), false],
    ['nota.pdf', bytes('lixo antes %PDF-1.7'), true],
    ['planilha.xlsx', bytes('PK\x03\x04'), true],
    ['planilha.xls', bytes('PK\x03\x04'), false],
    ['foto.heic', bytes('\0\0\0\x18ftypheic'), true],
    ['video.mp4', bytes('\0\0\0\x18ftypisom'), true],
    ['video.mp4', bytes('\0\0\0\x18ftypheic'), false],
    ['retorno.ret', bytes('0001'), true],
  ])('%s beginning with %o agrees: %s', (name, head, agreed) => expect(agrees(name, head)).toBe(agreed));

  it('takes no program under any name', () => {
    for (const name of ['programa.exe', 'foto.png', 'relatorio', 'dados.bin']) {
      expect(contentRefusals(name, program).map(({ code }) => code)).toEqual(['attachment-type-blocked']);
    }
    expect(contentRefusals('roteiro.txt', bytes('#!/bin/sh'))).toHaveLength(1);
  });

  it('refuses by name and size, each with its words', () => {
    const codes = (name: string, size: number) =>
      fileRefusals({ name, size }, DEFAULT_ATTACHMENT_LIMITS).map(({ code }) => code);
    expect(codes('nota.pdf', 10)).toEqual([]);
    expect(codes('nota.pdf', 0)).toEqual(['attachment-empty']);
    expect(codes('nota.pdf', 25 * 1024 * 1024)).toEqual([]);
    expect(codes('nota.pdf', 25 * 1024 * 1024 + 1)).toEqual(['attachment-too-large']);
    expect(codes('nota.pdf.EXE'.toLowerCase(), 10)).toEqual(['attachment-type-blocked']);
  });

  it('a name without an ending gets that of the content', () => {
    expect(completeName('imagem', png)).toBe('imagem.png');
    expect(completeName('imagem', bytes('texto'))).toBe('imagem');
    expect(completeName('imagem.dat', png)).toBe('imagem.dat');
  });

  it('every ending stands for one type, and only pictures without script are drawn', () => {
    const endings = FILE_KINDS.flatMap(({ types }) => Object.keys(types));
    expect(new Set(endings).size).toBe(endings.length);
    expect(isPicture(typeOfName('a.png'))).toBe(true);
    expect(isPicture(typeOfName('a.svg'))).toBe(false);
    expect(typeOfName('a.constructor')).toBe('application/octet-stream');
    expect(sniff(new Uint8Array())).toBeNull();
  });
});
