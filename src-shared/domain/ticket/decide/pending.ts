import type { Pack } from '../../../procedures/schema/pack.ts';
import type { Refusal } from '../../refusal.ts';
import type { WorkOrder } from '../../work-order/work-order.ts';
import type { Ticket } from '../ticket.ts';

/** Something of a ticket that waits for us and not for the customer or a supplier (S1.8). */
export interface PendingThing {
  /** Kebab-case; the refusal's code is `pending-` and this. */
  what: string;
  message: string;
  way: string;
}

export interface PendingContext {
  /** Of the call; `null`: not known, and what only it can tell is not looked at. */
  pack: Pack | null;
  /** The one linked to the ticket, as it stands; `null`: none, or not known. */
  workOrder: Pick<WorkOrder, 'number' | 'status'> | null;
  /** What lies outside the ticket's own journal: open validations, internal tasks… */
  more?: readonly PendingThing[];
}

type Look = (ticket: Ticket, context: PendingContext) => PendingThing[];

/** What may be pending on our side. Another kind of thing is another line. */
const LOOKS: readonly Look[] = [
  ({ timers }) =>
    timers.map(({ agent }) => ({
      what: 'timer',
      message: `O cronômetro de ${agent.name} está correndo.`,
      way: 'Relate a atividade, o que para o cronômetro.',
    })),
  ({ attendance }) =>
    attendance?.status === 'active'
      ? [
          {
            what: 'call',
            message: `${attendance.agent.name} está com a ligação em andamento.`,
            way: 'Estacione ou conclua a ligação.',
          },
        ]
      : [],
  ({ attendance }, { pack }) => {
    const flow = pack?.flows.find(({ id }) => id === attendance?.flowId);
    const step = attendance?.status === 'ended' ? undefined : flow?.steps.find(({ id }) => id === attendance?.stepId);
    return step?.timeBox?.automaticExit
      ? [
          {
            what: 'analysis',
            message: `A etapa “${step.title}” está conosco e tem prazo.`,
            way: 'Conclua a etapa no atendimento.',
          },
        ]
      : [];
  },
  (_, { workOrder }) =>
    workOrder?.status === 'aberta'
      ? [
          {
            what: 'work-order',
            message: `A O.S. ${workOrder.number} está aberta e espera por nós.`,
            way: 'Acompanhe a O.S.; o chamado não para enquanto ela estiver aberta.',
          },
        ]
      : [],
  (_, { more = [] }) => [...more],
];

/** S1.8: everything that is pending on our side. */
export function pendingOnOurSide(ticket: Ticket, context: PendingContext): PendingThing[] {
  return LOOKS.flatMap((look) => look(ticket, context));
}

export function pendingRefusals(ticket: Ticket, context: PendingContext): Refusal[] {
  return pendingOnOurSide(ticket, context).map(({ what, message, way }) => ({
    code: `pending-${what}`,
    rule: 'S1.8',
    field: 'pending',
    message: `O chamado não pode ser suspenso: há algo pendente do nosso lado. ${message}`,
    way,
  }));
}
