import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Result } from '../domain/refusal.ts';
import { jsonValueSchema } from '../procedures/schema/condition.ts';
import type { AttendanceSummary, AttendanceView, OpenedCall } from './views.ts';

const ticketId = z.uuid();
const text = z.string().max(200_000, 'Texto longo demais: use até 200 mil caracteres.');

/** What the screen holds of a step when something is done with it: always saved along, so nothing typed is left behind. */
export const stepDraftSchema = z.object({
  stepId: z.string(),
  answers: z.record(z.string(), jsonValueSchema),
  notes: text.nullable(),
});
export type StepDraft = z.infer<typeof stepDraftSchema>;

/** `draft` saves what is typed in the present step with the same commit. */
const onStep = z.object({ ticketId, draft: stepDraftSchema.nullable() });

export const attendanceContract = {
  /** Live: mine that are not over, active first. */
  watch: oc.output(eventIterator(type<AttendanceSummary[]>())),
  /** Live: one attendance with its customer and surroundings; `null` when there is none. */
  view: oc.input(z.object({ ticketId })).output(eventIterator(type<AttendanceView | null>())),
  /** "Nova ligação": ticket and protocol at once (S4.2, B5); whatever was active is parked. `looseCallId` records a call noted before. */
  open: oc.input(z.object({ looseCallId: z.uuid().nullable() })).output(type<Result<OpenedCall>>()),
  /** A call that only adds to an open ticket (S4.3): new ticket, link, note in both, closed with the pack's article. */
  openComplementary: oc
    .input(
      z.object({
        ticketId,
        note: text.min(1, 'Escreva o que o cliente acrescentou.'),
        /** The call being attended becomes the complementary one instead of a new ticket. */
        fromTicketId: ticketId.nullable(),
      }),
    )
    .output(type<Result<OpenedCall>>()),
  identify: oc.input(z.object({ ticketId, customerId: z.string() })).output(type<Result<null>>()),
  /** Saves answers and notes of any step of the walk, also one already left. */
  save: oc.input(z.object({ ticketId, draft: stepDraftSchema })).output(type<Result<null>>()),
  exit: oc.input(onStep.extend({ exitId: z.string() })).output(type<Result<{ stepId: string | null }>>()),
  skip: oc
    .input(onStep.extend({ reasonId: z.string(), text: z.string().max(500) }))
    .output(type<Result<{ stepId: string | null }>>()),
  back: oc.input(onStep).output(type<Result<{ stepId: string | null }>>()),
  park: oc.input(onStep.extend({ reason: z.string().max(200) })).output(type<Result<null>>()),
  resume: oc.input(z.object({ ticketId })).output(type<Result<null>>()),
};
