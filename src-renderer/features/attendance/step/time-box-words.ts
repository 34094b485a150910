import type { TimeBoxStatus } from '#shared/domain/flow/time-box.ts';
import type { Step } from '#shared/procedures/schema/flow.ts';
import { formatDuration, formatRecent } from '../../../ui/format.ts';

/** The time box in one line: how much is left, and what happens by itself at its end. */
export function timeBoxWords(step: Step, status: TimeBoxStatus, leadsTo: string | null): string {
  const { timeBox, milliseconds, dueAt } = status;
  const limit = timeBox.limitMinutes * 60_000;
  if (timeBox.automaticExit && dueAt) {
    const target = leadsTo ? `passa para ${leadsTo}` : 'passa adiante';
    const left = Math.max(0, limit - milliseconds);
    return `${target} sozinho em ${formatRecent(dueAt)} (faltam ${formatDuration(left)})`;
  }
  const of = formatDuration(limit);
  if (milliseconds >= limit) return `passou de ${of} em ${step.title}`;
  return `${formatDuration(milliseconds)} de ${of}`;
}
