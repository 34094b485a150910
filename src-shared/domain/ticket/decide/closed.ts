import type { Refusal } from '../../refusal.ts';
import type { Ticket } from '../ticket.ts';

/** A closed ticket takes reports only. */
export const CLOSED: Refusal = {
  code: 'ticket-closed',
  message: 'Este chamado já está encerrado.',
  way: 'Abra o chamado e acrescente um relato, ou registre uma nova ligação.',
};

export const NOT_IN_ATTENDANCE: Refusal = {
  code: 'no-attendance',
  message: 'Este chamado não tem um atendimento em andamento.',
  way: 'Abra o chamado para ver o que foi registrado.',
};

export function closedRefusal(ticket: Pick<Ticket, 'status'>): Refusal | null {
  return ticket.status === 'closed' ? CLOSED : null;
}

/** Why nothing of the walk can change any more. */
export function attendanceRefusal(ticket: Pick<Ticket, 'status' | 'attendance'>): Refusal | null {
  if (ticket.status === 'closed') return CLOSED;
  return !ticket.attendance || ticket.attendance.status === 'ended' ? NOT_IN_ATTENDANCE : null;
}
