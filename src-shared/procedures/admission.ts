import { evaluate } from '../domain/flow/condition.ts';
import { truthy } from '../domain/flow/operators.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Board, Pack } from './schema/pack.ts';

/** All that a board's admission rules may speak of (S4.4, S4.7, S4.9, S1.14). */
export interface AdmissionFacts {
  /** Who forwards or pulls. */
  actor: { role: string; site: 'matriz' | 'filial' };
  ticket: {
    type: string | null;
    category: string | null;
    priority: string | null;
    channel: 'telefone' | 'blip' | 'whatsapp' | 'email' | 'interno';
    /** As the agent judged it when forwarding. */
    complexity: 'baixa' | 'media' | 'alta';
    /** It will take long. */
    slow: boolean;
    /** It takes too long on the line or in the customer's access and must go on elsewhere (S4.7). */
    tooLongOnLine: boolean;
    /** It cannot be solved in N1 (S4.7). */
    unsolvableInN1: boolean;
  };
  /** The board it comes from; null: straight from a call. */
  from: { board: string | null };
  /** Management forwards it or told somebody to. */
  byManagement: boolean;
  /** The board's own agent takes it, nobody pushes it. */
  pulled: boolean;
  /** The tech lead's validation, given on their station or by word of mouth. */
  validation: { given: boolean };
  /** How the receiving board stands: few demands waiting, and how many of its people are free now. */
  target: { calm: boolean; available: number };
  /** The agent in charge stays so and the other level is added as collaborator. */
  asCollaborator: boolean;
}

/** The paths of `AdmissionFacts`, with their names for people (pt-BR). */
export const ADMISSION_PATHS: ReadonlyMap<string, string> = new Map([
  ['actor.role', 'papel de quem encaminha'],
  ['actor.site', 'matriz ou filial'],
  ['ticket.type', 'classificação'],
  ['ticket.category', 'categoria'],
  ['ticket.priority', 'prioridade'],
  ['ticket.channel', 'canal'],
  ['ticket.complexity', 'complexidade'],
  ['ticket.slow', 'demanda demorada'],
  ['ticket.tooLongOnLine', 'demora excessiva em linha ou acesso'],
  ['ticket.unsolvableInN1', 'sem solução no N1'],
  ['from.board', 'aba de origem'],
  ['byManagement', 'encaminhado pela gestão'],
  ['pulled', 'pego pelo próprio atendente'],
  ['validation.given', 'validação da gestão técnica'],
  ['target.calm', 'fluxo tranquilo'],
  ['target.available', 'técnicos disponíveis'],
  ['asCollaborator', 'como colaborador'],
]);

/** A board's refusal, with the roles that may override it. */
export interface AdmissionRefusal extends Refusal {
  override: string[];
}

/**
 * S4.4: every rule of the board that keeps the ticket out, with who may override it; empty when it is let
 * in. An actor who holds an overriding role is not refused by that rule.
 */
export function admissionRefusals(pack: Pack, board: Board, facts: AdmissionFacts): AdmissionRefusal[] {
  return board.admission
    .filter(({ when, override }) => !truthy(evaluate(when, facts)) && !override.includes(facts.actor.role))
    .map(({ rule, refusal, override }) => {
      const roles = pack.roles.filter(({ id }) => override.includes(id)).map(({ label }) => label);
      const way = roles.length > 0 ? `Quem pode autorizar: ${roles.join(', ')}.` : undefined;
      return { code: 'board-refuses', rule, field: 'board', message: `${board.label}: ${refusal}`, way, override };
    });
}
