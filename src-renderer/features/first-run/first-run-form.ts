import { type FirstRunInput, firstRunSchema } from '#shared/contract/station.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import { checkWith, refusalsAt } from '../../ui/form/check.ts';
import { NO_PASSWORD, type PasswordPair, passwordPairHolds } from '../../ui/form/password-pair.tsx';

export const FIRST_RUN_STEPS = [
  { id: 'company', title: 'A casa' },
  { id: 'agent', title: 'Você' },
  { id: 'password', title: 'Sua senha' },
  { id: 'start', title: 'Como começar' },
] as const;
export type FirstRunStep = (typeof FIRST_RUN_STEPS)[number]['id'];

/** How the station begins: with the house's own customers, with invented ones to try it out, or with none. */
export type StartWith = 'import' | 'sample' | 'empty';

export interface FirstRunForm extends PasswordPair {
  company: string;
  agentName: string;
  agentRole: string;
  startWith: StartWith;
}

export const BLANK_FORM: FirstRunForm = {
  company: '',
  agentName: '',
  agentRole: '',
  startWith: 'import',
  ...NO_PASSWORD,
};

const FIELDS: Record<FirstRunStep, string[]> = {
  company: ['company'],
  agent: ['agentName', 'agentRole', 'name', 'role'],
  password: ['password'],
  start: [],
};

export function firstRunInput(form: FirstRunForm): FirstRunInput {
  const { company, agentName, agentRole, password, startWith } = form;
  return { company, agentName, agentRole, password, withSampleData: startWith === 'sample' };
}

/** What keeps a step from being left, by the rules that the station itself applies. */
export function problemsOf(step: FirstRunStep, form: FirstRunForm): Refusal[] {
  const problems = refusalsAt(checkWith(firstRunSchema, firstRunInput(form)), ...FIELDS[step]);
  if (step === 'password' && problems.length === 0 && !passwordPairHolds(form))
    problems.push({ code: 'password-differs', field: 'password', message: 'As duas digitações ainda não são iguais.' });
  return problems;
}

/** The step to go back to for what the station refused; `null` when it concerns none. */
export function stepOf(refusals: readonly Refusal[]): FirstRunStep | null {
  const step = FIRST_RUN_STEPS.find(({ id }) => refusalsAt(refusals, ...FIELDS[id]).length > 0);
  return step?.id ?? null;
}
