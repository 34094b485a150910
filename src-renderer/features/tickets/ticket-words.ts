import type { TicketStatus } from '#shared/domain/ticket/ticket.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { Tone } from '../../ui/status-pill.tsx';

interface StatusWords {
  label: string;
  /** In the address of the list. */
  slug: string;
  tone: Tone;
}

/** How a ticket's status is said, shown and written in an address. */
export const STATUS_WORDS: Record<TicketStatus, StatusWords> = {
  open: { label: 'Aberto', slug: 'aberto', tone: 'info' },
  'in-progress': { label: 'Em atendimento', slug: 'em-atendimento', tone: 'accent' },
  waiting: { label: 'Aguardando', slug: 'aguardando', tone: 'warning' },
  closed: { label: 'Encerrado', slug: 'encerrado', tone: 'neutral' },
};

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
