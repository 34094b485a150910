import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Refusal, Result } from '../domain/refusal.ts';
import type { TicketRow } from './views.ts';

/*
 * What the screens know of the agreement with the central server. Nothing here waits for the network: it tells how things
 * stand, and commands answer as soon as the station has taken note.
 */

/**
 * `alone`: never enrolled, works by itself · `connecting`: no contact yet since the start or since enrolment ·
 * `online` · `offline` · `revoked`: the centre cut this station off.
 */
export const SYNC_STATES = ['alone', 'connecting', 'online', 'offline', 'revoked'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

/** A part of the organisation: matriz, filial … */
export interface Unit {
  id: string;
  name: string;
}

/** A skew beyond this is shown (DESIGN.md, "Data"). */
export const SKEW_SHOWN_MS = 2 * 60_000;

/** How the station stands with the centre; answered before sign-in too, so it names no customer. Instants are ISO. */
export interface SyncView {
  state: SyncState;
  /** Origin of the centre, as enrolled; `null`: alone. */
  address: string | null;
  organisation: string | null;
  /** Of this station. */
  unit: Unit | null;
  /** Every unit of the organisation that is known here, this one included. */
  units: Unit[];
  /** What people call this workstation. */
  stationName: string | null;
  /** Since when there is no contact; `null` while there is, and before the first one. */
  offlineSince: string | null;
  /** Everything that the centre had until then is here; `null`: never yet. */
  dataAsOf: string | null;
  /** Written here and not on the centre yet, those that wait for another entry and files on their way included. */
  unsent: number;
  oldestUnsentAt: string | null;
  /** Refused by the centre and not yet dealt with, files included. */
  refused: number;
  /** Wall clock of the station less that of the centre, milliseconds; `null`: not measured. */
  skewMs: number | null;
  /** First synchronisation, in rows of all scopes together; `null` once it is over. `total` 0: not known yet. */
  first: { done: number; total: number } | null;
  /** When the next try to connect begins; `null` when none is waiting. */
  nextTryAt: string | null;
  /** What keeps it from agreeing with the centre, where a person can do something about it. */
  problem: Refusal | null;
  /** Until when people may sign in here with no network, by agent's id; who is not in it has no such limit. */
  leases: Record<string, string>;
}

export const QUEUE_STATES = ['refused', 'later', 'unsent'] as const;
/** `unsent`: waits its turn · `later`: waits for an earlier entry of its ticket · `refused`: the centre does not take it. */
export type QueueState = (typeof QUEUE_STATES)[number];

/** Something written here that is not on the centre. */
export interface QueueItem {
  /** Entry's id, `collection/id` of a document, or `file/sha256`. */
  id: string;
  state: QueueState;
  /** What it is, in a few words: "Relato ao cliente", "Cliente". */
  title: string;
  /** Its first words; may be empty. */
  text: string;
  who: string;
  /** ISO instant at which it was written. */
  at: string;
  ticketId: string | null;
  protocol: string | null;
  customerName: string;
  /** Why it was refused; empty otherwise. */
  refusals: Refusal[];
  /** ISO instant of the refusal or of the last try; `null`: not tried yet. */
  triedAt: string | null;
  /** The whole text, where a text written anew can take its place (a report). */
  correctable: { text: string; visibility: 'public' | 'private' } | null;
  /** The whole text of what was refused in a ticket that is not at this station any more: to be copied, or given up. */
  kept: string | null;
  /** Of a file, in bytes that the centre has; `null` for what goes at once. */
  progress: { done: number; total: number } | null;
}

export interface QueueView {
  /** Refused ones first, then those that wait, then unsent ones and then files, each oldest first; at most `QUEUE_ROWS`. */
  items: QueueItem[];
  /** Altogether, by state; of files only those that are refused. */
  totals: Record<QueueState, number>;
  /** Files on their way to the centre. */
  files: number;
  /** What came from the centre and could not be taken in here: this version does not know it. Tried again at each contact. */
  parked: number;
}
export const QUEUE_ROWS = 500;

export const enrolSchema = z.object({
  /** Origin of the centre; see `centreAddress`. */
  address: z.string().trim().min(1, 'Informe o endereço da central.').max(300),
  code: z.string().trim().min(1, 'Informe o código de inscrição.').max(40),
  stationName: z.string().trim().min(1, 'Dê um nome a esta estação.').max(80, 'Use até 80 caracteres.'),
});
export type EnrolInput = z.infer<typeof enrolSchema>;

const itemId = z.string().min(1).max(120);

export const syncContract = {
  /** Live. Before sign-in too. */
  watch: oc.output(eventIterator(type<SyncView>())),
  /** Live: all that is not on the centre, with its reasons. */
  queue: oc.output(eventIterator(type<QueueView>())),
  /** Tries now instead of at the next try. */
  retryNow: oc.output(type<Result<null>>()),
  /** Sends refused items as they are once more; those of tickets that are not here any more stay as they are. */
  resend: oc.input(z.object({ ids: z.array(itemId).min(1).max(QUEUE_ROWS) })).output(type<Result<null>>()),
  /** A report written anew takes the place of the refused one, which stays in the history as refused. */
  correct: oc
    .input(z.object({ id: itemId, text: z.string().max(200_000), visibility: z.enum(['public', 'private']) }))
    .output(type<Result<null>>()),
  /** Leaves a refused item as it is: it stays in the history as refused, and out of the queue. */
  giveUp: oc.input(z.object({ id: itemId })).output(type<Result<null>>()),
  /**
   * Makes this station one of the organisation's. Before the first run anybody may, afterwards whoever is signed in. Answers
   * when the centre has answered; what is already in the station goes to the centre afterwards.
   */
  enrol: oc.input(enrolSchema).output(type<Result<{ organisation: string; unit: Unit; station: number }>>()),
  /** Tickets that are older than what the station holds, asked of the centre. Refused while offline. */
  searchCentre: oc
    .input(z.object({ text: z.string().trim().min(1).max(200), limit: z.int().min(1).max(50) }))
    .output(type<Result<(TicketRow & { here: boolean })[]>>()),
  /** Brings such a ticket here with its whole journal. */
  bringIn: oc.input(z.object({ ticketId: z.uuid() })).output(type<Result<null>>()),
};
