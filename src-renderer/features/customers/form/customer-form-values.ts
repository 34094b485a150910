import type { Customer, StandingStatus } from '#shared/domain/customer/customer.ts';
import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import { readAmountCents } from '#shared/domain/customer/import/cells.ts';
import { formatDocument } from '#shared/domain/document/document-mask.ts';
import { formatPhone } from '#shared/domain/phone/phone.ts';
import type { Refusal } from '#shared/domain/refusal.ts';

export interface PhoneValue {
  number: string;
  label: string;
}

export interface EmailValue {
  address: string;
}

export interface ContactValue {
  name: string;
  role: string;
  phones: PhoneValue[];
  emails: EmailValue[];
}

/** The form as typed; what is empty is an empty text. */
export interface CustomerFormValues {
  code: string;
  name: string;
  kind: 'pf' | 'pj';
  document: string;
  tradeName: string;
  company: string;
  phones: PhoneValue[];
  emails: EmailValue[];
  contacts: ContactValue[];
  plan: string;
  product: string;
  version: string;
  standing: { status: StandingStatus; asOf: string; amount: string; note: string };
  onCallNote: string;
  notes: string;
}

export const BLANK_PHONE: PhoneValue = { number: '', label: '' };
export const BLANK_EMAIL: EmailValue = { address: '' };
export const BLANK_CONTACT: ContactValue = { name: '', role: '', phones: [BLANK_PHONE], emails: [BLANK_EMAIL] };

/** A form with nothing in it, ready to type into. */
export function blankForm(today: string): CustomerFormValues {
  return {
    code: '',
    name: '',
    kind: 'pj',
    document: '',
    tradeName: '',
    company: '',
    phones: [BLANK_PHONE],
    emails: [BLANK_EMAIL],
    contacts: [],
    plan: '',
    product: '',
    version: '',
    standing: { status: 'desconhecida', asOf: today, amount: '', note: '' },
    onCallNote: '',
    notes: '',
  };
}

const cents = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 2 });

/** The form as the record has it. */
export function formOf(customer: Customer): CustomerFormValues {
  const phones = (list: Customer['phones']) =>
    list.map(({ number, label }) => ({ number: formatPhone(number), label }));
  const emails = (list: string[]) => list.map((address) => ({ address }));
  const { standing } = customer;
  return {
    code: customer.code,
    name: customer.name,
    kind: customer.kind,
    document: customer.document ? formatDocument(customer.document) : '',
    tradeName: customer.tradeName ?? '',
    company: customer.company ?? '',
    phones: phones(customer.phones),
    emails: emails(customer.emails),
    contacts: customer.contacts.map((contact) => ({
      name: contact.name,
      role: contact.role ?? '',
      phones: phones(contact.phones),
      emails: emails(contact.emails),
    })),
    plan: customer.plan ?? '',
    product: customer.product ?? '',
    version: customer.version ?? '',
    standing: {
      status: standing.status,
      asOf: standing.asOf,
      amount: standing.amountCents === undefined ? '' : cents.format(standing.amountCents / 100),
      note: standing.note ?? '',
    },
    onCallNote: customer.onCallNote ?? '',
    notes: customer.notes,
  };
}

/** For the station. `kept` gives back the stored form of numbers that were not touched. */
export function inputOf(form: CustomerFormValues, kept?: Customer): CustomerInput {
  const stored = new Map(
    [...(kept?.phones ?? []), ...(kept?.contacts ?? []).flatMap((contact) => contact.phones)].map(({ number }) => [
      formatPhone(number),
      number,
    ]),
  );
  const phones = (list: PhoneValue[]) =>
    list.map(({ number, label }) => ({ number: stored.get(number) ?? number, label }));
  const emails = (list: EmailValue[]) => list.map(({ address }) => address);
  const { status, asOf, amount, note } = form.standing;
  const amountCents = status === 'em-debito' ? readAmountCents(amount) : undefined;
  return {
    code: form.code,
    name: form.name,
    kind: form.kind,
    document: form.document,
    phones: phones(form.phones),
    emails: emails(form.emails),
    contacts: form.contacts.map(({ name, role, ...ways }) => ({
      name,
      role,
      phones: phones(ways.phones),
      emails: emails(ways.emails),
    })),
    plan: form.plan,
    product: form.product,
    version: form.version,
    tradeName: form.tradeName,
    company: form.company,
    standing: {
      status,
      asOf,
      ...(amountCents === undefined ? {} : { amountCents }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    },
    onCallNote: form.onCallNote,
    notes: form.notes,
  };
}

/** What the form itself can tell is wrong before the station is asked: what would not even be understood there. */
export function formProblems({ standing }: CustomerFormValues): Refusal[] {
  const problems: Refusal[] = [];
  if (!/^\d{4}-\d\d-\d\d$/.test(standing.asOf))
    problems.push({
      code: 'standing-without-date',
      rule: 'S5.3',
      field: 'standing.asOf',
      message: 'A situação precisa da data em que foi consultada.',
    });
  if (
    standing.status === 'em-debito' &&
    standing.amount.trim() !== '' &&
    readAmountCents(standing.amount) === undefined
  )
    problems.push({
      code: 'standing-amount',
      rule: 'S5.3',
      field: 'standing.amount',
      message: `“${standing.amount.trim()}” não é um valor em reais.`,
      way: 'Escreva, por exemplo, 1.234,56.',
    });
  return problems;
}

/** Refusals by the names of the form: the station calls an e-mail `emails.0` and the whole form `input`. */
export function byFormField(refusals: readonly Refusal[]): Refusal[] {
  return refusals.map((refusal) => ({
    ...refusal,
    field: refusal.field?.replace(/^input\./, '').replace(/(^|\.)emails\.(\d+)$/, '$1emails.$2.address'),
  }));
}
