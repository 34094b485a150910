/**
 * One record of the file → what it says about a customer. What identifies a customer (code, name, document) must
 * be right or the line is refused; what merely describes them (a telephone, a date, an e-mail) is kept as it
 * stands when it cannot be read, with a notice, because a customer without their telephone helps nobody.
 */
import { normalisePhone } from '../../phone/phone.ts';
import type { Refusal } from '../../refusal.ts';
import { cleanLine, hasUnstorableCharacters } from '../../text/clean.ts';
import { CUSTOMER_LIMITS, type Customer, type CustomerPhone, type Standing } from '../customer.ts';
import { FieldReader, readEmail, withExtension } from '../customer-field-reader.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { guessKind, readAmountCents, readDate, readDocumentCell, readKind, readStanding, splitCell } from './cells.ts';
import { IMPORT_FIELDS, type ImportField } from './fields.ts';
import type { ColumnMapping } from './import-types.ts';

/** What a line says. Absent: the line says nothing about it, and an update leaves it as it is. */
export type CustomerDraft = {
  code: string;
  name: string;
  /** False when neither document nor kind was in the line, and the kind was guessed from the name. */
  kindIsKnown: boolean;
} & Pick<Customer, 'kind' | 'phones' | 'emails' | 'contacts' | 'notes'> &
  Partial<
    Pick<Customer, 'document' | 'company' | 'tradeName' | 'plan' | 'product' | 'version' | 'onCallNote' | 'standing'>
  >;

export type MapContext = {
  /** Calendar day of the import, for standings without a date. */
  today: string;
  /** DDD for telephones that have none. */
  areaCode?: string;
};

export type MappedRow =
  | { ok: true; line: number; draft: CustomerDraft; notices: string[] }
  | { ok: false; line: number; problems: Refusal[] };

const DAMAGED = '\ufffd';

class RowMapper {
  readonly problems: Refusal[] = [];
  readonly notices: string[] = [];
  readonly #kept: string[] = [];
  readonly #reader = new FieldReader({});
  readonly #fields: readonly string[];
  readonly #mapping: ColumnMapping;
  readonly #context: MapContext;

  constructor(fields: readonly string[], mapping: ColumnMapping, context: MapContext) {
    this.#fields = fields;
    this.#mapping = mapping;
    this.#context = context;
  }

  map(): CustomerDraft | undefined {
    this.#checkCharacters();
    const { document, kind: documentKind } = this.#document();
    const name = this.#line('name', CUSTOMER_LIMITS.name);
    const code = this.#line('code', CUSTOMER_LIMITS.code) ?? document;
    if (!name) this.#missing('name', 'Linha sem nome.', 'Preencha o nome ou a razão social.');
    if (!code) this.#missing('code', 'Linha sem código.', 'Preencha o código do cliente.');
    const kind = this.#kind(documentKind);
    const standing = this.#standing();
    const draft = withoutUndefined({
      code: code ?? '',
      name: name ?? '',
      kind: kind ?? guessKind(name ?? ''),
      kindIsKnown: kind !== undefined,
      document,
      phones: this.#phones('phone'),
      emails: this.#emails('email'),
      contacts: this.#contacts(),
      company: this.#line('company', CUSTOMER_LIMITS.name),
      tradeName: this.#line('tradeName', CUSTOMER_LIMITS.name),
      plan: this.#line('plan', CUSTOMER_LIMITS.short),
      product: this.#line('product', CUSTOMER_LIMITS.short),
      version: this.#line('version', CUSTOMER_LIMITS.short),
      standing,
      onCallNote: this.#paragraph('onCallNote', CUSTOMER_LIMITS.note),
      notes: '',
    });
    const notes = this.#paragraph('notes', CUSTOMER_LIMITS.notes);
    this.problems.push(...this.#reader.refusals);
    if (this.problems.length > 0) return undefined;
    return { ...draft, notes: [notes, ...this.#kept].filter((part) => part).join('\n') };
  }

  /** Cells of a field that hold something, with their headers. */
  #cells(field: ImportField): { text: string; header: string }[] {
    const { columns, headers } = this.#mapping;
    return columns.flatMap((mapped, column) => {
      const text = mapped === field ? (this.#fields[column]?.trim() ?? '') : '';
      return text === '' ? [] : [{ text, header: cleanLine(headers[column] ?? '') }];
    });
  }

  #line(field: ImportField, limit: number): string | undefined {
    return this.#reader.line(field, this.#cells(field)[0]?.text, [IMPORT_FIELDS[field].label, limit]);
  }

  #paragraph(field: ImportField, limit: number): string | undefined {
    const text = this.#cells(field).map((cell) => cell.text);
    return this.#reader.paragraph(field, text.join('\n'), [IMPORT_FIELDS[field].label, limit]);
  }

  #missing(field: ImportField, message: string, way: string): void {
    this.problems.push({ code: 'customer-required', rule: 'S3.7', field, message, way });
  }

  #checkCharacters(): void {
    for (const [column, field] of this.#mapping.columns.entries()) {
      const text = field ? (this.#fields[column] ?? '') : '';
      if (!field || text === '') continue;
      if (text.includes(DAMAGED)) {
        this.problems.push({
          code: 'import-damaged-character',
          rule: 'S3.7',
          field,
          message: `Há um caractere ilegível em "${IMPORT_FIELDS[field].label}".`,
          way: 'O arquivo mistura codificações: exporte de novo em UTF-8.',
        });
      } else if (hasUnstorableCharacters(text)) {
        this.notices.push(`Caracteres de controle retirados de "${IMPORT_FIELDS[field].label}".`);
      }
    }
  }

