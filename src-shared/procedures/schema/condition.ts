import './jitless.ts';
import { z } from 'zod';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Any JSON value. */
export const jsonValueSchema: z.ZodType<JsonValue> = z.json();

/**
 * A condition of the pack: JSON Logic (https://jsonlogic.com), data and never code. It is evaluated
 * over a `FlowFacts` object (`src-shared/domain/flow/facts.ts`); which operators and paths exist is
 * checked when the pack is validated.
 */
export const conditionSchema = jsonValueSchema;
export type Condition = JsonValue;
