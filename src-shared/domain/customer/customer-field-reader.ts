import { z } from 'zod';
import { parseDocument } from '../document/document.ts';
import { normalisePhone } from '../phone/phone.ts';
import { type Refusal, within } from '../refusal.ts';
import { cleanLine, cleanText } from '../text/clean.ts';
import { CUSTOMER_LIMITS, type Customer, type CustomerContact, type CustomerPhone } from './customer.ts';
import type { CustomerInput } from './customer-input.ts';

export type ReadOptions = {
  /** Completes telephones typed without DDD. */
  areaCode?: string;
  /** Numbers already on record that stay as they are, readable or not. */
  keepNumbers?: ReadonlySet<string>;
};

/** What the field is called on screen, and how long it, or how many there, may be. */
type Named = [name: string, limit: number];

const RULE = 'S3.7';
const EMAIL = z.email();

function tooLong(field: string, name: string, limit: number): Refusal {
  return {
    code: 'customer-too-long',
    rule: RULE,
    field,
    message: `${name} com mais de ${limit.toLocaleString('pt-BR')} caracteres.`,
    way: 'Encurte o texto, ou guarde o restante em Observações.',
  };
}

export function required(field: string, message: string, way: string): Refusal {
  return { code: 'customer-required', rule: RULE, field, message, way };
}

/** Lower-cased, trimmed; `undefined` when it is no e-mail address. */
export function readEmail(text: string): string | undefined {
  const email = cleanLine(text).toLowerCase();
  return email.length <= CUSTOMER_LIMITS.email && EMAIL.safeParse(email).success ? email : undefined;
}

/** Collects refusals while it reads: every field is read, so that a person sees all that is wrong at once. */
export class FieldReader {
  readonly refusals: Refusal[] = [];
  readonly #options: ReadOptions;

  constructor(options: ReadOptions) {
    this.#options = options;
  }

  line(field: string, text: string | undefined, [name, limit]: Named): string | undefined {
    const line = cleanLine(text ?? '');
    if (line.length > limit) this.refusals.push(tooLong(field, name, limit));
    return line || undefined;
  }

  paragraph(field: string, text: string | undefined, [name, limit]: Named): string | undefined {
    const clean = cleanText(text ?? '').trim();
    if (clean.length > limit) this.refusals.push(tooLong(field, name, limit));
    return clean || undefined;
  }

  document(text: string | undefined, kind: Customer['kind'] | undefined): Pick<Customer, 'document' | 'kind'> {
    const line = cleanLine(text ?? '');
    if (line === '') {
      if (!kind) {
        this.refusals.push(
          required(
            'kind',
            'Falta dizer se é pessoa física ou jurídica.',
            'Escolha uma das duas, ou informe CPF ou CNPJ.',
          ),
        );
      }
      return { kind: kind ?? 'pf' };
    }
    const parsed = parseDocument(line);
    if (!parsed.ok) {
      this.refusals.push(...within('document', parsed.refusals).map((refusal) => ({ ...refusal, rule: RULE })));
      return { kind: kind ?? 'pf' };
    }
    if (kind && kind !== parsed.value.kind) {
      this.refusals.push({
        code: 'customer-kind-mismatch',
        rule: RULE,
        field: 'kind',
        message: kind === 'pf' ? 'CNPJ é de pessoa jurídica.' : 'CPF é de pessoa física.',
        way: 'Corrija o tipo de pessoa ou o documento.',
      });
    }
    return { kind: parsed.value.kind, document: parsed.value.value };
  }

  phones(field: string, given: CustomerInput['phones']): CustomerPhone[] {
    this.#count(field, given, ['telefones', CUSTOMER_LIMITS.phones]);
    return (given ?? []).flatMap(({ number, label }, index) => {
      const at = `${field}.${index}`;
      const readLabel = this.line(`${at}.label`, label, ['Rótulo do telefone', CUSTOMER_LIMITS.short]) ?? '';
      const line = cleanLine(number);
      if (line === '') return [];
      if (this.#options.keepNumbers?.has(line)) return [{ number: line, label: readLabel }];
      const phone = normalisePhone(line, this.#options.areaCode);
      if (!phone.ok) {
        this.refusals.push(...within(`${at}.number`, phone.refusals).map((refusal) => ({ ...refusal, rule: RULE })));
        return [];
      }
      return [{ number: phone.value.e164, label: withExtension(readLabel, phone.value.extension) }];
    });
  }

  emails(field: string, given: readonly string[] | undefined): string[] {
    this.#count(field, given, ['e-mails', CUSTOMER_LIMITS.emails]);
    const read = (given ?? []).flatMap((text, index) => {
      if (cleanLine(text) === '') return [];
      const email = readEmail(text);
      if (email) return [email];
      this.refusals.push({
        code: 'customer-email',
        rule: RULE,
        field: `${field}.${index}`,
        message: `"${cleanLine(text)}" não é um endereço de e-mail.`,
        way: 'Confira com o cliente: nome@empresa.com.br.',
      });
      return [];
    });
    return [...new Set(read)];
  }

  contacts(given: CustomerInput['contacts']): CustomerContact[] {
    this.#count('contacts', given, ['contatos', CUSTOMER_LIMITS.contacts]);
    return (given ?? []).map((contact, index) => {
      const at = `contacts.${index}`;
      const name = this.line(`${at}.name`, contact.name, ['Nome do contato', CUSTOMER_LIMITS.name]);
      if (!name) this.refusals.push(required(`${at}.name`, 'Contato sem nome.', 'Informe o nome ou retire o contato.'));
      const role = this.line(`${at}.role`, contact.role, ['Cargo do contato', CUSTOMER_LIMITS.short]);
      return {
        name: name ?? '',
        ...(role ? { role } : {}),
        phones: this.phones(`${at}.phones`, contact.phones),
        emails: this.emails(`${at}.emails`, contact.emails),
      };
    });
  }

  #count(field: string, given: readonly unknown[] | undefined, [name, limit]: Named): void {
    if ((given?.length ?? 0) <= limit) return;
    this.refusals.push({
      code: 'customer-too-many',
      rule: RULE,
      field,
      message: `Mais de ${limit} ${name}.`,
      way: 'Retire os que não servem mais.',
    });
  }
}

/** "Recepção" and "21" → "Recepção, ramal 21". */
export function withExtension(label: string, extension: string | undefined): string {
  if (!extension) return label;
  return label ? `${label}, ramal ${extension}` : `Ramal ${extension}`;
}
