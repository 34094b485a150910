import type { AttendanceSummary } from '#shared/contract/views.ts';
import { formatRecent, formatRelative } from '../../../ui/format.ts';

/** Why a call is not on the line now, or where it stands; one line. */
export function callWords(call: AttendanceSummary, now: number): string {
  if (call.status === 'active') return call.stepTitle ? `${call.stepNumber} · ${call.stepTitle}` : '';
  if (call.callbackAt !== null)
    return `retorno combinado para ${formatRecent(call.callbackAt, now)} (${formatRelative(call.callbackAt, now)})`;
  const why = call.parkedBecause ?? 'Estacionada';
  if (call.deadlineAt !== null) return `${why} · passa adiante às ${formatRecent(call.deadlineAt, now)}`;
  return why;
}
