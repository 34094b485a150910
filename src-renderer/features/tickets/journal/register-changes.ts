import type { Entry } from '#shared/domain/ticket/entry.ts';
import {
  parseAnswerRegister,
  parseLogRegister,
  parseNoteRegister,
  parsePlanRegister,
} from '#shared/domain/ticket/registers.ts';
import type { AttendanceStatus, TicketStatus } from '#shared/domain/ticket/ticket.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { formatMoment } from '../../../ui/format.ts';
import { ATTENDANCE_STATUS_WORDS, TICKET_STATUS_WORDS } from '../../../ui/ticket-words.ts';

/** What an entry changed of the ticket, in words. */
export interface Change {
  register: string;
  label: string;
  /** `null`: it was empty before. */
  before: string | null;
  /** `null`: it is empty now. */
  after: string | null;
}

const LABELS: Record<string, string> = {
  status: 'Situação',
  subject: 'Assunto',
  type: 'Tipo',
  category: 'Categoria',
  priority: 'Prioridade',
  contact: 'Contato',
  board: 'Aba',
  assignee: 'Responsável',
  unit: 'Unidade',
  customer: 'Cliente',
  workOrder: 'O.S.',
  queue: 'Fila',
  callback: 'Retorno',
  step: 'Passo',
  attendance: 'Atendimento',
  impact: 'Impacto',
};

/** What a register is called on screen; answers by the label of their field. */
export function registerLabel(register: string, pack: Pack | undefined): string {
  const answer = parseAnswerRegister(register);
  if (answer) {
    const steps = pack?.flows.flatMap((flow) => flow.steps) ?? [];
    const step = steps.find(({ id }) => id === answer.stepId);
    return step?.fields.find(({ id }) => id === answer.fieldId)?.label ?? answer.fieldId;
  }
  if (parseNoteRegister(register)) return 'Anotações do passo';
  const planned = parsePlanRegister(register);
  if (planned) return pack?.service.changePlan.find(({ id }) => id === planned)?.label ?? planned;
  if (parseLogRegister(register)) return 'Registro de atividade';
  return LABELS[register] ?? register;
}

/** A register's value as people read it; `null` when it is empty. */
export function registerWords(register: string, value: JsonValue, pack: Pack | undefined): string | null {
  if (value === null || value === '') return null;
  const label = (table: readonly { id: string; label: string }[] | undefined) =>
    table?.find(({ id }) => id === value)?.label ?? String(value);
  switch (register) {
    case 'status':
      return TICKET_STATUS_WORDS[value as TicketStatus]?.label ?? String(value);
    case 'attendance':
      return ATTENDANCE_STATUS_WORDS[value as AttendanceStatus] ?? String(value);
    case 'type':
      return label(pack?.ticketTypes);
    case 'category':
      return label(pack?.categories);
    case 'priority':
      return label(pack?.priorities);
    case 'board':
      return label(pack?.boards);
    case 'queue':
      return label(pack?.queues);
    case 'step':
      return pack?.flows.flatMap((flow) => flow.steps).find(({ id }) => id === value)?.title ?? String(value);
    default:
      return looseWords(value);
  }
}

function looseWords(value: JsonValue): string {
  if (typeof value === 'boolean') return value ? 'Sim' : 'Não';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(looseWords).join(', ');
  if (typeof value.name === 'string') return value.name;
  if (typeof value.number === 'string') return value.number;
  if (typeof value.at === 'string') return formatMoment(value.at);
  if (typeof value.from === 'string' && typeof value.until === 'string')
    return `${formatMoment(value.from)} a ${formatMoment(value.until)}`;
  return Object.values(value).map(looseWords).join(', ');
}

/** Registers whose change the entry's own sentence tells. */
const SILENT = new Set(['attendance', 'step', 'unit', 'impact']);

/** What each entry changed, entry by entry, oldest first; entries that change nothing of the ticket are left out. */
export function changesByEntry(entries: readonly Entry[], pack: Pack | undefined): Map<string, Change[]> {
  const values = new Map<string, JsonValue>();
  const found = new Map<string, Change[]>();
  for (const entry of entries) {
    const changes: Change[] = [];
    for (const [register, value] of Object.entries(entry.patch)) {
      if (SILENT.has(register) || !(register in LABELS)) continue;
      const before = values.get(register) ?? null;
      values.set(register, value);
      if (JSON.stringify(before) === JSON.stringify(value)) continue;
      const change = {
        register,
        label: registerLabel(register, pack),
        before: registerWords(register, before, pack),
        after: registerWords(register, value, pack),
      };
      if (change.before !== change.after) changes.push(change);
    }
    if (changes.length > 0) found.set(entry.id, changes);
  }
  return found;
}
