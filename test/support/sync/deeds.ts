/** What people do at stations, for tests of several of them. */
import type { Customer } from '#shared/domain/customer/customer.ts';
import type { StationChild } from './station-child.ts';

export const open = (station: StationChild) =>
  station.do<{ ticketId: string; protocol: string }>('attendance', 'open', { looseCallId: null });

export const report = (station: StationChild, ticketId: string, text: string) =>
  station.do('tickets', 'report', { ticketId, text, visibility: 'private' });

/** Of a ticket's entries, in their order. */
export const ids = async (station: StationChild, ticketId: string) =>
  (await station.journal(ticketId)).map(({ id }) => id);

export const customerInput = (name: string) => ({
  kind: 'pj',
  code: '',
  name,
  tradeName: '',
  document: '',
  phones: [],
  email: '',
  notes: '',
});

/** A new customer of that name. */
export const save = (station: StationChild, name: string) =>
  station.do<Customer>('customers', 'save', { id: null, input: customerInput(name) });

export const customer = (station: StationChild, customerId: string) =>
  station.call<(Customer & { notes?: string }) | null>('customers', 'get', { customerId });
