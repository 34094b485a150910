import type { Entry, EntryOf } from '#shared/domain/ticket/entry.ts';
import { formatBytes, formatMoment } from '../../../ui/format.ts';

export type StoryKind = 'call' | 'customer' | 'step' | 'move' | 'note' | 'speech' | 'link' | 'time' | 'help' | 'end';

/** What an entry tells, for people: who did it stands before `did`. */
export interface EntryStory {
  kind: StoryKind;
  /** "abriu o chamado": goes on after the name of whoever did it. */
  did: string;
  /** As it was written, with its line breaks. */
  text: string | null;
  /** Another ticket that it speaks of. */
  other: { ticketId: string; protocol: string } | null;
}

type Tell<K extends Entry['kind']> = (
  entry: EntryOf<K>,
) => Omit<EntryStory, 'text' | 'other'> & Partial<Pick<EntryStory, 'text' | 'other'>>;

const quoted = (title: string) => `“${title}”`;
const anew = ({ corrects }: { corrects?: string }) => (corrects ? ', no lugar de um relato recusado' : '');
const because = (reason: string | null) => (reason ? `: ${reason}` : '');

const LINKED: Record<EntryOf<'linked'>['data']['relation'], string> = {
  complements: 'ligou este chamado ao que ele complementa',
  'complemented-by': 'ligou a este um chamado complementar',
  related: 'vinculou outro chamado a este',
  'parent-of': 'fez deste o chamado pai de outro',
  'child-of': 'pôs este chamado sob um chamado pai',
};

const ROUND: Record<EntryOf<'followed-up'>['data']['action'], string> = {
  tried: 'tentou contato',
  answered: 'o cliente respondeu',
  resumed: 'retomou o chamado',
  closed: 'encerrou o chamado',
  kept: 'segue à espera',
};

