import './jitless.ts';
import { z } from 'zod';
import { slugSchema } from './flow.ts';

export const categorySchema = z.strictObject({
  id: slugSchema,
  label: z.string().min(1),
  /** S2.6: the support does not do it; the script declines and names the addressee. */
  outOfScope: z.strictObject({ script: z.string().min(1), addressee: z.string().min(1) }).optional(),
  /** S2.5: what to ask so that the first answer can already solve it. */
  checklist: z.array(z.string().min(1)).default([]),
  articles: z.array(z.int().positive()).default([]),
});
export type Category = z.infer<typeof categorySchema>;
