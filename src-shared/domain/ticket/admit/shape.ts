import { z } from 'zod';
import type { JsonValue } from '../../../procedures/schema/condition.ts';
import { slugSchema } from '../../../procedures/schema/flow.ts';
import type { Refusal } from '../../refusal.ts';
import { LINE_LIMIT, TEXT_LIMIT } from '../../text/limits.ts';
import { customerRefSchema, type Entry, type EntryKind, personSchema, workOrderRefSchema } from '../entry.ts';
import {
  type PlainRegister,
  parseAnswerRegister,
  parseFollowRegister,
  parseLogRegister,
  parseNoteRegister,
  parsePlanRegister,
} from '../registers.ts';
import { impactSchema } from '../service-entries.ts';
import { TICKET_STATUS } from '../ticket.ts';
import { crafted } from './crafted.ts';

/** Of a whole entry as JSON, in UTF-16 units. */
export const ENTRY_LIMIT = 4_000_000;

const word = z.string().max(LINE_LIMIT);

/** What each plain register may hold. */
const SHAPES: Record<PlainRegister, z.ZodType> = {
  status: z.enum(TICKET_STATUS),
  subject: z.string().max(TEXT_LIMIT),
  type: word.nullable(),
  category: word.nullable(),
  priority: word.nullable(),
  impact: impactSchema.nullable(),
  contact: z.string().max(TEXT_LIMIT),
  board: word.nullable(),
  assignee: personSchema.nullable(),
  unit: word,
  customer: customerRefSchema.nullable(),
  workOrder: workOrderRefSchema.nullable(),
  queue: word.nullable(),
  callback: z.strictObject({ at: z.iso.datetime(), note: z.string().max(TEXT_LIMIT) }).nullable(),
  attendance: z.enum(['active', 'parked', 'ended']),
  step: word.nullable(),
};

const timeSchema = z.strictObject({ from: z.iso.datetime(), until: z.iso.datetime() }).nullable();

const CLASSIFYING = ['subject', 'type', 'category', 'priority', 'contact'] as const;

type Family = 'answer' | 'note' | 'follow' | 'plan' | 'log';

/** Which registers each kind may set; the names of families stand for all of theirs. */
const MAY_SET: Record<EntryKind, readonly (PlainRegister | Family)[]> = {
  'call-opened': ['status', 'assignee', 'attendance', 'step'],
  'customer-identified': ['customer'],
  'step-saved': ['answer', 'note', ...CLASSIFYING],
  'step-left': ['answer', 'step', 'attendance', 'status', ...CLASSIFYING],
  parked: ['attendance', 'status'],
  resumed: ['attendance', 'status', 'assignee', 'callback'],
  transferred: ['queue'],
  'callback-scheduled': ['callback'],
  'callback-done': ['callback'],
  forwarded: ['board', 'assignee', 'status', 'type'],
  'help-asked': [],
  'work-order-linked': ['workOrder'],
  reported: [],
  linked: [],
  classified: [...CLASSIFYING, 'impact'],
  'clash-decided': [...(Object.keys(SHAPES) as PlainRegister[]), 'answer', 'note', 'plan', 'log'],
  followed: ['follow'],
  'unit-moved': ['unit'],
  attached: [],
  closed: ['status', 'attendance', 'step'],
  'work-started': ['status', 'assignee'],
  'work-logged': [],
  'work-corrected': ['log'],
  'timer-discarded': [],
  'contact-tried': [],
  suspended: ['status'],
  'suspension-ended': ['status', 'assignee'],
  reopened: ['status'],
  unlinked: [],
  'change-planned': ['plan'],
  'breach-explained': [],
  'followed-up': [],
};

/** Registers that the kind may not set, and values that a register cannot hold. */
export function registerRefusals({ kind, patch }: Entry): Refusal[] {
  return Object.entries(patch).flatMap(([register, value]) => {
    const at = `patch.${register}`;
    if (!(MAY_SET[kind] as readonly string[]).includes(familyOf(register)))
      return [crafted('register-foreign', 'O registro muda um campo que não é dele.', at)];
    return holdsShape(register, value)
      ? []
      : [crafted('register-shape', 'O registro põe num campo um valor que não cabe nele.', at)];
  });
}

function familyOf(register: string): string {
  if (isSlugs(parseAnswerRegister(register))) return 'answer';
  if (slugSchema.safeParse(parseNoteRegister(register)).success) return 'note';
  if (slugSchema.safeParse(parsePlanRegister(register)).success) return 'plan';
  if (z.uuid().safeParse(parseLogRegister(register)).success) return 'log';
  return parseFollowRegister(register) ? 'follow' : register;
}

function isSlugs(answer: { stepId: string; fieldId: string } | null): boolean {
  return answer !== null && slugSchema.safeParse(answer.stepId).success && slugSchema.safeParse(answer.fieldId).success;
}

function holdsShape(register: string, value: JsonValue): boolean {
  if (Object.hasOwn(SHAPES, register)) return SHAPES[register as PlainRegister].safeParse(value).success;
  if (parseFollowRegister(register)) return typeof value === 'boolean';
  if (parseNoteRegister(register) !== null || parsePlanRegister(register) !== null)
    return typeof value === 'string' && value.length <= TEXT_LIMIT;
  if (parseLogRegister(register) !== null) return timeSchema.safeParse(value).success;
  return true;
}

/** C0 controls but tab and line breaks: a NUL alone stops a whole queue. */
const CONTROL_RANGES = '\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F';
const CONTROLS = new RegExp(`[${CONTROL_RANGES}]`, 'u');

/** Texts, wherever in the entry, that cannot be stored or sent, or that are longer than any screen lets anybody write. */
export function textRefusals(entry: Entry): Refusal[] {
  const refusals: Refusal[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (!value.isWellFormed() || CONTROLS.test(value))
        refusals.push(crafted('text-unstorable', 'O texto tem caracteres que não podem ser guardados.', path));
      // A closing text is a canned text around what was answered.
      if (value.length > 2 * TEXT_LIMIT)
        refusals.push({
          code: 'text-too-long',
          field: path,
          message: 'Texto longo demais: use até 200 mil caracteres.',
        });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(key.slice(0, 2 * TEXT_LIMIT), path);
        look(inner, path === '' ? key.slice(0, 80) : `${path}.${key.slice(0, 80)}`);
      }
    }
  };
  look(entry, '');
  if (refusals.length === 0 && JSON.stringify(entry).length > ENTRY_LIMIT)
    refusals.push({ code: 'entry-too-long', message: 'O registro é longo demais para ser enviado.' });
  return refusals;
}