const TELL: { [K in Entry['kind']]: Tell<K> } = {
  'call-opened': ({ data }) =>
    data.complements
      ? { kind: 'call', did: 'registrou uma ligação que complementa o chamado', other: data.complements }
      : { kind: 'call', did: `recebeu a ligação e abriu o chamado no passo ${quoted(data.stepTitle)}` },
  'customer-identified': ({ data: { customer, registered } }) => ({
    kind: 'customer',
    did: `${registered ? 'cadastrou' : 'identificou'} o cliente ${customer.name} (código ${customer.code})`,
  }),
  'step-saved': ({ data }) => ({ kind: 'step', did: `registrou no passo ${quoted(data.stepTitle)}` }),
  'step-left': tellMove,
  parked: ({ data }) => ({ kind: 'time', did: `estacionou a ligação${because(data.reason)}` }),
  resumed: () => ({ kind: 'time', did: 'retomou a ligação' }),
  transferred: ({ data }) => ({ kind: 'move', did: `transferiu a ligação para ${data.queueLabel}` }),
  'callback-scheduled': ({ data }) => ({
    kind: 'time',
    did: `combinou um retorno para ${formatMoment(data.at)}`,
    text: data.note || null,
  }),
  'callback-done': ({ data }) => ({ kind: 'time', did: `fez o retorno combinado${because(data.outcome)}` }),
  forwarded: ({ data }) => ({
    kind: 'move',
    did: `encaminhou o chamado para a aba ${data.boardLabel}${addressee(data)}${because(data.reason)}`,
    text: data.to?.note || null,
  }),
  'help-asked': ({ data }) => ({ kind: 'help', did: `pediu ajuda: ${data.roleLabel}`, text: data.reason || null }),
  'work-order-linked': ({ data: { workOrder } }) => ({
    kind: 'link',
    did: `vinculou a O.S. ${workOrder.number}: ${workOrder.title}`,
  }),
  reported: ({ data, visibility }) =>
    visibility === 'public'
      ? { kind: 'speech', did: `escreveu ao cliente${anew(data)}`, text: data.text }
      : { kind: 'note', did: `escreveu uma nota técnica${anew(data)}`, text: data.text },
  linked: ({ data }) => ({
    kind: 'link',
    did: LINKED[data.relation],
    other: { ticketId: data.ticketId, protocol: data.protocol },
  }),
  classified: ({ data }) => ({ kind: 'step', did: `classificou o chamado${because(data.reason)}` }),
  'clash-decided': ({ data }) => ({
    kind: 'move',
    did:
      data.keep === 'won'
        ? 'decidiu uma divergência: ficou o que valia'
        : 'decidiu uma divergência: voltou o valor que tinha ficado de fora',
  }),
  followed: ({ data }) => ({
    kind: 'link',
    did: data.on ? 'passou a acompanhar o chamado' : 'deixou de acompanhar o chamado',
  }),
  'unit-moved': ({ data }) => ({
    kind: 'move',
    did: `moveu o chamado para a unidade ${data.unitName}${because(data.reason)}`,
  }),
  attached: ({ data }) => ({ kind: 'link', did: `anexou o arquivo ${quoted(data.name)} (${formatBytes(data.size)})` }),
  closed: ({ data }) => ({
    kind: 'end',
    did: `encerrou o chamado${data.article === null ? '' : ` pelo FAQ ${data.article}`}${data.cause ? ', pela causa única' : ''}`,
    text: data.text || null,
    other: data.cause ?? null,
  }),
  'work-started': () => ({ kind: 'time', did: 'iniciou a execução' }),
  'work-logged': ({ data }) => ({
    kind: 'note',
    did: `relatou uma atividade de ${formatMoment(data.from)} a ${formatMoment(data.until)}: ${data.reason.label}, ${data.means.label}`,
    text: data.description,
  }),
  'work-corrected': ({ data }) => ({
    kind: 'note',
    did: `${data.log ? 'corrigiu' : 'anulou'} um registro de atividade${because(data.reason)}`,
    text: data.log?.description ?? null,
  }),
  'timer-discarded': ({ data }) => ({ kind: 'time', did: `descartou o tempo do cronômetro${because(data.reason)}` }),
  'contact-tried': ({ data }) => ({
    kind: 'speech',
    did: `tentou contato${data.contact ? ` com ${data.contact}` : ''} por ${data.means.label}: ${data.outcome.label}`,
    text: data.note || null,
  }),
  suspended: tellSuspension,
  'suspension-ended': ({ data }) => ({
    kind: 'time',
    did: data.how === 'due' ? 'trouxe o chamado de volta, no dia marcado' : 'retomou o chamado suspenso',
    text: data.note || null,
  }),
  reopened: ({ data }) => ({
    kind: 'move',
    did: `reabriu o chamado${because(data.reason.label)}`,
    text: data.note || null,
  }),
  unlinked: ({ data }) => ({
    kind: 'link',
    did: `desfez um vínculo${because(data.reason)}`,
    other: { ticketId: data.ticketId, protocol: data.protocol },
  }),
  'change-planned': ({ data }) => ({
    kind: 'note',
    did: 'escreveu o plano da mudança',
    text: Object.values(data.fields).join('\n') || null,
  }),
  'breach-explained': ({ data }) => ({
    kind: 'time',
    did: `explicou o atraso ${data.target === 'solution' ? 'da solução' : 'da primeira resposta'}${because(data.reason.label)}`,
    text: data.note || null,
  }),
  'followed-up': ({ data }) => ({
    kind: 'time',
    did: `passou pelo chamado na rotina de cobrança: ${ROUND[data.action]}`,
    text: data.note || null,
  }),
};

function addressee({ to }: EntryOf<'forwarded'>['data']): string {
  return to ? ` (${to.role.label}${to.person ? `: ${to.person.name}` : ''})` : '';
}

function tellSuspension({ data }: EntryOf<'suspended'>): ReturnType<Tell<'suspended'>> {
  const did = `suspendeu o chamado até ${formatMoment(data.until)}, à espera de ${data.who}${because(data.reason.label)}`;
  return { kind: 'time', did, text: data.note || null };
}

function tellMove({ data }: EntryOf<'step-left'>): ReturnType<Tell<'step-left'>> {
  const from = quoted(data.fromTitle);
  const to = data.toTitle === null ? null : quoted(data.toTitle);
  switch (data.how) {
    case 'back':
      return { kind: 'move', did: `voltou de ${from} para ${to ?? 'o começo'}` };
    case 'skipped':
      return { kind: 'move', did: `pulou o passo ${from}${because(data.reason)}` };
    case 'automatic':
      return { kind: 'time', did: `passou de ${from} para ${to ?? 'o fim'}, porque o tempo do passo terminou` };
    case 'exit':
      return to === null
        ? { kind: 'move', did: `concluiu o passo ${from}: ${data.label}` }
        : { kind: 'move', did: `foi de ${from} para ${to}: ${data.label}` };
  }
}

/** The sentence of an entry. */
export function entryStory(entry: Entry): EntryStory {
  const tell = TELL[entry.kind] as Tell<Entry['kind']>;
  return { text: null, other: null, ...tell(entry) };
}
