import { ok, type Refusal, type Result, refuse } from '../../refusal.ts';
import { cleanText } from '../../text/clean.ts';
import { draft, type EntryDraft } from '../draft.ts';
import type { BREACH_TARGETS } from '../service-entries.ts';
import type { Ticket } from '../ticket.ts';
import { chosenFrom, notChosen } from './chosen.ts';

/** A target of the SLA that was missed. */
export interface LateTarget {
  target: (typeof BREACH_TARGETS)[number];
  /** ISO instant. */
  dueAt: string;
}

const TARGET_WORDS: Record<LateTarget['target'], string> = {
  'first-answer': 'da primeira resposta',
  solution: 'da solução',
};

function explained(ticket: Ticket, { target, dueAt }: LateTarget): boolean {
  return ticket.breaches.some((one) => one.target === target && one.dueAt === dueAt);
}

/** S2.3: why a target was missed. Also on a closed ticket, and again with another reason. */
export function decideExplainBreach(
  ticket: Ticket,
  input: { target: LateTarget['target']; reasonId: string; note: string },
  { late, reasons }: { late: readonly LateTarget[]; reasons: readonly { id: string; label: string }[] },
): Result<EntryDraft[]> {
  const missed = late.find(({ target }) => target === input.target);
  if (!missed) return refuse(NOT_LATE);
  const reason = chosenFrom(reasons, input.reasonId);
  if (!reason) return refuse(notChosen('S2.3', 'reasonId', 'Diga por que o prazo não foi cumprido.'));
  const data = { target: missed.target, dueAt: missed.dueAt, reason, note: cleanText(input.note).trim() };
  return ok([draft(ticket.id, 'breach-explained', { data })]);
}

/** S2.3: a breach is explained before the ticket is closed. */
export function unexplainedRefusals(ticket: Ticket, late: readonly LateTarget[]): Refusal[] {
  return late
    .filter((one) => !explained(ticket, one))
    .map(({ target }) => ({
      code: 'breach-unexplained',
      rule: 'S2.3',
      field: `breach.${target}`,
      message: `O prazo ${TARGET_WORDS[target]} não foi cumprido, e ninguém disse por quê.`,
      way: 'Diga o motivo do atraso.',
    }));
}

const NOT_LATE: Refusal = {
  code: 'not-late',
  rule: 'S2.3',
  field: 'target',
  message: 'Este prazo não foi perdido: não há o que explicar.',
};
