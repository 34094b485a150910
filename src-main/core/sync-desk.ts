import type { EnrolInput, QueueView, SyncView, Unit } from '#shared/contract/sync.ts';
import type { EntryDelivery, TicketRow } from '#shared/contract/views.ts';
import { type Refusal, type Result, refuse } from '#shared/domain/refusal.ts';
import type { Person } from '#shared/domain/ticket/entry.ts';

/**
 * What the router asks of whoever agrees with the centre. Changes of `view`, `queue` and `deliveryOf` are told to the feed
 * under the topic `sync` (and `deliveryOf` by its ticket too).
 */
export interface SyncDesk {
  view(): SyncView;
  queue(): Promise<QueueView> | QueueView;
  /** Of the entries of a ticket that are not on the centre. */
  deliveryOf(ticketId: string): Record<string, EntryDelivery>;
  retryNow(): Result<null>;
  resend(ids: readonly string[]): Promise<Result<null>>;
  correct(actor: Person, input: { id: string; text: string; visibility: 'public' | 'private' }): Promise<Result<null>>;
  giveUp(actor: Person, id: string): Promise<Result<null>>;
  enrol(input: EnrolInput): Promise<Result<{ organisation: string; unit: Unit; station: number }>>;
  searchCentre(
    actor: Person,
    input: { text: string; limit: number },
  ): Promise<Result<(TicketRow & { here: boolean })[]>>;
  /** Into the feed of whoever asks. */
  bringIn(actor: Person, ticketId: string): Promise<Result<null>>;
}

/** A station that was opened with nothing to reach a centre with: it is alone, and says so. */
export function alone(): SyncDesk {
  const refused = async () => refuse(NO_CENTRE);
  return {
    view: () => ALONE,
    queue: () => ({ items: [], totals: { unsent: 0, later: 0, refused: 0 }, files: 0, parked: 0 }),
    deliveryOf: () => ({}),
    retryNow: () => refuse(NO_CENTRE),
    resend: refused,
    correct: refused,
    giveUp: refused,
    enrol: refused,
    searchCentre: refused,
    bringIn: refused,
  };
}

export const NO_CENTRE: Refusal = {
  code: 'no-centre',
  message: 'Esta estação trabalha sozinha: não está ligada a uma central.',
  way: 'Peça à administração o endereço da central e um código de inscrição, e use Ajustes.',
};

export const NO_ANSWER: Refusal = {
  code: 'centre-unreachable',
  message: 'A central não respondeu.',
  way: 'Confira o endereço e a rede, e tente de novo.',
};

/** How a station stands that was never enrolled. */
export const ALONE: SyncView = {
  state: 'alone',
  address: null,
  organisation: null,
  unit: null,
  units: [],
  stationName: null,
  offlineSince: null,
  dataAsOf: null,
  unsent: 0,
  oldestUnsentAt: null,
  refused: 0,
  skewMs: null,
  first: null,
  nextTryAt: null,
  problem: null,
  leases: {},
};
