import type { PackSource } from '../../schema/pack.ts';
import { internalExpressions } from './internal.ts';
import { jargon } from './jargon.ts';
import { offences } from './offences.ts';
import { slang } from './slang.ts';

/**
 * S5.4: what must not, or should not, reach the customer. Words that also have an honest use in a support
 * text (cara, massa, parada, sacou, ferro) are left out or stand only as part of an expression.
 */
export const wordRules: PackSource['wordRules'] = [...offences, ...slang, ...jargon, ...internalExpressions];
