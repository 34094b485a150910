import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { Tone } from '../../ui/status-pill.tsx';

const PRIORITY_TONES: Record<number, Tone> = { 1: 'error', 2: 'warning' };

export interface ClassificationWords {
  type: string | null;
  category: string | null;
  priority: string | null;
  priorityTone: Tone;
}

type Classified = { type: string | null; category: string | null; priority: string | null };

/** The classification (S1.2) by the pack's labels; an id that the pack no longer has is shown as it is. */
export function classificationWords(pack: Pack | undefined, ticket: Classified): ClassificationWords {
  const label = (table: readonly { id: string; label: string }[] | undefined, id: string | null) =>
    id === null ? null : (table?.find((one) => one.id === id)?.label ?? id);
  const rank = pack?.priorities.find(({ id }) => id === ticket.priority)?.rank ?? 0;
  return {
    type: label(pack?.ticketTypes, ticket.type),
    category: label(pack?.categories, ticket.category),
    priority: label(pack?.priorities, ticket.priority),
    priorityTone: PRIORITY_TONES[rank] ?? 'neutral',
  };
}

/** Station number as in protocol numbers: `0312`. */
export function stationWords(station: string): string {
  return `estação ${station.padStart(4, '0')}`;
}
