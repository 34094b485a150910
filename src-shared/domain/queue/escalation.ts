import type { EscalationRule, Limits } from '../../procedures/schema/limits.ts';
import { durationWords } from '../sla/words.ts';
import type { WorkItem } from './work-item.ts';

/** S1.5: the station proposes to escalate a ticket; a person decides. */
export interface EscalationProposal {
  ruleId: string;
  label: string;
  /** Role of the pack. */
  to: string;
  /** What reached its threshold, in words: "80% do prazo gastos". */
  reasons: string[];
}

const MINUTE = 60_000;

/** Every rule of the pack whose thresholds are all reached, in the pack's order. Closed tickets are not escalated. */
export function escalationProposals(item: WorkItem, limits: Pick<Limits, 'escalation'>): EscalationProposal[] {
  if (item.status === 'closed') return [];
  return limits.escalation.flatMap((rule) => {
    const reasons = reasonsFor(item, rule);
    return reasons ? [{ ruleId: rule.id, label: rule.label, to: rule.to, reasons }] : [];
  });
}

interface Threshold {
  limit: number | undefined;
  value: number;
  words: (value: number) => string;
}

/** null: not for this ticket, or a threshold is not reached. */
function reasonsFor(item: WorkItem, { when }: EscalationRule): string[] | null {
  if (!allows(when.types, item.type) || !allows(when.priorities, item.priority)) return null;
  const duration = (minutes: number) => durationWords(minutes * MINUTE);
  const thresholds: Threshold[] = [
    {
      limit: when.slaPercent,
      value: item.sla?.percent ?? 0,
      words: (value) => `${Math.floor(value)}% do prazo gastos`,
    },
    { limit: when.openMinutes, value: item.openMillis / MINUTE, words: (value) => `${duration(value)} em aberto` },
    {
      limit: when.workedMinutes,
      value: item.workedMillis / MINUTE,
      words: (value) => `${duration(value)} de trabalho`,
    },
    { limit: when.forwards, value: item.forwards.length, words: (value) => `encaminhado ${times(value)}` },
    { limit: when.reopenings, value: item.reopenings, words: (value) => `reaberto ${times(value)}` },
  ];
  const asked = thresholds.filter((one) => one.limit !== undefined);
  if (asked.length === 0 || asked.some(({ limit, value }) => value < (limit ?? 0))) return null;
  return asked.map(({ value, words }) => words(value));
}

function allows(list: readonly string[], value: string | null): boolean {
  return list.length === 0 || (value !== null && list.includes(value));
}

function times(count: number): string {
  return count === 1 ? '1 vez' : `${count} vezes`;
}
