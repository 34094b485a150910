import type { Refusal } from '#shared/domain/refusal.ts';
import type { FirstRunForm } from './first-run-form.ts';

/** What each step of the first run is given. */
export interface StepProps {
  form: FirstRunForm;
  change: (part: Partial<FirstRunForm>) => void;
  /** Those of this step, beside their fields. */
  refusals: readonly Refusal[];
}
