import { cleanLine } from '../../text/clean.ts';
import { MAX_DEFECT_RAW } from './csv-reader.ts';
import type { ImportReport } from './import-types.ts';

/** A line this long was cut, be it by the reader or by the report. */
export const MAX_REPORTED_RAW = MAX_DEFECT_RAW;
/** Refused lines, and notices, that a report names one by one; the rest is counted. */
export const REPORT_LIMIT = 5_000;

const BOM = '\ufeff';

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front, so that opening the report is safe. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function leftOut(count: number): string {
  return count === 1
    ? 'Mais 1 linha recusada não coube neste relatório.'
    : `Mais ${count.toLocaleString('pt-BR')} linhas recusadas não couberam neste relatório.`;
}

/** For a spreadsheet in Brazil: UTF-8 with BOM, semicolons. One line for each problem: linha, motivo, o que fazer, conteúdo. */
export function refusedLinesCsv(report: ImportReport): string {
  const rows = report.refused.flatMap(({ line, problems, raw }) =>
    problems.map((problem) => [String(line), problem.message, problem.way ?? '', cleanLine(raw)]),
  );
  const lines = [['Linha', 'Motivo', 'O que fazer', 'Conteúdo'], ...rows].map((row) => row.map(cell).join(';'));
  const left = report.refusedCount - report.refused.length;
  if (left > 0) lines.push(['', leftOut(left), '', ''].map(cell).join(';'));
  return `${BOM}${lines.join('\r\n')}\r\n`;
}
