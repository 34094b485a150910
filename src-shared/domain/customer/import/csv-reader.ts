/**
 * Reads CSV from chunks of text of any size. Why not papaparse, which is at hand: it does not say on which line of
 * the file a record begins when cells hold line breaks, and one forgotten quote makes it swallow the file to its end.
 *
 * After a defect the reader goes on at the physical line after the one where the trouble began, so that one bad
 * quote costs one line. A record longer than `MAX_RECORD_LENGTH` is a defect too, and never held in memory whole.
 * What is read does not depend on how the text was cut.
 *
 *     text ─▶ pending ─▶ scan ─┬─ record ──────────▶ out
 *                              ├─ incomplete ──────▶ wait for more text
 *                              ├─ quote defect ────▶ out, go on after the quote's line
 *                              └─ line too long ───▶ out, skip to the line's end
 */
import { countLineBreaks, lineEnd, type RecordScan, scanRecord } from './csv-scan.ts';

export type CsvRecord = {
  kind: 'record';
  /** Physical line of the file on which the record begins, from 1. */
  line: number;
  fields: string[];
  /** As it stands in the file, without the line break. */
  raw: string;
};

export type CsvDefect = {
  kind: 'defect';
  code: 'csv-unclosed-quote' | 'csv-stray-quote' | 'csv-line-too-long';
  line: number;
  message: string;
  way: string;
  /** The defective part, cut to `MAX_DEFECT_RAW` characters. */
  raw: string;
};

export type CsvItem = CsvRecord | CsvDefect;

export type CsvReader = {
  push: (text: string) => CsvItem[];
  /** The last record, when the file does not end in a line break. */
  end: () => CsvItem[];
};

export type CsvReaderOptions = {
  /** One character. */
  separator: string;
  /** Whether a record has the right number of cells. One over several lines that does not is taken for a quote left open. */
  fits?: (fields: readonly string[]) => boolean;
  /** In UTF-16 units; `MAX_RECORD_LENGTH` unless told. */
  maxRecordLength?: number;
};

/** In UTF-16 units. A customer's line has some hundreds. */
export const MAX_RECORD_LENGTH = 262_144;
/** Long enough for a line to be corrected and imported again from the report. */
export const MAX_DEFECT_RAW = 2_000;

const LAST_LINE_BREAK = /(?:\r\n|\r|\n)$/;
const QUOTE_WAY = 'Feche as aspas, ou escreva aspas dentro da célula dobradas ("").';

class ChunkedCsvReader implements CsvReader {
  #pending = '';
  #position = 0;
  #line = 1;
  #skippingLine = false;
  readonly #options: CsvReaderOptions;
  readonly #limit: number;
  readonly #rawLimit: number;

  constructor(options: CsvReaderOptions) {
    this.#options = options;
    this.#limit = options.maxRecordLength ?? MAX_RECORD_LENGTH;
    this.#rawLimit = Math.min(MAX_DEFECT_RAW, this.#limit);
  }

  push(text: string): CsvItem[] {
    const first = this.#line === 1 && this.#position === 0 && this.#pending === '';
    this.#pending = this.#pending.slice(this.#position) + (first ? text.replace(/^\ufeff/, '') : text);
    this.#position = 0;
    return this.#drain(false);
  }

  end(): CsvItem[] {
    return this.#drain(true);
  }

  #drain(atEnd: boolean): CsvItem[] {
    const items: CsvItem[] = [];
    while (this.#position < this.#pending.length) {
      const item = this.#skippingLine ? this.#skipLine(atEnd) : this.#next(atEnd);
      if (item === 'wait') break;
      if (item) items.push(item);
    }
    return items;
  }

  #skipLine(atEnd: boolean): 'wait' | undefined {
    const end = lineEnd(this.#pending, this.#position, atEnd);
    if (!end) {
      // A `\r` at the very end may be half a line break: it stays.
      this.#position = this.#pending.endsWith('\r') ? this.#pending.length - 1 : this.#pending.length;
      return 'wait';
    }
    this.#skippingLine = false;
    this.#advance(end.next);
    return undefined;
  }

  #next(atEnd: boolean): CsvItem | 'wait' | undefined {
    const start = this.#position;
    const known = this.#pending.length - start;
    const firstLine = lineEnd(this.#pending, start, atEnd);
    const firstLength = firstLine ? firstLine.end - start : known - (this.#pending.endsWith('\r') ? 1 : 0);
    if (firstLength > this.#limit) return this.#lineTooLong();
    if (!firstLine) return 'wait';
    const scan = scanRecord(this.#pending, start, { separator: this.#options.separator, atEnd });
    const length = scan.kind === 'record' ? scan.next - start : known;
    const early = scan.kind === 'stray-quote' && scan.at - start < this.#limit;
    if (length > this.#limit && scan.multilineQuote >= 0 && !early) {
      return this.#quoteDefect('csv-unclosed-quote', scan.multilineQuote, atEnd);
    }
    switch (scan.kind) {
      case 'record':
        return this.#record(scan, atEnd);
      case 'stray-quote':
        return this.#quoteDefect('csv-stray-quote', scan.quote, atEnd);
      case 'open-quote':
        return atEnd ? this.#quoteDefect('csv-unclosed-quote', scan.quote, atEnd) : 'wait';
      case 'incomplete':
        return 'wait';
    }
  }

  #record(scan: Extract<RecordScan, { kind: 'record' }>, atEnd: boolean): CsvItem | 'wait' | undefined {
    const { fields, next, multilineQuote } = scan;
    if (multilineQuote >= 0 && this.#options.fits?.(fields) === false) {
      return this.#quoteDefect('csv-unclosed-quote', multilineQuote, atEnd);
    }
    const line = this.#line;
    const raw = this.#pending.slice(this.#position, next).replace(LAST_LINE_BREAK, '');
    this.#advance(next);
    return raw === '' ? undefined : { kind: 'record', line, fields, raw };
  }

  #quoteDefect(code: 'csv-unclosed-quote' | 'csv-stray-quote', quote: number, atEnd: boolean): CsvDefect | 'wait' {
    const end = lineEnd(this.#pending, quote, atEnd);
    const endless = this.#pending.length - quote > this.#limit;
    if (!end && !endless) return 'wait';
    const line = this.#line;
    const quoteLine = line + countLineBreaks(this.#pending, this.#position, quote);
    const rawEnd = this.#position + this.#rawLimit;
    const raw = this.#pending.slice(this.#position, end ? Math.min(end.end, rawEnd) : rawEnd);
    if (!end) this.#skippingLine = true;
    this.#advance(end?.next ?? quote);
    const message =
      code === 'csv-unclosed-quote'
        ? `Aspas abertas na linha ${quoteLine} não foram fechadas.`
        : `As aspas abertas na linha ${quoteLine} se fecham no meio da célula.`;
    return { kind: 'defect', code, line, message, way: QUOTE_WAY, raw };
  }

  #lineTooLong(): CsvDefect {
    this.#skippingLine = true;
    return {
      kind: 'defect',
      code: 'csv-line-too-long',
      line: this.#line,
      message: `Linha com mais de ${this.#limit.toLocaleString('pt-BR')} caracteres.`,
      way: 'Confira se o arquivo é mesmo um CSV com um cliente por linha.',
      raw: this.#pending.slice(this.#position, this.#position + this.#rawLimit),
    };
  }

  #advance(next: number): void {
    this.#line += countLineBreaks(this.#pending, this.#position, next);
    this.#position = next;
  }
}

export function createCsvReader(options: CsvReaderOptions): CsvReader {
  return new ChunkedCsvReader(options);
}
