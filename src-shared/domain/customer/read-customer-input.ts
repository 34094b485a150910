/**
 * From what a person typed about a customer to fields that may be stored, or to what is wrong with each.
 * Registering and editing read their form here; the import reads its cells with the same rules for document,
 * telephone and e-mail, but keeps what it cannot read instead of refusing it.
 */
import { ok, type Result } from '../refusal.ts';
import { CUSTOMER_LIMITS, type Customer } from './customer.ts';
import { FieldReader, type ReadOptions, required } from './customer-field-reader.ts';
import type { CustomerInput } from './customer-input.ts';

/** Everything of a customer that comes from the form. The code may still be missing, the standing too. */
export type CustomerFields = Omit<Customer, 'id' | 'code' | 'standing' | 'createdAt' | 'updatedAt' | 'importBatch'> & {
  code: string | undefined;
  standing: Customer['standing'] | undefined;
};

/** Refusal codes: `customer-required`, `customer-too-long`, `customer-too-many`, `customer-email`, `customer-kind-mismatch`, and those of document and telephone. */
export function readCustomerInput(input: CustomerInput, options: ReadOptions = {}): Result<CustomerFields> {
  const read = new FieldReader(options);
  const code = read.line('code', input.code, ['Código', CUSTOMER_LIMITS.code]);
  const name = read.line('name', input.name, ['Nome', CUSTOMER_LIMITS.name]);
  if (!name)
    read.refusals.push(required('name', 'Falta o nome do cliente.', 'Pergunte o nome completo ou a razão social.'));
  const optional = {
    ...read.document(input.document, input.kind),
    company: read.line('company', input.company, ['Empresa', CUSTOMER_LIMITS.name]),
    tradeName: read.line('tradeName', input.tradeName, ['Nome fantasia', CUSTOMER_LIMITS.name]),
    plan: read.line('plan', input.plan, ['Plano', CUSTOMER_LIMITS.short]),
    product: read.line('product', input.product, ['Produto', CUSTOMER_LIMITS.short]),
    version: read.line('version', input.version, ['Versão', CUSTOMER_LIMITS.short]),
    onCallNote: read.paragraph('onCallNote', input.onCallNote, ['Aviso ao plantão', CUSTOMER_LIMITS.note]),
  };
  const fields: CustomerFields = {
    ...optional,
    code,
    name: name ?? '',
    phones: read.phones('phones', input.phones),
    emails: read.emails('emails', input.emails),
    contacts: read.contacts(input.contacts),
    standing: input.standing,
    notes: read.paragraph('notes', input.notes, ['Observações', CUSTOMER_LIMITS.notes]) ?? '',
  };
  return read.refusals.length > 0 ? { ok: false, refusals: read.refusals } : ok(fields);
}
