import { isDeepStrictEqual } from 'node:util';
import type { PublicTextCheck } from '#shared/domain/flow/moment.ts';
import type { Refusal } from '#shared/domain/refusal.ts';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { admit } from '#shared/domain/ticket/admit/admit.ts';
import { packVersionFor } from '#shared/domain/ticket/admit/context.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { baseReachesFurther } from '#shared/domain/ticket/known.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import type { PushResult } from '#shared/sync/messages.ts';
import type { Queryable } from '../../postgres/database.ts';
import type { StationAccess } from '../station-access.ts';
import type { TicketState } from './ticket-state.ts';

/** What is known beside the tickets, read once for a push. */
export interface Evidence {
  /** Bodies by id, of entries that the centre has already. */
  present: Map<string, string>;
  /** Tickets whose opening was refused. */
  refusedOpenings: Set<string>;
  /** Latest refused stamps by ticket and station: later entries may build on them. */
  refusedStamps: Map<string, Record<string, string>>;
  actors: Map<string, Actor>;
  packs: Map<number, Pack>;
  inForce: Pack;
  publicText: (pack: Pack) => PublicTextCheck;
  units: string[];
  /** Stations bring back what a restored backup does not have, also of other stations. */
  recovering: boolean;
}

export interface Actor {
  staff: Staff;
  deactivatedAt: Date | null;
  formerRoles: string[];
  /** Signed in at this very station, at some time. */
  signedInHere: boolean;
}

interface Judging {
  tx: Queryable;
  station: StationAccess;
  evidence: Evidence;
  /** `undefined`: there is no such ticket. */
  ticket: TicketState | undefined;
}

/** `null`: it is taken in. Asks the same rules as the station did, over the head that the author had before them. */
export async function judge(entry: Entry, { tx, station, evidence, ticket }: Judging): Promise<PushResult | null> {
  const { id } = entry;
  const refused = (...refusals: Refusal[]): PushResult => ({ id, outcome: 'refused', refusals });
  const present = evidence.present.get(id);
  if (present !== undefined)
    return isDeepStrictEqual(JSON.parse(present), entry)
      ? { id, outcome: 'accepted' }
      : refused({ code: 'id-taken', message: 'Outro registro já tem este identificador.' });
  if (!ticket?.folded && entry.kind !== 'call-opened')
    return evidence.refusedOpenings.has(entry.ticketId) ? refused(OPENING_REFUSED) : { id, outcome: 'later' };
  if (!ticket) throw new Error('the ticket of an opening was not made');
  const own = station.numbers.includes(entry.station);
  if (!own && !evidence.recovering) return refused(FOREIGN_STATION);
  if (evidence.recovering && waitsForOthers(entry, evidence, ticket)) return { id, outcome: 'later' };
  if (ticket.folded && !(await mayWrite(entry, { tx, station, ticket }))) return refused(TICKET_OUT_OF_REACH);
  // It was admitted once already, when its own station sent it.
  if (!own) return null;
  const refusals = await againstRules(entry, { tx, station, evidence, ticket });
  return refusals.length > 0 ? refused(...refusals) : null;
}

async function againstRules(
  entry: Entry,
  { tx, station, evidence, ticket }: Judging & { ticket: TicketState },
): Promise<Refusal[]> {
  const actor = evidence.actors.get(entry.actor.id);
  const byItself = entry.actor.id === stationActor(entry.station).id;
  if (!byItself && actor && !actor.signedInHere && !evidence.recovering) return [NOT_SIGNED_IN];
  const head = await ticket.headAtBase(tx, entry);
  const version = packVersionFor(head, entry);
  return admit(head, entry, {
    pack: version === null ? evidence.inForce : (evidence.packs.get(version) ?? null),
    inForce: evidence.inForce,
    actor: actor
      ? {
          id: actor.staff.id,
          role: actor.staff.role,
          active: actor.deactivatedAt === null || entry.at < actor.deactivatedAt.toISOString(),
          formerRoles: actor.formerRoles,
        }
      : null,
    stationNumbers: station.numbers,
    units: evidence.units,
    publicText: evidence.publicText,
  });
}

function waitsForOthers(entry: Entry, evidence: Evidence, ticket: TicketState): boolean {
  const reached = { ...ticket.folded?.known };
  for (const [station, stamp] of Object.entries(evidence.refusedStamps.get(entry.ticketId) ?? {}))
    if (!Object.hasOwn(reached, station) || reached[station]! < stamp) reached[station] = stamp;
  return baseReachesFurther(reached, entry.base);
}

/** Its station holds the ticket, or its author had it before them while it was still theirs. */
async function mayWrite(
  entry: Entry,
  { tx, station, ticket }: Pick<Judging, 'tx' | 'station'> & { ticket: TicketState },
): Promise<boolean> {
  return (
    ticket.scopesBefore.some((scope) => (station.scopes as string[]).includes(scope)) ||
    ticket.isNew ||
    ticket.wasSeenBy(tx, entry)
  );
}

const OPENING_REFUSED: Refusal = {
  code: 'opening-refused',
  message: 'A abertura deste protocolo foi recusada pela central.',
  way: 'Resolva primeiro a recusa da abertura e reenvie.',
};
const FOREIGN_STATION: Refusal = {
  code: 'foreign-station',
  field: 'station',
  message: 'Este registro diz ser de outra estação.',
};
const TICKET_OUT_OF_REACH: Refusal = {
  code: 'ticket-out-of-reach',
  field: 'ticketId',
  message: 'Este protocolo não é desta unidade nem de quem trabalha nesta estação.',
};
const NOT_SIGNED_IN: Refusal = {
  code: 'actor-not-signed-in',
  field: 'actor',
  message: 'Quem escreveu nunca entrou nesta estação com a conta da central.',
  way: 'A pessoa entra nesta estação com a rede ligada; depois, reenvie.',
};
