/**
 * The customer ("cliente", "licenciado"): who has demands. Natural or legal person, with a code by which
 * the house knows them, ways to reach them, and what they hired. Imported from CSV and kept by hand (S3.7).
 */
import { z } from 'zod';
import { foldForSearch } from '../text/fold-accents.ts';

/** Lengths in UTF-16 units, so that a form, an import and a reply from the server refuse at the same point. */
export const CUSTOMER_LIMITS = {
  code: 40,
  name: 200,
  short: 120,
  email: 254,
  phone: 60,
  note: 2_000,
  notes: 20_000,
  phones: 20,
  emails: 20,
  contacts: 50,
} as const;

const shortText = z.string().max(CUSTOMER_LIMITS.short);

export const customerPhoneSchema = z.object({
  /** E.164 ("+5511987654321"), or the text as it came when it could not be read. */
  number: z.string().min(1).max(CUSTOMER_LIMITS.phone),
  /** "Celular", "Recepção, ramal 21"; may be empty. */
  label: shortText,
});

export const customerContactSchema = z.object({
  name: z.string().min(1).max(CUSTOMER_LIMITS.name),
  role: shortText.optional(),
  phones: z.array(customerPhoneSchema).max(CUSTOMER_LIMITS.phones),
  emails: z.array(z.email().max(CUSTOMER_LIMITS.email)).max(CUSTOMER_LIMITS.emails),
});

export const standingStatusSchema = z.enum(['em-dia', 'em-debito', 'desconhecida']);

/** Financial standing. Only as good as its date: the screen always shows both (S5.3). */
export const standingSchema = z.object({
  status: standingStatusSchema,
  /** Calendar day of which the status is known, `2026-11-21`. */
  asOf: z.iso.date(),
  /** What is owed, in centavos. */
  amountCents: z.int().nonnegative().optional(),
  note: z.string().max(CUSTOMER_LIMITS.note).optional(),
});

export const personKindSchema = z.enum(['pf', 'pj']);

export const customerSchema = z.object({
  id: z.string().min(1).max(64),
  /** As the house writes it; unique by `customerCodeKey`. */
  code: z.string().min(1).max(CUSTOMER_LIMITS.code),
  /** Full name, or razão social. */
  name: z.string().min(1).max(CUSTOMER_LIMITS.name),
  kind: personKindSchema,
  /** CPF (11 digits) or CNPJ (14 places, letters kept), normalised. Unique. */
  document: z
    .string()
    .regex(/^(?:\d{11}|[0-9A-Z]{12}\d{2})$/)
    .optional(),
  phones: z.array(customerPhoneSchema).max(CUSTOMER_LIMITS.phones),
  emails: z.array(z.email().max(CUSTOMER_LIMITS.email)).max(CUSTOMER_LIMITS.emails),
  contacts: z.array(customerContactSchema).max(CUSTOMER_LIMITS.contacts),
  /** Where a natural person works. */
  company: z.string().max(CUSTOMER_LIMITS.name).optional(),
  /** Nome fantasia of a legal person. */
  tradeName: z.string().max(CUSTOMER_LIMITS.name).optional(),
  plan: shortText.optional(),
  product: shortText.optional(),
  /** Version of the product that the customer runs. */
  version: shortText.optional(),
  standing: standingSchema,
  /** What whoever is on call must know before talking to this customer (S1.15). */
  onCallNote: z.string().max(CUSTOMER_LIMITS.note).optional(),
  notes: z.string().max(CUSTOMER_LIMITS.notes),
  /** Instants, ISO 8601 in UTC. */
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The import that brought this customer in or changed them last. */
  importBatch: z.string().max(64).optional(),
});

export type Customer = z.infer<typeof customerSchema>;
export type CustomerPhone = z.infer<typeof customerPhoneSchema>;
export type CustomerContact = z.infer<typeof customerContactSchema>;
export type Standing = z.infer<typeof standingSchema>;
export type StandingStatus = z.infer<typeof standingStatusSchema>;

/** Enough of a customer to name them in a refusal and open their record. */
export type CustomerRef = Pick<Customer, 'id' | 'code' | 'name'>;

export const STANDING_LABELS: Record<StandingStatus, string> = {
  'em-dia': 'Em dia',
  'em-debito': 'Em débito',
  desconhecida: 'Situação desconhecida',
};

export const KIND_LABELS: Record<Customer['kind'], string> = {
  pf: 'Pessoa física',
  pj: 'Pessoa jurídica',
};

/** The form in which two codes are the same: accents, case and spaces do not count. Leading zeros do. */
export function customerCodeKey(code: string): string {
  return foldForSearch(code);
}
