import { parseHlc } from '../../clock/hlc.ts';
import type { Refusal } from '../../refusal.ts';
import type { Entry, EntryKind } from '../entry.ts';
import type { Folded } from '../fold.ts';
import { stationActor } from '../station-actor.ts';
import type { AdmitContext } from './context.ts';
import { crafted, found } from './crafted.ts';

/** That the entry comes from where it says, from whom it says, and stands after all that its author knew. */
export function envelopeRefusals(head: Folded | null, entry: Entry, context: AdmitContext): Refusal[] {
  return found(
    stationRefusal(entry, context),
    ticketRefusal(head, entry),
    stampRefusal(entry),
    visibilityRefusal(entry),
    actorRefusal(entry, context),
  );
}

function stationRefusal({ station }: Entry, { stationNumbers }: AdmitContext): Refusal | null {
  return stationNumbers.includes(station)
    ? null
    : crafted('station-foreign', 'O registro diz vir de outra estação.', 'station');
}

function ticketRefusal(head: Folded | null, { ticketId }: Entry): Refusal | null {
  return head && head.ticket.id !== ticketId
    ? crafted('ticket-foreign', 'O registro é de outro chamado.', 'ticketId')
    : null;
}

function stampRefusal({ hlc, base, station }: Entry): Refusal | null {
  const stamps = Object.values(base);
  if (!parseHlc(hlc) || !stamps.every(parseHlc) || !Object.keys(base).every((number) => /^\d{1,4}$/.test(number)))
    return crafted('stamp-malformed', 'O registro traz um carimbo de ordem que não se lê.', 'hlc');
  return stamps.every((known) => known < hlc) && (base[station] ?? '') < hlc
    ? null
    : crafted('stamp-order', 'O registro diz vir antes do que o seu autor já tinha visto.', 'hlc');
}

const MAY_BE_PUBLIC: readonly EntryKind[] = ['reported', 'closed'];

function visibilityRefusal({ kind, visibility }: Entry): Refusal | null {
  return visibility === 'private' || MAY_BE_PUBLIC.includes(kind)
    ? null
    : crafted('visibility-wrong', 'Este registro é interno e não pode ir ao cliente.', 'visibility');
}

/** What a station does by itself: the automatic exit of a time box and what that exit does (S5.7), the end of a suspension (S1.8). */
const BY_ITSELF: readonly EntryKind[] = [
  'step-left',
  'transferred',
  'parked',
  'forwarded',
  'help-asked',
  'closed',
  'suspension-ended',
];

function actorRefusal(entry: Entry, { actor }: AdmitContext): Refusal | null {
  const itself = stationActor(entry.station);
  const automatic =
    (entry.kind === 'step-left' && entry.data.how === 'automatic') ||
    (entry.kind === 'suspension-ended' && entry.data.how === 'due');
  if (entry.actor.id === itself.id) {
    if (
      entry.actor.role !== itself.role ||
      !BY_ITSELF.includes(entry.kind) ||
      ((entry.kind === 'step-left' || entry.kind === 'suspension-ended') && !automatic)
    )
      return crafted('actor-not-allowed', 'Uma estação não faz isto sozinha.', 'actor');
    return null;
  }
  if (automatic) return crafted('actor-not-allowed', 'Isto só a própria estação faz, quando chega a hora.', 'actor');
  if (!actor || actor.id !== entry.actor.id)
    return {
      code: 'actor-unknown',
      rule: 'B3',
      field: 'actor',
      message: `${entry.actor.name || 'Quem escreveu'} não é conhecido na central.`,
      way: 'Peça à administração que cadastre a pessoa, e reenvie.',
    };
  if (!actor.active)
    return {
      code: 'actor-inactive',
      rule: 'B3',
      field: 'actor',
      message: `${entry.actor.name} não podia mais entrar quando isto foi escrito.`,
      way: 'Quem pode entrar escreve de novo o que for preciso.',
    };
  if (entry.actor.role !== actor.role && !actor.formerRoles?.includes(entry.actor.role))
    return {
      code: 'actor-role',
      rule: 'B3',
      field: 'actor.role',
      message: `${entry.actor.name} escreveu com uma função que não é a sua.`,
      way: 'Saia e entre de novo na estação, e escreva de novo o que for preciso.',
    };
  return null;
}
