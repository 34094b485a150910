/** Guessing what each column of a customers' file holds, from its header and, failing that, from its cells. */
import { isValidDocument } from '../../document/document.ts';
import { normalisePhone } from '../../phone/phone.ts';
import type { Refusal } from '../../refusal.ts';
import { searchWords } from '../../text/fold-accents.ts';
import { readEmail } from '../customer-field-reader.ts';
import { IMPORT_FIELDS, type ImportField, isRepeatable } from './fields.ts';
import type { ColumnMapping } from './import-types.ts';

const HEADER_SEARCH_DEPTH = 10;
const SHARE_THAT_CONVINCES = 0.6;

/** "CPF/CNPJ:" → "cpf cnpj"; "Telefone 2" → "telefone". */
function headerKey(header: string): string {
  const words = searchWords(header.replace(/([a-zà-ú])([A-ZÀ-Ú])/gu, '$1 $2'));
  return words.filter((word) => !/^\d+$/.test(word)).join(' ');
}

/** The field that a header names; the first row of the table that fits. */
export function fieldOfHeader(header: string): ImportField | undefined {
  const key = headerKey(header);
  if (key === '') return undefined;
  const names = Object.keys(IMPORT_FIELDS) as ImportField[];
  return names.find((field) => IMPORT_FIELDS[field].header.test(key));
}

function isPhone(cell: string): boolean {
  const digits = cell.replace(/\D/g, '');
  return digits.length >= 10 && digits.length <= 13 && normalisePhone(cell).ok;
}

const CONTENT_TESTS: readonly [ImportField, (cell: string) => boolean][] = [
  ['document', isValidDocument],
  ['email', (cell) => readEmail(cell) !== undefined],
  ['phone', isPhone],
];

function looksLikeData(cell: string): boolean {
  return CONTENT_TESTS.some(([, test]) => test(cell));
}

/**
 * Which record is the header, from 0; reports put a title above it. `undefined` when there is none: two cells (or
 * all, when there are fewer) must name a field, and none may be a document, an e-mail or a telephone.
 */
export function detectHeader(records: readonly (readonly string[])[]): number | undefined {
  const found = records.slice(0, HEADER_SEARCH_DEPTH).findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    const named = filled.filter((cell) => fieldOfHeader(cell) !== undefined).length;
    return filled.length > 0 && named >= Math.min(2, filled.length) && !filled.some(looksLikeData);
  });
  return found < 0 ? undefined : found;
}

function fieldOfCells(cells: readonly string[]): ImportField | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (filled.length === 0) return undefined;
  const fits = ([, test]: (typeof CONTENT_TESTS)[number]) =>
    filled.filter(test).length / filled.length >= SHARE_THAT_CONVINCES;
  return CONTENT_TESTS.find(fits)?.[0];
}

function isNumbers(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length > 0 && filled.every((cell) => /^\d{1,10}$/.test(cell));
}

/**
 * A first mapping for the person to correct. No field is given to two columns unless it may repeat.
 * @param rows some records after the header.
 */
export function suggestMapping(headers: readonly string[], rows: readonly (readonly string[])[]): ColumnMapping {
  const cellsOf = (column: number) => rows.map((row) => row[column] ?? '');
  const columns: (ImportField | null)[] = headers.map(() => null);
  const isFree = (field: ImportField) => isRepeatable(field) || !columns.includes(field);
  headers.forEach((header, column) => {
    const field = fieldOfHeader(header);
    if (field && isFree(field)) columns[column] = field;
  });
  headers.forEach((_, column) => {
    const field = columns[column] ? undefined : fieldOfCells(cellsOf(column));
    if (field && isFree(field)) columns[column] = field;
  });
  promote(columns, cellsOf);
  return { headers: [...headers], columns };
}

/** "Cliente" full of numbers is the code; without a name column, the next best name is the name. */
function promote(columns: (ImportField | null)[], cellsOf: (column: number) => string[]): void {
  const named = columns.indexOf('name');
  if (named >= 0 && !columns.includes('code') && isNumbers(cellsOf(named))) columns[named] = 'code';
  if (columns.includes('name')) return;
  const substitute = (['tradeName', 'company', 'contactName'] as const).find((field) => columns.includes(field));
  if (substitute) columns[columns.indexOf(substitute)] = 'name';
}

/**
 * What keeps a mapping from being used. Refusal codes: `import-missing-name`, `import-missing-code` (without
 * a code column, the document serves as code), `import-repeated-field`.
 */
export function checkMapping(mapping: ColumnMapping): Refusal[] {
  const refusals: Refusal[] = [];
  const { columns } = mapping;
  if (!columns.includes('name')) {
    refusals.push({
      code: 'import-missing-name',
      rule: 'S3.7',
      field: 'name',
      message: 'Nenhuma coluna foi indicada como nome ou razão social.',
      way: 'Indique qual coluna tem o nome do cliente.',
    });
  }
  if (!columns.includes('code') && !columns.includes('document')) {
    refusals.push({
      code: 'import-missing-code',
      rule: 'S3.7',
      field: 'code',
      message: 'Nenhuma coluna foi indicada como código nem como CPF ou CNPJ.',
      way: 'Indique a coluna do código; sem ela, o CPF ou CNPJ serve de código.',
    });
  }
  for (const field of new Set(columns)) {
    if (!field || isRepeatable(field) || columns.filter((other) => other === field).length < 2) continue;
    refusals.push({
      code: 'import-repeated-field',
      rule: 'S3.7',
      field,
      message: `"${IMPORT_FIELDS[field].label}" foi indicado em mais de uma coluna.`,
      way: 'Deixe uma só coluna para este campo.',
    });
  }
  return refusals;
}