  #document(): Partial<Pick<Customer, 'document' | 'kind'>> {
    const cell = this.#cells('document')[0];
    if (!cell || !/[1-9A-Z]/i.test(cell.text)) return {};
    const read = readDocumentCell(cleanLine(cell.text));
    if (!read.ok) {
      this.problems.push(...read.refusals.map((refusal) => ({ ...refusal, rule: 'S3.7', field: 'document' })));
      return {};
    }
    if (read.value.restoredZeros) this.notices.push('Zeros à esquerda do documento recuperados.');
    return { document: read.value.value, kind: read.value.kind };
  }

  #kind(documentKind: Customer['kind'] | undefined): Customer['kind'] | undefined {
    const cell = this.#cells('kind')[0];
    const stated = cell && readKind(cell.text);
    if (cell && !stated) this.notices.push(`Tipo de pessoa "${cleanLine(cell.text)}" não reconhecido.`);
    if (documentKind && stated && stated !== documentKind) {
      this.notices.push('O tipo de pessoa não combina com o documento: vale o documento.');
    }
    return documentKind ?? stated;
  }

  #phones(field: 'phone' | 'contactPhone'): CustomerPhone[] {
    const areaCode = this.#cells('areaCode')[0]?.text.replace(/\D/g, '').replace(/^0/, '') || this.#context.areaCode;
    const phones = this.#cells(field).flatMap(({ text, header }) =>
      splitCell(text).map((part): CustomerPhone => {
        const label = header.slice(0, CUSTOMER_LIMITS.short);
        const read = normalisePhone(part, areaCode);
        if (read.ok) {
          return {
            number: read.value.e164,
            label: withExtension(label, read.value.extension).slice(0, CUSTOMER_LIMITS.short),
          };
        }
        this.notices.push(`Telefone guardado como está: ${read.refusals[0]?.message ?? ''}`);
        return { number: cleanLine(part), label };
      }),
    );
    const readable = phones.filter(({ number }) => number !== '' && number.length <= CUSTOMER_LIMITS.phone);
    for (const { number } of phones.filter((phone) => !readable.includes(phone))) this.#keep('Telefone', number);
    return this.#within([...new Map(readable.map((phone) => [phone.number, phone])).values()], CUSTOMER_LIMITS.phones);
  }

  #emails(field: 'email' | 'contactEmail'): string[] {
    const emails = this.#cells(field).flatMap(({ text }) =>
      splitCell(text).flatMap((part) => {
        const email = readEmail(part);
        if (email) return [email];
        this.notices.push(`E-mail inválido guardado nas observações: "${cleanLine(part)}".`);
        this.#keep('E-mail', part);
        return [];
      }),
    );
    return this.#within([...new Set(emails)], CUSTOMER_LIMITS.emails);
  }

  #contacts(): Customer['contacts'] {
    const name = this.#line('contactName', CUSTOMER_LIMITS.name);
    const role = this.#line('contactRole', CUSTOMER_LIMITS.short);
    const phones = this.#phones('contactPhone');
    const emails = this.#emails('contactEmail');
    if (!name && phones.length === 0 && emails.length === 0) return [];
    return [withoutUndefined({ name: name ?? 'Contato', role, phones, emails })];
  }

  #standing(): Standing | undefined {
    const status = this.#cells('standing')[0];
    const amount = this.#cells('standingAmount')[0];
    if (!status && !amount) return undefined;
    const notes: string[] = [];
    const readStatus = status && readStanding(status.text, status.header);
    if (status && !readStatus) notes.push(`Situação no arquivo: ${cleanLine(status.text)}`);
    const cents = amount ? readAmountCents(amount.text) : readStatus?.amountCents;
    if (amount && cents === undefined) notes.push(`Valor no arquivo: ${cleanLine(amount.text)}`);
    const asOf = this.#asOf(notes);
    for (const note of notes) this.notices.push(`Guardado como está. ${note}.`);
    const inferred = cents === undefined ? 'desconhecida' : cents > 0 ? 'em-debito' : 'em-dia';
    return withoutUndefined({
      status: readStatus?.status ?? (status ? 'desconhecida' : inferred),
      asOf,
      amountCents: cents || undefined,
      note: notes.join('\n').slice(0, CUSTOMER_LIMITS.note) || undefined,
    });
  }

  #asOf(notes: string[]): string {
    const cell = this.#cells('standingAsOf')[0];
    const date = cell && readDate(cell.text);
    if (cell && !date) notes.push(`Data no arquivo: ${cleanLine(cell.text)}`);
    return date ?? this.#context.today;
  }

  #keep(what: string, text: string): void {
    this.#kept.push(`${what} no arquivo de origem: ${cleanLine(text).slice(0, CUSTOMER_LIMITS.note)}`);
  }

  #within<T>(values: T[], limit: number): T[] {
    if (values.length > limit) this.notices.push(`Só os primeiros ${limit} de ${values.length} foram guardados.`);
    return values.slice(0, limit);
  }
}

/** Refusal codes: `customer-required`, `customer-too-long`, `import-damaged-character`, and those of `readDocumentCell`. */
export function mapRow(
  row: { line: number; fields: readonly string[] },
  mapping: ColumnMapping,
  context: MapContext,
): MappedRow {
  const mapper = new RowMapper(row.fields, mapping, context);
  const draft = mapper.map();
  return draft
    ? { ok: true, line: row.line, draft, notices: mapper.notices }
    : { ok: false, line: row.line, problems: mapper.problems };
}
