import { z } from 'zod';

/** Whoever works at the desk, as entries name them. */
export const personSchema = z.strictObject({ id: z.string().min(1), name: z.string(), role: z.string() });
export type Person = z.infer<typeof personSchema>;
