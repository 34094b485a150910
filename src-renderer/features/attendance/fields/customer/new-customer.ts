import type { CustomerInput } from '#shared/domain/customer/customer-input.ts';
import { detectDocumentKind, isValidDocument } from '#shared/domain/document/document.ts';
import { maskDocument } from '#shared/domain/document/document-mask.ts';

/** The form as typed. */
export interface NewCustomer {
  code: string;
  name: string;
  kind: 'pf' | 'pj';
  document: string;
  phone: string;
  email: string;
  company: string;
}

/** What was being searched for is what is about to be registered. */
export function newCustomerFrom(searched: string): NewCustomer {
  const blank: NewCustomer = { code: '', name: '', kind: 'pf', document: '', phone: '', email: '', company: '' };
  const text = searched.trim();
  const kind = detectDocumentKind(text);
  if (kind && isValidDocument(text)) return { ...blank, kind, document: maskDocument(text, kind) };
  if (text.includes('@')) return { ...blank, email: text };
  const digits = text.replaceAll(/\D/g, '');
  if (/\p{L}/u.test(text)) return { ...blank, name: text };
  if (digits.length >= 10) return { ...blank, phone: text };
  return { ...blank, code: text };
}

export function customerInput({ code, name, kind, document, phone, email, company }: NewCustomer): CustomerInput {
  return {
    code,
    name,
    kind,
    document,
    phones: phone.trim() === '' ? [] : [{ number: phone }],
    emails: email.trim() === '' ? [] : [email],
    ...(kind === 'pf' ? { company } : { tradeName: company }),
  };
}

/** The field of the form that a refusal stands beside; '' when it is about the whole. */
export function formField(refused: string | undefined): keyof NewCustomer | '' {
  const first = (refused ?? '').split('.')[0];
  if (first === 'phones') return 'phone';
  if (first === 'emails') return 'email';
  if (first === 'tradeName') return 'company';
  const known: readonly string[] = ['code', 'name', 'kind', 'document', 'company'];
  return known.includes(first ?? '') ? (first as keyof NewCustomer) : '';
}
