import type { JsonValue } from '../../../procedures/schema/condition.ts';
import type { Step } from '../../../procedures/schema/flow.ts';
import type { Entry, EntryData, Person } from '../entry.ts';
import { answerRegister, followRegister, noteRegister, patch } from '../registers.ts';
import { ticketRegisters } from './classify.ts';

/*
 * Which registers each kind of entry sets, and to what: everything follows from what the entry tells. The decisions write
 * these patches, and `admit` holds entries of others against them.
 */

type Patch = Entry['patch'];

/** S4.2: an ordinary call is being attended at once; one that only adds to another ticket stands outside the flow (S4.3). */
export function openingPatch({ stepId, complements }: EntryData<'call-opened'>, actor: Person): Patch {
  if (complements) return patch({ assignee: actor, attendance: 'active' });
  return patch({ status: 'in-progress', assignee: actor, attendance: 'active', step: stepId });
}

export function identifyPatch({ customer }: EntryData<'customer-identified'>): Patch {
  return patch({ customer });
}

/** What is saved of a step: an answer each, the note, and what the answers say of the ticket (S1.2). */
export function stepPatch(step: Step, answers: Record<string, JsonValue>, notes: string | null): Patch {
  const registers: Patch = {};
  for (const [fieldId, value] of Object.entries(answers)) registers[answerRegister(step.id, fieldId)] = value;
  if (notes !== null) registers[noteRegister(step.id)] = notes;
  return { ...registers, ...ticketRegisters(step, answers) };
}

export function transferPatch({ queueId }: EntryData<'transferred'>): Patch {
  return patch({ queue: queueId });
}

export function callbackPatch({ at, note }: EntryData<'callback-scheduled'>): Patch {
  return patch({ callback: { at, note } });
}

/** Nobody's until somebody on the board takes it. */
export function forwardPatch({ boardId }: EntryData<'forwarded'>): Patch {
  return patch({ board: boardId, assignee: null, status: 'open' });
}

/** `waiting`: an exit parked it because something is awaited; by hand it stays in progress. */
export function parkPatch({ waiting }: { waiting: boolean }): Patch {
  return patch(waiting ? { attendance: 'parked', status: 'waiting' } : { attendance: 'parked' });
}

/** Taking a call up again keeps the promised call back. */
export function resumePatch(actor: Person, { callback }: { callback: boolean }): Patch {
  const kept = callback ? patch({ callback: null }) : {};
  return { ...patch({ attendance: 'active', status: 'in-progress', assignee: actor }), ...kept };
}

export function workOrderPatch({ workOrder }: EntryData<'work-order-linked'>): Patch {
  return patch({ workOrder });
}

export function closePatch(): Patch {
  return patch({ status: 'closed', attendance: 'ended', step: null });
}

export function followPatch({ agentId, on }: EntryData<'followed'>): Patch {
  return { [followRegister(agentId)]: on };
}

export function movePatch({ unitId }: EntryData<'unit-moved'>): Patch {
  return patch({ unit: unitId });
}
