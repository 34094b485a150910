import { describe, expect, it } from 'vitest';
import {
  isNarrowed,
  NO_FILTERS,
  readFilters,
  toTicketFilters,
  writeFilters,
} from '#renderer/features/tickets/list/list-filters.ts';
import { periodProblem } from '#renderer/features/tickets/list/period.ts';

const local = (year: number, month: number, day: number) => new Date(year, month - 1, day).toISOString();

describe('the filters of the list in the address', () => {
  it('come back as they were written', () => {
    const filters = {
      text: 'josé',
      status: ['open' as const, 'waiting' as const],
      board: 'n1-rapida',
      assigneeId: 'a1',
      period: 'datas' as const,
      from: '2026-11-01',
      until: '2026-11-21',
    };
    expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
  });

  it('leave out what they do not understand', () => {
    const filters = readFilters(new URLSearchParams('situacao=aberto,inventada&periodo=ontem'));
    expect(filters).toEqual({ ...NO_FILTERS, status: ['open'] });
  });

  it('narrow nothing when there are none', () => {
    expect(isNarrowed(NO_FILTERS)).toBe(false);
    expect(toTicketFilters(NO_FILTERS, '2026-11-21')).toEqual({});
  });
});

describe('the filters for the station', () => {
  it('make today begin at local midnight', () => {
    expect(toTicketFilters({ ...NO_FILTERS, period: 'hoje' }, '2026-11-21')).toEqual({ from: local(2026, 11, 21) });
  });

  it('count today among the last seven and thirty days', () => {
    expect(toTicketFilters({ ...NO_FILTERS, period: '7-dias' }, '2026-11-21')).toEqual({ from: local(2026, 11, 15) });
    expect(toTicketFilters({ ...NO_FILTERS, period: '30-dias' }, '2026-11-21')).toEqual({ from: local(2026, 10, 23) });
  });

  it('take both days of a span in, whole', () => {
    const filters = { ...NO_FILTERS, period: 'datas' as const, from: '2026-11-01', until: '2026-11-30' };
    expect(toTicketFilters(filters, '2026-11-21')).toEqual({ from: local(2026, 11, 1), until: local(2026, 12, 1) });
  });

  it('leave an unfinished or impossible date out', () => {
    const filters = { ...NO_FILTERS, period: 'datas' as const, from: '2026-02-31', until: '' };
    expect(toTicketFilters(filters, '2026-11-21')).toEqual({});
  });

  it('say when the end comes before the beginning', () => {
    expect(periodProblem({ period: 'datas', from: '2026-11-21', until: '2026-11-20' })).toBe(
      'O fim vem antes do começo.',
    );
    expect(periodProblem({ period: 'datas', from: '2026-11-21', until: '2026-11-21' })).toBeNull();
  });
});
