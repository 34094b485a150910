/**
 * Registering and editing a customer by hand (S3.7), also in the middle of a call (S5.1). Pure: who already has
 * the code or the document is looked up beforehand, by `customerCodeKey(code)` and `normaliseDocument(document)`.
 */
import { documentName } from '../document/document.ts';
import { ok, type Refusal, type Result } from '../refusal.ts';
import type { Customer, CustomerRef } from './customer.ts';
import type { CustomerInput } from './customer-input.ts';
import { type CustomerFields, readCustomerInput } from './read-customer-input.ts';
import { withoutUndefined } from './without-undefined.ts';

export type CustomerContext = {
  /** Instant, ISO 8601 in UTC. */
  now: string;
  /** Calendar day at the station, `2026-11-21`: the date of a standing that was not stated. */
  today: string;
  /** DDD that completes telephones typed without one. */
  areaCode?: string;
  existing: {
    byCode?: CustomerRef;
    byDocument?: CustomerRef;
  };
};

export type RegisterContext = CustomerContext & {
  id: string;
  /** Code for whoever is registered without one. Absent: a code is required. */
  newCode?: string;
};

const RULE = 'S3.7';

function refuseTaken(fields: CustomerFields, existing: CustomerContext['existing'], self?: string): Refusal[] {
  const refusals: Refusal[] = [];
  const { byCode, byDocument } = existing;
  if (fields.code && byCode && byCode.id !== self) {
    refusals.push({
      code: 'customer-code-taken',
      rule: RULE,
      field: 'code',
      message: `O código ${fields.code} já é de ${byCode.name}.`,
      way: 'Abra o cadastro existente ou use outro código.',
    });
  }
  if (fields.document && byDocument && byDocument.id !== self) {
    refusals.push({
      code: 'customer-document-taken',
      rule: RULE,
      field: 'document',
      message: `Este ${documentName(fields.kind)} já está no cadastro de ${byDocument.name} (código ${byDocument.code}).`,
      way: 'Abra o cadastro existente.',
    });
  }
  return refusals;
}

const CODE_REQUIRED: Refusal = {
  code: 'customer-required',
  rule: RULE,
  field: 'code',
  message: 'Falta o código do cliente.',
  way: 'Informe o código pelo qual a casa conhece o cliente.',
};

/**
 * A new customer, or everything that is wrong with the form at once.
 * Refusal codes: those of `readCustomerInput`, `customer-code-taken`, `customer-document-taken`.
 */
export function decideRegisterCustomer(input: CustomerInput, context: RegisterContext): Result<Customer> {
  const read = readCustomerInput(input, { areaCode: context.areaCode });
  const refusals = read.ok ? refuseTaken(read.value, context.existing) : [...read.refusals];
  const code = read.ok ? (read.value.code ?? context.newCode) : input.code?.trim() || context.newCode;
  if (!code) refusals.push(CODE_REQUIRED);
  if (!read.ok || !code || refusals.length > 0) return { ok: false, refusals };
  return ok(
    withoutUndefined({
      ...read.value,
      id: context.id,
      code,
      standing: read.value.standing ?? { status: 'desconhecida', asOf: context.today },
      createdAt: context.now,
      updatedAt: context.now,
    }),
  );
}

/** The customer after the form was saved; absent fields of the form become empty. Same refusals as registering. */
export function decideEditCustomer(
  current: Customer,
  input: CustomerInput,
  context: CustomerContext,
): Result<Customer> {
  const phones = [...current.phones, ...current.contacts.flatMap((contact) => contact.phones)];
  const read = readCustomerInput(input, {
    areaCode: context.areaCode,
    keepNumbers: new Set(phones.map((phone) => phone.number)),
  });
  const refusals = read.ok ? refuseTaken(read.value, context.existing, current.id) : [...read.refusals];
  const code = input.code?.trim() ? (read.ok ? read.value.code : input.code) : undefined;
  if (!code) refusals.push(CODE_REQUIRED);
  if (!read.ok || !code || refusals.length > 0) return { ok: false, refusals };
  return ok(
    withoutUndefined({
      ...read.value,
      id: current.id,
      code,
      standing: read.value.standing ?? current.standing,
      createdAt: current.createdAt,
      updatedAt: context.now,
      importBatch: current.importBatch,
    }),
  );
}
