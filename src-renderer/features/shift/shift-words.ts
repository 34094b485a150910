import type { ClosedShift, ShiftView } from '#shared/contract/views.ts';
import type { LooseCall } from '#shared/domain/shift/shift.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatCounted, formatDate, formatDuration, formatTime } from '../../ui/format.ts';

export function callsWords(count: number): string {
  return formatCounted(count, 'ligação', 'ligações');
}

/** `15 ligações · 14 OCs`: the two numbers that must agree (S4.2). */
export function counterWords({ received, recorded }: Pick<ShiftView, 'received' | 'recorded'>): string {
  return `${callsWords(received)} · ${formatCounted(recorded, 'OC', 'OCs')}`;
}

/** What the two numbers mean together, in a sentence. */
export function balanceWords({
  received,
  recorded,
  explained,
  unexplained,
}: {
  received: number;
  recorded: number;
  explained: number;
  unexplained: number;
}): string {
  if (unexplained > 0)
    return unexplained === 1
      ? '1 ligação recebida ainda não tem OC nem explicação.'
      : `${unexplained} ligações recebidas ainda não têm OC nem explicação.`;
  if (received === 0) return 'Nenhuma ligação recebida neste turno ainda.';
  if (received === recorded) return 'Cada ligação recebida tem a sua OC.';
  return `Cada ligação tem a sua OC ou está explicada (${explained}).`;
}

/** How a loose call was settled, or `null` while it is not. */
export function settledWords(
  call: LooseCall,
  { pack, protocolOf }: { pack: Pack | undefined; protocolOf: (ticketId: string) => string | undefined },
): string | null {
  if (call.ticketId !== null) {
    const protocol = protocolOf(call.ticketId);
    return protocol ? `OC ${protocol}` : 'OC registrada';
  }
  if (!call.explanation) return null;
  const { reasonId, text } = call.explanation;
  const reason = pack?.callExplanations.find(({ id }) => id === reasonId)?.label ?? reasonId;
  return text ? `${reason}: ${text}` : reason;
}

export function sourceWords({ source }: Pick<LooseCall, 'source'>): string {
  return source === 'noted' ? 'Anotada sem registro' : 'Só no contador do telefone';
}

/** `21/11/2026, das 08:02 às 17:40 (9 h 38)`. */
export function shiftSpan({ shift }: Pick<ClosedShift, 'shift'>): string {
  const day = formatDate(shift.openedAt);
  if (shift.closedAt === null) return `${day}, desde as ${formatTime(shift.openedAt)}`;
  const length = Date.parse(shift.closedAt) - Date.parse(shift.openedAt);
  return `${day}, das ${formatTime(shift.openedAt)} às ${formatTime(shift.closedAt)} (${formatDuration(length)})`;
}

/** The telephone's count as typed: `null` for none, `undefined` for what is no count. */
export function readPhoneCount(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  if (!/^\d{1,5}$/.test(text)) return undefined;
  const count = Number(text);
  return count <= 10_000 ? count : undefined;
}
