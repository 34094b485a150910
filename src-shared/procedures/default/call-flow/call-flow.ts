import type { PackSource } from '../../schema/pack.ts';
import { analysisStep, solutionStep } from './analysis.ts';
import { closingStep } from './closing.ts';
import { internalSteps } from './internal.ts';
import { occurrenceStep } from './occurrence.ts';
import { openingSteps } from './opening.ts';

/** "Fluxograma Suporte Técnico" (S5), with its numbers and in its order. */
export const callFlow: PackSource['flows'][number] = {
  id: 'atendimento',
  title: 'Fluxograma Suporte Técnico',
  start: 'atender',
  steps: [...openingSteps, occurrenceStep, analysisStep, solutionStep, ...internalSteps, closingStep],
};
