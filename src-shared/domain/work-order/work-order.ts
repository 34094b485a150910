import { z } from 'zod';

export const WORK_ORDER_STATUS = ['aberta', 'liberada'] as const;

/** A demand on development, released in an executable (S5.9). */
export const workOrderSchema = z.strictObject({
  id: z.uuid(),
  /** The number that the customer is given (S5.11). */
  number: z.string().min(1).max(30),
  title: z.string().min(1).max(200),
  status: z.enum(WORK_ORDER_STATUS),
  /** Executable (version) that holds the fix; empty until released. */
  release: z.string().max(60),
  /** YYYY-MM-DD, or empty when nobody knows. */
  expectedAt: z.union([z.literal(''), z.iso.date()]),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type WorkOrder = z.infer<typeof workOrderSchema>;
