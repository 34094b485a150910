import type { ImportReport, RefusedLine } from '#shared/domain/customer/import/import-types.ts';
import { MAX_REPORTED_RAW } from '#shared/domain/customer/import/report.ts';

const BOM = '\ufeff';

/** Whether the report has the whole line, so that it can be corrected and imported again. */
export function isWhole({ raw }: RefusedLine): boolean {
  return raw.length < MAX_REPORTED_RAW;
}

/**
 * The refused lines as they stand in the file, under its header and with its separator: to correct and import
 * again. Lines that the report had to cut are left out.
 */
export function linesToCorrect(report: ImportReport, headers: readonly string[]): string {
  const { separator } = report;
  const cell = (text: string) =>
    text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const head = headers.length > 0 ? [headers.map(cell).join(separator)] : [];
  const lines = report.refused.filter(isWhole).map(({ raw }) => raw.replace(/[\r\n]+$/, ''));
  return `${BOM}${[...head, ...lines].join('\r\n')}\r\n`;
}

/** `clientes.csv` → `clientes-recusadas.csv`. */
export function correctedName(fileName: string, suffix: string): string {
  return `${fileName.replace(/\.[^.]+$/, '') || 'clientes'}-${suffix}.csv`;
}
