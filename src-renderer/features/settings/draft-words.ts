import { routePath } from '../../ui/router/routes.ts';

/** What a draft is of, by its key, and where it is taken up again. */
export interface DraftWords {
  label: string;
  /** The address where it shows again; `null` when the key tells none. */
  path: string | null;
}

interface DraftKind {
  label: string;
  /** Given the id that the key names. */
  path: (id: string) => string;
}

const attendance = (id: string) => routePath('attendance-ticket', { ticketId: id });
const ticket = (id: string) => routePath('ticket', { ticketId: id });

const KINDS: Record<string, DraftKind> = {
  step: { label: 'Passo de um atendimento', path: attendance },
  skip: { label: 'Motivo para pular um passo', path: attendance },
  complement: { label: 'Nota de ligação complementar', path: attendance },
  'customer-new': { label: 'Cadastro de cliente durante a ligação', path: attendance },
  'customer-search': { label: 'Busca de cliente durante a ligação', path: attendance },
  'work-order': { label: 'O.S. durante a ligação', path: attendance },
  report: { label: 'Texto num chamado', path: ticket },
  'move-unit': { label: 'Motivo para mudar de unidade', path: ticket },
  correct: { label: 'Texto recusado, escrito de novo', path: () => routePath('queue') },
  complementary: { label: 'Nota de ligação complementar', path: ticket },
  customer: { label: 'Cadastro de cliente', path: (id) => routePath('customer', { customerId: id }) },
  explain: { label: 'Explicação no livro de ligações', path: () => routePath('shift') },
  'close-shift': { label: 'Encerramento do turno', path: () => routePath('shift') },
};

export function draftWords(key: string): DraftWords {
  const [name = '', id = ''] = key.split(':');
  if (name === 'settings') return { label: 'Ajustes', path: null };
  const kind = KINDS[name];
  return { label: kind?.label ?? 'Texto digitado', path: kind && id && id !== 'new' ? kind.path(id) : null };
}

/** The words of a draft's value, without its structure: for a glance. At most `length` characters. */
export function draftGlance(value: unknown, length = 140): string {
  const words: string[] = [];
  const collect = (part: unknown, field: string) => {
    /* What was seen of a ticket is clock stamps, no words. */
    if (field === 'seen') return;
    if (typeof part === 'string' && part.trim() !== '' && !/id$/i.test(field)) words.push(part.trim());
    else if (Array.isArray(part)) for (const each of part) collect(each, field);
    else if (part && typeof part === 'object') for (const [name, each] of Object.entries(part)) collect(each, name);
  };
  collect(value, '');
  const text = words.join(' · ').replaceAll(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
