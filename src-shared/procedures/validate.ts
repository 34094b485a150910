import { ok, type Result, refuse } from '../domain/refusal.ts';
import { calendarChecks } from './checks/calendars.ts';
import { conditionChecks } from './checks/conditions.ts';
import { fieldChecks } from './checks/fields.ts';
import { graphChecks } from './checks/graph.ts';
import { idChecks } from './checks/ids.ts';
import { referenceChecks } from './checks/references.ts';
import { serviceChecks } from './checks/service.ts';
import { slaChecks } from './checks/sla.ts';
import { timeChecks } from './checks/times.ts';
import { type Check, refusalsOf } from './problem.ts';
import { readJson, sizeFault } from './read-json.ts';
import { type Pack, packSchema } from './schema/pack.ts';
import { zodProblems } from './zod-problems.ts';

const CHECKS: readonly Check[] = [
  idChecks,
  referenceChecks,
  graphChecks,
  fieldChecks,
  timeChecks,
  conditionChecks,
  serviceChecks,
  calendarChecks,
  slaChecks,
];

/**
 * A procedure pack from a file's text or from a parsed value. Refuses with every problem found, each naming
 * its place and what to do; a pack that passes can be walked to its end whatever is answered. Never throws.
 * Shape comes first: meaning is only looked at in a pack whose shape is right.
 */
export function readPack(source: unknown): Result<Pack> {
  const read = typeof source === 'string' ? readJson(source) : ok(source);
  if (!read.ok) return read;
  const fault = sizeFault(read.value);
  if (fault) return refuse(fault);
  const parsed = packSchema.safeParse(read.value, { reportInput: true });
  const problems = parsed.success ? CHECKS.flatMap((check) => check(parsed.data)) : zodProblems(parsed.error);
  const [first, ...others] = refusalsOf(problems, read.value);
  if (first) return refuse(first, ...others);
  // Without problems the shape was right.
  return parsed.success
    ? ok(parsed.data)
    : refuse({ code: 'pack-shape', message: 'O pacote não tem a forma esperada.' });
}
