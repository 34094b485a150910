/** What a draft is of, by its key, and where it is taken up again. */
export interface DraftWords {
  label: string;
  /** The ticket that it belongs to. */
  ticketId: string | null;
}

const KINDS: Record<string, string> = {
  step: 'Passo de um atendimento',
  notes: 'Anotações de um atendimento',
  report: 'Texto num chamado',
  customer: 'Cadastro de cliente',
  settings: 'Ajustes',
  shift: 'Livro de ligações',
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const OF_TICKETS = new Set(['step', 'notes', 'report']);

export function draftWords(key: string): DraftWords {
  const [kind = '', ...rest] = key.split(':');
  const id = rest.join(':').match(UUID)?.[0] ?? null;
  return { label: KINDS[kind] ?? 'Texto digitado', ticketId: OF_TICKETS.has(kind) ? id : null };
}

/** The words of a draft's value, without its structure: for a glance. At most `length` characters. */
export function draftGlance(value: unknown, length = 140): string {
  const words: string[] = [];
  const collect = (part: unknown, field: string) => {
    if (typeof part === 'string' && part.trim() !== '' && !/id$/i.test(field)) words.push(part.trim());
    else if (Array.isArray(part)) for (const each of part) collect(each, field);
    else if (part && typeof part === 'object') for (const [name, each] of Object.entries(part)) collect(each, name);
  };
  collect(value, '');
  const text = words.join(' · ').replaceAll(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
