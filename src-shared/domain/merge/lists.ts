import type { JsonValue } from '../../procedures/schema/condition.ts';
import { CUSTOMER_LIMITS } from '../customer/customer.ts';
import { foldForSearch } from '../text/fold-accents.ts';
import type { ListRule } from './merge-list.ts';

const textOf = (element: JsonValue, field: string): string | null => {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return null;
  const value = element[field];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Lists of the shared documents whose elements have an identity, by the field that holds them. */
export const LISTS: Readonly<Record<string, ListRule>> = {
  phones: { identity: (phone) => textOf(phone, 'number'), limit: CUSTOMER_LIMITS.phones },
  emails: {
    identity: (email) => (typeof email === 'string' ? email.toLowerCase() : null),
    limit: CUSTOMER_LIMITS.emails,
  },
  contacts: {
    identity: (contact) => {
      const name = textOf(contact, 'name');
      return name === null ? null : foldForSearch(name);
    },
    limit: CUSTOMER_LIMITS.contacts,
  },
  clashes: { identity: (clash) => textOf(clash, 'field'), limit: 100 },
};
