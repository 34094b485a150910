import type { PackSource } from '../../schema/pack.ts';

export const wordRules: PackSource['wordRules'] = [];
