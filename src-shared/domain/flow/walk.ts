import type { JsonValue } from '../../procedures/schema/condition.ts';
import type { Flow } from '../../procedures/schema/flow.ts';
import type { Visit, Walk } from './facts.ts';

/** Leaving a step: what `chooseExit`, `chooseSkip`, `chooseBack` and `takeAutomaticExit` answer. */
export interface Departure {
  how: 'exit' | 'skipped' | 'back' | 'automatic';
  from: string;
  /** The next step, or null: the walk ends. */
  to: string | null;
  /** ISO instant. */
  at: string;
  exitId: string | null;
  skipReason: string | null;
  /** Derived values of the step left, settled now as its answers: field id → value. */
  answers: Record<string, JsonValue>;
}

function visit(stepId: string, enteredAt: string): Visit {
  return { stepId, enteredAt, leftAt: null, how: null, exitId: null, skipReason: null };
}

/** A walk at the first step of its flow. */
export function startWalk(flow: Flow, at: string): Walk {
  return { flowId: flow.id, stepId: flow.start, visits: [visit(flow.start, at)], answers: {}, notes: {} };
}

/** The walk after a move: the present visit is closed, the next one begun, derived answers settled. */
export function applyMove(walk: Walk, move: Departure): Walk {
  const { how, at, exitId, skipReason } = move;
  const visits = walk.visits.map((one) =>
    one.leftAt === null ? { ...one, leftAt: at, how, exitId, skipReason } : one,
  );
  if (move.to !== null) visits.push(visit(move.to, at));
  const answers = { ...walk.answers, [move.from]: { ...walk.answers[move.from], ...move.answers } };
  return { ...walk, stepId: move.to, visits, answers };
}

/** The walk with one answer set; null takes it away. */
export function applyAnswer(walk: Walk, answer: { stepId: string; fieldId: string; value: JsonValue }): Walk {
  const ofStep = { ...walk.answers[answer.stepId], [answer.fieldId]: answer.value };
  return { ...walk, answers: { ...walk.answers, [answer.stepId]: ofStep } };
}

/** The walk with the note of a step replaced (S5.10). */
export function applyNote(walk: Walk, note: { stepId: string; text: string }): Walk {
  return { ...walk, notes: { ...walk.notes, [note.stepId]: note.text } };
}

/** The steps that lead to the present one, oldest first; "voltar" goes to the last of them. */
export function trail(walk: Walk): string[] {
  const path: string[] = [];
  for (const { stepId, how } of walk.visits) {
    if (how === 'back') path.pop();
    else if (how !== null) path.push(stepId);
  }
  return path;
}
