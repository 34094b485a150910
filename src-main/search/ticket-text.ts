import { HIT_END, HIT_START } from '#shared/contract/views.ts';
import { formatProtocol } from '#shared/domain/protocol/protocol-number.ts';
import type { Entry, EntryOf } from '#shared/domain/ticket/entry.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';

/** The words by which an entry is found again; empty when it has none. */
export function entryText(entry: Entry): string {
  const write = texts[entry.kind] as ((entry: Entry) => (string | null)[]) | undefined;
  return searchable((write?.(entry) ?? []).filter((text) => text !== null && text !== '').join('\n'));
}

/** Invisible characters, which part words for FTS5 alone, and the two that mark hits in a snippet. */
const LEFT_OUT = new RegExp(`[\\p{Cf}${HIT_START}${HIT_END}]`, 'gu');

/** As `foldForSearch` sees it ("2ª" is "2a"), but readable: FTS5 folds case and accents itself. */
function searchable(text: string): string {
  return text.normalize('NFKC').replace(LEFT_OUT, '');
}

const texts: { [K in Entry['kind']]?: (entry: EntryOf<K>) => (string | null)[] } = {
  'call-opened': ({ data }) => [`${data.protocol} ${formatProtocol(data.protocol)}`],
  'customer-identified': ({ data: { customer } }) => [`${customer.code} ${customer.name} ${customer.document ?? ''}`],
  'step-saved': ({ data }) => [...Object.values(data.answers).flatMap(strings), data.notes],
  'step-left': ({ data }) => [data.reason],
  transferred: ({ data }) => [data.queueLabel],
  'callback-scheduled': ({ data }) => [data.note],
  forwarded: ({ data }) => [data.boardLabel, data.reason, data.to?.person?.name ?? null, data.to?.note ?? null],
  'work-order-linked': ({ data }) => [`${data.workOrder.number} ${data.workOrder.title}`],
  linked: ({ data }) => [`${data.protocol} ${formatProtocol(data.protocol)}`],
  reported: ({ data }) => [data.text],
  'unit-moved': ({ data }) => [data.unitName, data.reason],
  attached: ({ data }) => [data.name],
  'work-logged': ({ data }) => [data.contact, data.description],
  'work-corrected': ({ data }) => [data.reason, data.log?.contact ?? null, data.log?.description ?? null],
  'timer-discarded': ({ data }) => [data.reason],
  'contact-tried': ({ data }) => [data.contact, data.note],
  suspended: ({ data }) => [data.who, data.reason.label, data.note],
  'suspension-ended': ({ data }) => [data.note],
  reopened: ({ data }) => [data.reason.label, data.note],
  unlinked: ({ data }) => [data.reason],
  'change-planned': ({ data }) => Object.values(data.fields),
  'breach-explained': ({ data }) => [data.reason.label, data.note],
  'followed-up': ({ data }) => [data.note],
  closed: ({ data }) => [data.text, ...Object.values(data.asked)],
};

function strings(value: JsonValue): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (value !== null && typeof value === 'object') return Object.values(value).flatMap(strings);
  return [];
}
