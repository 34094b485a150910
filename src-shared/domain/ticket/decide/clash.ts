import type { JsonValue } from '../../../procedures/schema/condition.ts';
import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { Entry, EntryData } from '../entry.ts';
import type { Clash, Ticket } from '../ticket.ts';

export interface ClashChoice {
  register: string;
  /** `won`: what the ticket shows stays; `lost`: the other value comes back. */
  keep: 'won' | 'lost';
}

/** Where the ticket stands: decided together, for one without the others makes no sense. */
const STANDING = ['status', 'attendance', 'step'];

const DECIDED: Refusal = {
  code: 'clash-unknown',
  rule: 'B3',
  field: 'register',
  message: 'Não há mais o que decidir aqui: alguém já escolheu um dos valores.',
  way: 'Veja o histórico do chamado.',
};

/** B3: whoever knows both values says which one stays. What loses stays in the history. Also on a closed ticket. */
export function decideClash(ticket: Ticket, choice: ClashChoice): Result<EntryDraft[]> {
  const clash = ticket.clashes.find(({ register }) => register === choice.register);
  if (!clash) return refuse(DECIDED);
  const data = { registers: decidedWith(ticket.clashes, clash), keep: choice.keep };
  return ok([draft(ticket.id, 'clash-decided', { data, patch: clashPatch(ticket, data) })]);
}

/** Why a ticket has nothing of this to decide; `null` when it has. */
export function clashRefusal(ticket: Ticket, { registers }: EntryData<'clash-decided'>): Refusal | null {
  const known = registers.every((register) => ticket.clashes.some((clash) => clash.register === register));
  return known && new Set(registers).size === registers.length ? null : DECIDED;
}

function decidedWith(clashes: readonly Clash[], clash: Clash): string[] {
  if (!STANDING.includes(clash.register)) return [clash.register];
  const { won, lost } = clash;
  return clashes
    .filter(
      (one) => STANDING.includes(one.register) && one.won.entryId === won.entryId && one.lost.entryId === lost.entryId,
    )
    .map(({ register }) => register);
}

/** The chosen values, and whatever else of where the ticket stands has to follow. */
export function clashPatch(ticket: Ticket, { registers, keep }: EntryData<'clash-decided'>): Entry['patch'] {
  const chosen: Record<string, JsonValue> = {};
  for (const { register, won, lost } of ticket.clashes)
    if (registers.includes(register)) chosen[register] = (keep === 'won' ? won : lost).value;
  return { ...chosen, ...following(ticket, chosen) };
}

function following(ticket: Ticket, chosen: Record<string, JsonValue>): Entry['patch'] {
  const { attendance } = ticket;
  if (!attendance || !STANDING.some((register) => register in chosen)) return {};
  const before: Record<string, JsonValue> = {
    status: ticket.status,
    attendance: attendance.status,
    step: attendance.stepId,
  };
  const after = { ...before, ...chosen };
  if (chosen.status === 'closed' || chosen.attendance === 'ended' || ('step' in chosen && chosen.step === null)) {
    Object.assign(after, { attendance: 'ended', step: null });
  } else if ('step' in chosen && after.attendance === 'ended') after.attendance = 'parked';
  if (after.attendance !== 'ended') {
    if (after.status === 'closed') after.status = after.attendance === 'active' ? 'in-progress' : 'waiting';
    after.step ??= attendance.visits.at(-1)?.stepId ?? null;
  }
  return Object.fromEntries(Object.entries(after).filter(([register, value]) => value !== before[register]));
}
