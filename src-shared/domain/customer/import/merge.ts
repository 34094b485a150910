import { cleanLine } from '../../text/clean.ts';
import { foldForSearch } from '../../text/fold-accents.ts';
import { CUSTOMER_LIMITS, type Customer } from '../customer.ts';
import { withoutUndefined } from '../without-undefined.ts';
import type { CustomerDraft } from './map-row.ts';

export type ImportStamp = {
  /** Instant, ISO 8601 in UTC. */
  now: string;
  importBatch: string;
};

/** A customer that the file brings for the first time. */
export function customerFromDraft(draft: CustomerDraft, stamp: ImportStamp & { id: string; today: string }): Customer {
  const { kindIsKnown: _, ...fields } = draft;
  return {
    ...fields,
    id: stamp.id,
    standing: draft.standing ?? { status: 'desconhecida', asOf: stamp.today },
    createdAt: stamp.now,
    updatedAt: stamp.now,
    importBatch: stamp.importBatch,
  };
}

function union<T>(own: readonly T[], brought: readonly T[], [key, limit]: [(value: T) => string, number]): T[] {
  const known = new Set(own.map(key));
  return [...own, ...brought.filter((value) => !known.has(key(value)))].slice(0, Math.max(limit, own.length));
}

function mergeNotes(own: string, brought: string): string {
  const missing = brought.split('\n').filter((line) => !own.includes(line));
  const merged = [own, ...missing].filter((part) => part !== '').join('\n');
  return merged.length <= CUSTOMER_LIMITS.notes ? merged : own;
}

/**
 * A customer on record after the file said something about them. What the file says replaces; what it does not
 * say stays. Telephones, e-mails, contacts and notes only grow: agents added some by hand, and the file does not
 * know them. A standing older than the one on record changes nothing.
 */
export function mergeDraft(current: Customer, draft: CustomerDraft, stamp: ImportStamp): Customer {
  const { kindIsKnown, phones, emails, contacts, notes, standing, kind, code: _, ...fields } = draft;
  return withoutUndefined({
    ...current,
    ...fields,
    kind: kindIsKnown ? kind : current.kind,
    phones: union(current.phones, phones, [(phone) => phone.number, CUSTOMER_LIMITS.phones]),
    emails: union(current.emails, emails, [(email) => email, CUSTOMER_LIMITS.emails]),
    contacts: union(current.contacts, contacts, [
      (contact) => foldForSearch(cleanLine(contact.name)),
      CUSTOMER_LIMITS.contacts,
    ]),
    notes: mergeNotes(current.notes, notes),
    standing: standing && standing.asOf >= current.standing.asOf ? standing : current.standing,
    updatedAt: stamp.now,
    importBatch: stamp.importBatch,
  });
}
