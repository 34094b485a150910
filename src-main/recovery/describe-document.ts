import type { DayRecord, DayRecordKind } from '#shared/contract/recovery.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { entryText } from '../search/ticket-text.ts';
import type { SqliteFile } from '../storage/sqlite-file.ts';
import type { BoxedDocument } from './black-box/record.ts';

type Described = Pick<DayRecord, 'title' | 'text' | 'who' | 'ticketId' | 'protocol'>;

const MOST_CHARACTERS = 160;

/** A document of the black box in a line, as the list of a day shows it. */
export function describeDocument(kind: DayRecordKind, document: BoxedDocument, file: SqliteFile): Described {
  if (kind === 'entry') return describeEntry(document as unknown as Entry, file);
  const line = DOCUMENTS[kind](document);
  return { who: '', ticketId: null, protocol: null, ...line, text: cut(line.text) };
}

const DOCUMENTS: Record<
  Exclude<DayRecordKind, 'entry'>,
  (document: BoxedDocument) => { title: string; text: string; who?: string }
> = {
  customer: ({ code, name }) => ({ title: 'Cliente', text: [code, name].filter(Boolean).join(' · ') }),
  'work-order': ({ number, title }) => ({ title: 'O.S.', text: `${number} · ${title}` }),
  call: ({ note }) => ({ title: 'Ligação anotada', text: String(note ?? '') }),
  shift: ({ agent, closedAt }) => ({
    title: closedAt ? 'Turno fechado' : 'Turno aberto',
    text: '',
    who: (agent as { name?: string } | undefined)?.name ?? '',
  }),
  staff: ({ name }) => ({ title: 'Pessoa da equipe', text: String(name ?? '') }),
  pack: ({ name, version }) => ({ title: 'Pacote de procedimentos', text: `${name} · versão ${version}` }),
};

const ENTRIES: Record<Entry['kind'], string> = {
  'call-opened': 'Ligação aberta',
  'customer-identified': 'Cliente identificado',
  'step-saved': 'Passo salvo',
  'step-left': 'Mudança de passo',
  parked: 'Estacionada',
  resumed: 'Retomada',
  transferred: 'Transferida',
  'callback-scheduled': 'Retorno marcado',
  'callback-done': 'Retorno feito',
  forwarded: 'Encaminhado',
  'help-asked': 'Ajuda pedida',
  'work-order-linked': 'O.S. vinculada',
  reported: 'Relato',
  linked: 'Vínculo com outro chamado',
  classified: 'Classificação',
  attached: 'Anexo',
  closed: 'Encerramento',
  'clash-decided': 'Divergência decidida',
  followed: 'Acompanhamento',
  'unit-moved': 'Mudança de unidade',
  'work-started': 'Execução iniciada',
  'work-logged': 'Atividade registrada',
  'work-corrected': 'Atividade corrigida',
  'timer-discarded': 'Cronômetro descartado',
  'contact-tried': 'Tentativa de contato',
  suspended: 'Suspensão',
  'suspension-ended': 'Retomada da suspensão',
  reopened: 'Reabertura',
  unlinked: 'Vínculo desfeito',
  'change-planned': 'Plano da mudança',
  'breach-explained': 'Motivo do atraso',
  'followed-up': 'Rotina de cobrança',
};

function describeEntry(entry: Entry, file: SqliteFile): Described {
  const known = file.pluck<string>('SELECT protocol FROM ticket_head WHERE id = ?').get(entry.ticketId);
  return {
    title: ENTRIES[entry.kind],
    text: cut(entry.kind === 'call-opened' ? '' : entryText(entry)),
    who: entry.actor.name,
    ticketId: entry.ticketId,
    protocol: known ?? (entry.kind === 'call-opened' ? entry.data.protocol : null),
  };
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
