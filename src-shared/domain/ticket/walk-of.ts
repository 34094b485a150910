import type { Walk } from '../flow/facts.ts';
import type { Attendance } from './ticket.ts';

/** The walk through the flow that an attendance is. */
export function walkOf({ flowId, stepId, visits, answers, notes }: Attendance): Walk {
  return { flowId, stepId, visits, answers, notes };
}
