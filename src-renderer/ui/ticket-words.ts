import type { AttendanceStatus, TicketStatus } from '#shared/domain/ticket/ticket.ts';
import type { Tone } from './status-pill.tsx';

/** How the status of a ticket is called and toned, everywhere. */
export const TICKET_STATUS_WORDS: Record<TicketStatus, { label: string; tone: Tone }> = {
  open: { label: 'Aberto', tone: 'info' },
  'in-progress': { label: 'Em atendimento', tone: 'accent' },
  waiting: { label: 'Aguardando', tone: 'warning' },
  closed: { label: 'Encerrado', tone: 'neutral' },
};

export const ATTENDANCE_STATUS_WORDS: Record<AttendanceStatus, string> = {
  active: 'na linha',
  parked: 'estacionada',
  ended: 'terminada',
};
