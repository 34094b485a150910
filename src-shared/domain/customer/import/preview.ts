/** What the mapping screen shows before anything is imported. */
import type { Refusal } from '../../refusal.ts';
import { cleanLine } from '../../text/clean.ts';
import { createCsvReader } from './csv-reader.ts';
import { createChunkDecoder, type FileEncoding } from './encoding.ts';
import type { ImportPreview } from './import-types.ts';
import { checkMapping, detectHeader, suggestMapping } from './mapping.ts';
import { type CsvSeparator, detectSeparator } from './separator.ts';

export const PREVIEW_ROWS = 20;
/** Bytes of the file's beginning that are enough for a preview. */
export const PREVIEW_BYTES = 262_144;

const SAMPLED_ROWS = 200;

function fileProblem(code: string, message: string, way: string): Refusal {
  return { code, rule: 'S3.7', message, way };
}

/**
 * @param head the first `PREVIEW_BYTES` of the file, or all of it.
 * @param choices what was detected over the whole file, and what the person chose instead of the guess.
 */
export function previewImport(
  head: Uint8Array,
  choices: { encoding: FileEncoding; separator?: CsvSeparator; headerRecords?: number },
): ImportPreview {
  const decoder = createChunkDecoder(choices.encoding);
  const isWhole = head.length < PREVIEW_BYTES;
  const text = decoder.push(head) + (isWhole ? decoder.end() : '');
  const separator = choices.separator ?? detectSeparator(text);
  const reader = createCsvReader({ separator: separator ?? ';' });
  const items = [...reader.push(text), ...(isWhole ? reader.end() : [])];
  const records = items.map((item) => (item.kind === 'record' ? item.fields : []));
  const header = detectHeader(records);
  const headerRecords = choices.headerRecords ?? (header === undefined ? 0 : header + 1);
  const rows = records.slice(headerRecords, headerRecords + SAMPLED_ROWS).filter((row) => row.length > 0);
  const headerCells = headerRecords > 0 ? (records[headerRecords - 1] ?? []) : (rows[0] ?? []).map(() => '');
  const mapping = suggestMapping(headerCells.map(cleanLine), rows);
  const problems: Refusal[] = [];
  if (items.length === 0 && !isWhole) {
    problems.push(
      fileProblem(
        'import-endless-line',
        'A primeira linha do arquivo é longa demais para ser um cabeçalho.',
        'Confira se o arquivo é mesmo um CSV, com uma linha para cada cliente.',
      ),
    );
  } else if (items.length === 0) {
    problems.push(
      fileProblem('import-empty-file', 'O arquivo está vazio.', 'Confira se foi escolhido o arquivo certo.'),
    );
  } else if (rows.length === 0 && isWhole) {
    problems.push(
      fileProblem('import-no-rows', 'O arquivo só tem o cabeçalho.', 'Exporte de novo, com as linhas dos clientes.'),
    );
  } else if (separator === undefined) {
    problems.push(
      fileProblem(
        'import-no-separator',
        'Não foi possível reconhecer o que separa as colunas.',
        'Escolha o separador, ou exporte como CSV separado por ponto e vírgula.',
      ),
    );
  }
  if (problems.length === 0) problems.push(...checkMapping(mapping));
  return {
    encoding: choices.encoding,
    separator: separator ?? ';',
    headerRecords,
    mapping,
    rows: rows.slice(0, PREVIEW_ROWS),
    problems,
  };
}
