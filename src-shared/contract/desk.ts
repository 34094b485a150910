import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Result } from '../domain/refusal.ts';
import { WORK_ORDER_STATUS, type WorkOrder } from '../domain/work-order/work-order.ts';
import { MOST_PACK_CHARACTERS } from '../procedures/read-json.ts';
import type { Pack } from '../procedures/schema/pack.ts';
import type { ShiftView } from './views.ts';

export const shiftContract = {
  /** Live: my book of calls (S4.2). */
  watch: oc.output(eventIterator(type<ShiftView>())),
  open: oc.output(type<Result<null>>()),
  /** A call was received and is not recorded yet. */
  noteCall: oc.input(z.object({ note: z.string().max(500) })).output(type<Result<{ callId: string }>>()),
  explainCall: oc
    .input(z.object({ callId: z.uuid(), reasonId: z.string(), text: z.string().max(500) }))
    .output(type<Result<null>>()),
  /** The call is recorded by a ticket of this shift that was opened apart from it. */
  linkCall: oc.input(z.object({ callId: z.uuid(), ticketId: z.uuid() })).output(type<Result<null>>()),
  close: oc
    .input(
      z.object({ phoneCount: z.int().nonnegative().max(10_000).nullable(), surplusExplanation: z.string().max(500) }),
    )
    .output(type<Result<null>>()),
};

export const workOrdersContract = {
  search: oc
    .input(z.object({ text: z.string().max(200), openOnly: z.boolean(), limit: z.int().min(1).max(50) }))
    .output(type<WorkOrder[]>()),
  get: oc.input(z.object({ id: z.string() })).output(type<WorkOrder | null>()),
  save: oc
    .input(
      z.object({
        id: z.uuid().nullable(),
        number: z.string().trim().min(1, 'Informe o número da O.S.').max(30),
        title: z.string().trim().min(1, 'Diga do que trata a O.S.').max(200),
        status: z.enum(WORK_ORDER_STATUS),
        release: z.string().trim().max(60),
        expectedAt: z.union([z.literal(''), z.iso.date('Use uma data válida.')]),
      }),
    )
    .output(type<Result<WorkOrder>>()),
};

export interface PackVersionRow {
  version: number;
  name: string;
  installedAt: string;
  inForce: boolean;
}

export const packsContract = {
  /** A published version never changes. `version` null: the one in force. */
  get: oc.input(z.object({ version: z.int().positive().nullable() })).output(type<Pack | null>()),
  list: oc.output(type<PackVersionRow[]>()),
  /** All that is wrong with a pack's text, each naming its place; empty when it is sound. */
  check: oc
    .input(z.object({ text: z.string().max(MOST_PACK_CHARACTERS) }))
    .output(type<Result<{ name: string; version: number }>>()),
  /** Puts a pack in force for calls that begin from now on (B2). */
  install: oc
    .input(z.object({ text: z.string().max(MOST_PACK_CHARACTERS) }))
    .output(type<Result<{ version: number }>>()),
};
