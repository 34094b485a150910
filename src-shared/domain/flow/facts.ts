import type { JsonValue } from '../../procedures/schema/condition.ts';

/** Answers of a walk: step id → field id → value. */
export type Answers = Record<string, Record<string, JsonValue>>;

/**
 * All that conditions and templates of a flow may speak of. Paths such as `answers.debito.confirmado`
 * or `customer.kind` in a pack are checked against this shape when the pack is validated
 * (`known-paths.ts` is the table of it).
 */
export interface FlowFacts {
  company: string;
  agent: { name: string; role: string };
  /** "Bom dia", "Boa tarde" or "Boa noite", by the pack's table and the local clock (S5.1). */
  greeting: string;
  customer: {
    id: string;
    code: string;
    name: string;
    kind: 'pf' | 'pj';
    plan: string;
    product: string;
    version: string;
    standing: { status: 'em-dia' | 'em-debito' | 'desconhecida'; asOf: string | null };
  } | null;
  ticket: { protocol: string; subject: string; type: string | null; category: string | null; priority: string | null };
  /** The category chosen so far, as the pack has it; out of scope with its script (S2.6). */
  category: { label: string; outOfScope: { script: string; addressee: string } | null } | null;
  /** Open tickets of the same customer besides this one. */
  openTickets: number;
  workOrder: { number: string; status: 'aberta' | 'liberada'; release: string; expectedAt: string } | null;
  answers: Answers;
  /** Whole minutes in the present step by its time box's clock, and since the call began. */
  minutes: { step: number; call: number };
}

/** A stretch of time; `to` is null while it lasts. ISO instants. */
export interface Interval {
  from: string;
  to: string | null;
}

/** One stay in a step. Times are ISO instants. */
export interface Visit {
  stepId: string;
  enteredAt: string;
  leftAt: string | null;
  /** How the step was left; null in the present one. `automatic`: the station took the time box's exit. */
  how: 'exit' | 'skipped' | 'back' | 'automatic' | null;
  exitId: string | null;
  skipReason: string | null;
}

/** Where a walk through a flow stands. Everything in it follows from the ticket's journal. */
export interface Walk {
  flowId: string;
  /** `null` when the flow has ended. */
  stepId: string | null;
  visits: Visit[];
  answers: Answers;
  /** Step id → what the agent noted there (S5.10). */
  notes: Record<string, string>;
}
