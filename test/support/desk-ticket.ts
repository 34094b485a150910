/** Tickets at a desk, past their call: as short a way there as there is. */
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { openCall } from './call.ts';
import { done, now, type StationUnderTest } from './station-client.ts';

export interface DeskTicket {
  ticketId: string;
  protocol: string;
  ticket(): Promise<Ticket>;
  kinds(): Promise<string[]>;
}

/** Opened, classified by hand, and its call put aside. */
export async function deskTicket(station: Pick<StationUnderTest, 'client'>, type = 'incidente'): Promise<DeskTicket> {
  const { client } = station;
  const { ticketId, protocol } = await openCall(client);
  const impact = { stopsAction: true, hitsDelivery: false };
  await done(client.service.classify({ ticketId, subject: 'Nota', type, category: 'fiscal', impact, reason: '' }));
  await done(client.attendance.park({ ticketId, draft: null, reason: '' }));
  const view = async () => (await now(station.client.tickets.watch({ ticketId })))!;
  return {
    ticketId,
    protocol,
    ticket: async () => (await view()).ticket,
    kinds: async () => (await view()).entries.map(({ kind }) => kind),
  };
}

/** What closes a ticket of type incidente. */
export const incidentClosing = {
  closing: {
    textId: 'encerramento-incidente',
    values: { causa: 'Certificado vencido', solucao: 'Renovado', 'conferido-com': 'Maria Souza' },
    text: 'Prezado(a) cliente, o incidente foi solucionado. O que ocorreu: Certificado vencido',
  },
  article: null,
};
