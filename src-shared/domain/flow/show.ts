import type { Field, Flow } from '../../procedures/schema/flow.ts';
import type { Pack } from '../../procedures/schema/pack.ts';
import { formatProtocol } from '../protocol/protocol-number.ts';
import { fieldOptions } from './answers.ts';
import { knownPaths } from './known-paths.ts';
import { fillTemplate } from './template.ts';

const WORDS: Record<string, Record<string, string>> = {
  'customer.kind': { pf: 'pessoa física', pj: 'pessoa jurídica' },
  'customer.standing.status': { 'em-dia': 'em dia', 'em-debito': 'em débito', desconhecida: 'desconhecida' },
  'workOrder.status': { aberta: 'aberta', liberada: 'liberada' },
};
const DATES = new Set(['customer.standing.asOf', 'workOrder.expectedAt']);

/** A function that fills the flow's templates, with every value written as people read it. */
export function flowTemplate(pack: Pack, flow: Flow, timeZone: string): (text: string, facts: object) => string {
  const names = knownPaths(flow);
  const show = showPaths(pack, flow, timeZone);
  return (text, facts) => fillTemplate(text, facts, { names, show });
}

/** How the value at a path is written for people; undefined leaves it to plain text. */
export function showPaths(
  pack: Pack,
  flow: Flow,
  timeZone: string,
): (path: string, value: unknown) => string | undefined {
  return (path, value) => showPath({ pack, flow, timeZone }, path, value);
}

interface Showing {
  pack: Pack;
  flow: Flow;
  timeZone: string;
}

function showPath(showing: Showing, path: string, value: unknown): string | undefined {
  if (typeof value === 'string' && WORDS[path]) return WORDS[path][value] ?? value;
  if (typeof value === 'string' && DATES.has(path)) return showDate(value, showing.timeZone);
  if (path === 'ticket.protocol' && typeof value === 'string') return formatProtocol(value);
  if (path === 'ticket.type') return showing.pack.ticketTypes.find(({ id }) => id === value)?.label;
  if (path === 'ticket.priority') return showing.pack.priorities.find(({ id }) => id === value)?.label;
  if (path === 'ticket.category') return showing.pack.categories.find(({ id }) => id === value)?.label;
  const [root, stepId, fieldId, part] = path.split('.');
  if (root !== 'answers' || part !== undefined) return undefined;
  const field = showing.flow.steps.find(({ id }) => id === stepId)?.fields.find(({ id }) => id === fieldId);
  return field ? showAnswer(showing, field, value) : undefined;
}

function showAnswer({ pack, timeZone }: Showing, field: Field, value: unknown): string | undefined {
  switch (field.kind) {
    case 'choice':
      return fieldOptions(pack, field).find((option) => option.value === value)?.label;
    case 'date':
    case 'date-time':
      return typeof value === 'string' ? showDate(value, timeZone) : undefined;
    case 'checklist':
      return Array.isArray(value)
        ? field.items
            .filter(({ id }) => value.includes(id))
            .map(({ label }) => label)
            .join(', ')
        : undefined;
    default:
      return undefined;
  }
}

/** `dd/mm/aaaa` of a date, `dd/mm/aaaa hh:mm` of an instant; the text itself when it is neither. */
export function showDate(value: string, timeZone: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) return value;
  const shown = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(instant);
  return shown.replace(',', '');
}
