import type { TicketFilters } from '#shared/contract/tickets.ts';
import { TICKET_STATUS, type TicketStatus } from '#shared/domain/ticket/ticket.ts';
import { isPeriod, type Period, spanOf } from './period.ts';

/** How the address writes each status. */
const STATUS_SLUGS: Record<TicketStatus, string> = {
  open: 'aberto',
  'in-progress': 'em-atendimento',
  waiting: 'aguardando',
  closed: 'encerrado',
};

/** What the list is narrowed to, as a person chose it. Empty means all. */
export interface ListFilters {
  text: string;
  status: TicketStatus[];
  board: string;
  assigneeId: string;
  period: Period;
  /** Days. */
  from: string;
  until: string;
}

export const NO_FILTERS: ListFilters = {
  text: '',
  status: [],
  board: '',
  assigneeId: '',
  period: '',
  from: '',
  until: '',
};

/** From the address. What it does not understand is left out. */
export function readFilters(query: URLSearchParams): ListFilters {
  const slugs = (query.get('situacao') ?? '').split(',');
  const period = query.get('periodo') ?? '';
  return {
    text: query.get('q') ?? '',
    status: TICKET_STATUS.filter((status) => slugs.includes(STATUS_SLUGS[status])),
    board: query.get('aba') ?? '',
    assigneeId: query.get('atendente') ?? '',
    period: isPeriod(period) ? period : '',
    from: query.get('de') ?? '',
    until: query.get('ate') ?? '',
  };
}

/** For the address; empty values are left out by the router. */
export function writeFilters(filters: ListFilters): Record<string, string> {
  const isBetween = filters.period === 'datas';
  return {
    q: filters.text,
    situacao: filters.status.map((status) => STATUS_SLUGS[status]).join(','),
    aba: filters.board,
    atendente: filters.assigneeId,
    periodo: filters.period,
    de: isBetween ? filters.from : '',
    ate: isBetween ? filters.until : '',
  };
}

/** For the station. `today` is a day of the calendar, so that the question stays the same until midnight. */
export function toTicketFilters(filters: ListFilters, today: string): TicketFilters {
  const text = filters.text.trim();
  return {
    ...(filters.status.length > 0 ? { status: filters.status } : {}),
    ...(filters.board ? { board: filters.board } : {}),
    ...(filters.assigneeId ? { assigneeId: filters.assigneeId } : {}),
    ...(text ? { text } : {}),
    ...spanOf(filters, today),
  };
}

export function isNarrowed(filters: ListFilters): boolean {
  return Object.values(writeFilters(filters)).some((value) => value !== '');
}
