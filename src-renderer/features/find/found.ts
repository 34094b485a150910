import type { TicketHit, TicketRow } from '#shared/contract/views.ts';
import type { Customer } from '#shared/domain/customer/customer.ts';
import { foldForSearch } from '#shared/domain/text/fold-accents.ts';
import { KEY_TABLE, type KeyEntry, type KeyId } from '../../ui/keys/key-table.ts';

/** One line of the palette: something to do, or something found. */
export type Found =
  | { kind: 'command'; id: string; key: KeyId; label: string }
  | { kind: 'ticket'; id: string; ticket: TicketHit }
  /** Asks the centre for the same text. */
  | { kind: 'ask'; id: string }
  /** Only the centre has it: it is brought in before it is opened. */
  | { kind: 'older'; id: string; ticket: TicketRow }
  | { kind: 'customer'; id: string; customer: Customer };

export const FOUND_GROUPS = {
  ticket: 'Chamados',
  customer: 'Clientes',
  command: 'Comandos',
  // Last, so that asking never stands before what is found here.
  centre: 'Na central',
} as const;
export type FoundGroup = keyof typeof FOUND_GROUPS;

export function groupOf({ kind }: Found): FoundGroup {
  return kind === 'ask' || kind === 'older' ? 'centre' : kind;
}

/** Keys that only make sense pressed in place: a list's cursor, the palette itself and what it does by itself. */
const NOT_COMMANDS = /^(list\.|palette\.|search\.|centre\.|back$|step\.exit\.)/;

/** The actions that answer now and whose name begins a word with what was typed, accent-blind. */
export function commandsFor(text: string, bound: readonly KeyId[]): Found[] {
  const wanted = foldForSearch(text);
  return (KEY_TABLE as readonly KeyEntry[]).flatMap((entry): Found[] => {
    const id = entry.id as KeyId;
    if (!bound.includes(id) || NOT_COMMANDS.test(id)) return [];
    const label = entry.group === 'go' ? `Ir para ${entry.label}` : entry.label;
    const words = foldForSearch(label);
    if (!words.startsWith(wanted) && !words.includes(` ${wanted}`)) return [];
    return [{ kind: 'command', id: `command-${id}`, key: id, label }];
  });
}
