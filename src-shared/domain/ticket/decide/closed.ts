import type { Refusal } from '../../refusal.ts';

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
