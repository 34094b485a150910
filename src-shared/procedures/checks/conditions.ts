import { blockProblems, cannedTextProblems } from '../../domain/canned-text/problems.ts';
import { cannedShelf } from '../../domain/canned-text/shelf.ts';
import { conditionProblems } from '../../domain/flow/condition.ts';
import { FACT_PATHS, knownPaths } from '../../domain/flow/known-paths.ts';
import { templateProblems } from '../../domain/flow/template.ts';
import { ADMISSION_PATHS } from '../admission.ts';
import type { Path, Problem } from '../problem.ts';
import type { Condition } from '../schema/condition.ts';
import type { Flow, Step } from '../schema/flow.ts';
import type { Pack } from '../schema/pack.ts';

type Names = ReadonlyMap<string, string>;

/** Conditions use known operators and paths, templates known paths. */
export function conditionChecks(pack: Pack): Problem[] {
  const shelf = cannedShelf({ pack: pack.cannedTexts });
  return [
    ...pack.boards.flatMap(({ admission }, i) =>
      admission.flatMap(({ when }, j) => condition(when, ADMISSION_PATHS, ['boards', i, 'admission', j, 'when'])),
    ),
    ...pack.cannedTexts.flatMap((text, i) =>
      [...cannedTextProblems(text, FACT_PATHS), ...blockProblems(text, shelf)].map((message) =>
        template(message, ['cannedTexts', i, 'body']),
      ),
    ),
    ...pack.flows.flatMap((flow, i) => flowConditions(flow, ['flows', i])),
  ];
}

function flowConditions(flow: Flow, path: Path): Problem[] {
  const names = knownPaths(flow);
  return flow.steps.flatMap((step, i) => stepConditions(step, names, [...path, 'steps', i]));
}

function stepConditions(step: Step, names: Names, path: Path): Problem[] {
  return [
    ...step.scripts.flatMap(({ when, text }, i) => [
      ...condition(when, names, [...path, 'scripts', i, 'when']),
      ...templateProblems(text, names).map((message) => template(message, [...path, 'scripts', i, 'text'])),
    ]),
    ...step.fields.flatMap(({ when, required, derive }, i) => [
      ...condition(when, names, [...path, 'fields', i, 'when']),
      ...condition(required, names, [...path, 'fields', i, 'required']),
      ...condition(derive, names, [...path, 'fields', i, 'derive']),
    ]),
    ...step.exits.flatMap(({ when, effects }, i) => [
      ...condition(when, names, [...path, 'exits', i, 'when']),
      ...effects.flatMap((effect, j) =>
        effect.kind === 'transfer' ? condition(effect.queue, names, [...path, 'exits', i, 'effects', j, 'queue']) : [],
      ),
    ]),
  ];
}

function condition(rule: Condition | undefined, names: Names, path: Path): Problem[] {
  if (rule === undefined) return [];
  const way = 'Corrija a condição; ela é JSON Logic, como {"==": [{"var": "customer.kind"}, "pj"]}.';
  return conditionProblems(rule, names).map((message) => ({ code: 'pack-condition', path, message, way }));
}

function template(message: string, path: Path): Problem {
  return { code: 'pack-template', path, message, way: 'Corrija o que está entre chaves.' };
}
