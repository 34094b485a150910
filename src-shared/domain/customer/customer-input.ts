import { z } from 'zod';
import { personKindSchema, standingSchema } from './customer.ts';

const typed = z.string();
const typedPhones = z.array(z.object({ number: typed, label: typed.optional() }));

/** What the form sends: text as typed. Empty and absent mean the same. */
export const customerInputSchema = z.object({
  code: typed.optional(),
  name: typed,
  kind: personKindSchema.optional(),
  document: typed.optional(),
  phones: typedPhones.optional(),
  emails: z.array(typed).optional(),
  contacts: z
    .array(
      z.object({
        name: typed,
        role: typed.optional(),
        phones: typedPhones.optional(),
        emails: z.array(typed).optional(),
      }),
    )
    .optional(),
  company: typed.optional(),
  tradeName: typed.optional(),
  plan: typed.optional(),
  product: typed.optional(),
  version: typed.optional(),
  standing: standingSchema.optional(),
  onCallNote: typed.optional(),
  notes: typed.optional(),
});

export type CustomerInput = z.infer<typeof customerInputSchema>;
