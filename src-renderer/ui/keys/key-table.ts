/**
 * Every key of the product. Screens bind handlers to ids; what the keys are, what they are called and
 * where they stand in the sheet is said here alone, and tooltips and `?` read it.
 */

export const KEY_GROUPS = {
  call: 'Ligação',
  step: 'Passo do roteiro',
  go: 'Ir para',
  list: 'Listas e cadastros',
  ticket: 'Chamado',
  general: 'Geral',
} as const;
export type KeyGroup = keyof typeof KEY_GROUPS;

export interface KeyEntry {
  id: string;
  /** Alternatives; a sequence is written with a space: `g a`. */
  keys: readonly string[];
  /** A verb, as on the button. */
  label: string;
  group: KeyGroup;
  /** Also works above a dialog. */
  everywhere?: boolean;
}

const exits = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export const KEY_TABLE = [
  { id: 'call.new', keys: ['F2'], label: 'Nova ligação', group: 'call', everywhere: true },
  { id: 'call.note', keys: ['Shift+F2'], label: 'Anotar ligação sem registro', group: 'call', everywhere: true },
  { id: 'call.park', keys: ['F4'], label: 'Estacionar ou retomar', group: 'call' },
  /* A browser keeps Ctrl+Shift+N for itself, so there is a second one. */
  {
    id: 'call.complementary',
    keys: ['Ctrl+Shift+N', 'Alt+Shift+N'],
    label: 'Ligação complementar',
    group: 'call',
  },
  { id: 'step.save', keys: ['Ctrl+Enter'], label: 'Salvar e seguir', group: 'step' },
  { id: 'step.back', keys: ['Alt+ArrowLeft'], label: 'Voltar um passo', group: 'step' },
  { id: 'step.skip', keys: ['Alt+p'], label: 'Pular o passo', group: 'step' },
  { id: 'step.notes', keys: ['Alt+n'], label: 'Ir para as anotações', group: 'step' },
  { id: 'step.customer', keys: ['Alt+c'], label: 'Ir para o cliente', group: 'step' },
  ...exits.map((number) => ({
    id: `step.exit.${number}` as const,
    keys: [`Alt+${number}`],
    label: `Tomar a saída ${number}`,
    group: 'step' as const,
  })),
  { id: 'flow.map', keys: ['m'], label: 'Mapa do fluxo', group: 'step' },
  { id: 'go.attendance', keys: ['g a'], label: 'Atender', group: 'go' },
  { id: 'go.tickets', keys: ['g c'], label: 'Chamados', group: 'go' },
  { id: 'go.customers', keys: ['g l'], label: 'Clientes', group: 'go' },
  { id: 'go.shift', keys: ['g v'], label: 'Livro de ligações', group: 'go' },
  { id: 'go.procedures', keys: ['g p'], label: 'Procedimentos', group: 'go' },
  { id: 'go.settings', keys: ['g j'], label: 'Ajustes', group: 'go' },
  { id: 'go.queue', keys: ['g e'], label: 'Fila de envio', group: 'go' },
  { id: 'list.next', keys: ['j'], label: 'Linha seguinte', group: 'list' },
  { id: 'list.previous', keys: ['k'], label: 'Linha anterior', group: 'list' },
  { id: 'list.open', keys: ['Enter'], label: 'Abrir a linha', group: 'list' },
  { id: 'list.mark', keys: ['x'], label: 'Marcar a linha', group: 'list' },
  { id: 'list.filter', keys: ['f'], label: 'Filtrar', group: 'list' },
  { id: 'centre.search', keys: ['Alt+b'], label: 'Buscar na central', group: 'list' },
  { id: 'ticket.public', keys: ['r'], label: 'Texto ao cliente', group: 'ticket' },
  { id: 'ticket.note', keys: ['n'], label: 'Nota técnica', group: 'ticket' },
  { id: 'ticket.send', keys: ['Ctrl+Enter'], label: 'Salvar o que foi escrito', group: 'ticket' },
  { id: 'ticket.follow', keys: ['w'], label: 'Acompanhar o chamado', group: 'ticket' },
  { id: 'ticket.move-unit', keys: ['u'], label: 'Mover para outra unidade', group: 'ticket' },
  { id: 'news.read', keys: ['Alt+l'], label: 'Li o que os colegas escreveram', group: 'ticket' },
  { id: 'clash.keep', keys: ['1'], label: 'Divergência: fica o que vale', group: 'ticket' },
  { id: 'clash.restore', keys: ['2'], label: 'Divergência: volta o outro valor', group: 'ticket' },
  { id: 'queue.resend', keys: ['v'], label: 'Reenviar', group: 'list' },
  { id: 'queue.correct', keys: ['o'], label: 'Corrigir e reenviar', group: 'list' },
  { id: 'queue.copy', keys: ['y'], label: 'Copiar o texto recusado', group: 'list' },
  { id: 'queue.give-up', keys: ['d'], label: 'Desistir de enviar', group: 'list' },
  { id: 'ticket.attach', keys: ['Alt+a'], label: 'Anexar arquivo', group: 'ticket' },
  { id: 'record.edit', keys: ['e'], label: 'Editar o cadastro', group: 'list' },
  { id: 'record.new', keys: ['c'], label: 'Novo cadastro', group: 'list' },
  { id: 'palette.open', keys: ['Ctrl+k'], label: 'Buscar ou comandar', group: 'general', everywhere: true },
  { id: 'search.open', keys: ['/'], label: 'Buscar', group: 'general' },
  { id: 'keys.show', keys: ['?'], label: 'Teclas desta tela', group: 'general' },
  { id: 'back', keys: ['Escape'], label: 'Voltar sem perder nada', group: 'general' },
  { id: 'theme.switch', keys: ['Alt+Shift+T'], label: 'Trocar o tema', group: 'general' },
  { id: 'session.lock', keys: ['Ctrl+Shift+L'], label: 'Bloquear a estação', group: 'general' },
] as const satisfies readonly KeyEntry[];

export type KeyId = (typeof KEY_TABLE)[number]['id'];

const byId = new Map<string, KeyEntry>(KEY_TABLE.map((entry) => [entry.id, entry]));

export function keyEntry(id: KeyId): KeyEntry {
  const entry = byId.get(id);
  if (!entry) throw new Error(`no such key: ${id}`);
  return entry;
}

/** The id of the nth exit of a step, from 1; `null` past the ninth. */
export function exitKey(number: number): KeyId | null {
  const id = `step.exit.${number}`;
  return byId.has(id) ? (id as KeyId) : null;
}
