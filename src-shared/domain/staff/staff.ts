import { z } from 'zod';

/** Somebody who works at the desk. The password's hash is kept apart, in the station's own credentials. */
export const staffSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  /** Role of the pack. */
  role: z.string().min(1),
  active: z.boolean(),
  /** Unit of the organisation; absent at a station that has no centre. */
  unitId: z.string().min(1).max(64).optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Staff = z.infer<typeof staffSchema>;

/** Least length of an offline password: the station's lock-out delays do the rest. */
export const MIN_PASSWORD_LENGTH = 8;
