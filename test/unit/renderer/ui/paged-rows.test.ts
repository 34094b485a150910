import { describe, expect, it } from 'vitest';
import {
  arrivedCount,
  firstPage,
  nextOf,
  type PageAnswer,
  pagesOfRange,
  refreshed,
  rowsOf,
  withNextPage,
} from '#renderer/ui/list/paged-rows.ts';

interface Row {
  id: string;
  title: string;
}

const idOf = (row: Row) => row.id;
const answer = (
  ids: string[],
  { total = ids.length, next = null as string | null, title = '' } = {},
): PageAnswer<Row> => ({
  rows: ids.map((id) => ({ id, title })),
  total,
  next,
});
const ids = (rows: readonly Row[]) => rows.map(idOf);

const twoPages = () =>
  withNextPage(firstPage(answer(['e', 'd'], { total: 5, next: 'd' })), {
    after: 'd',
    answer: answer(['c', 'b'], { total: 5, next: 'b' }),
    idOf,
  });

describe('a list loaded page by page', () => {
  it('goes on where the last page ended', () => {
    const list = twoPages();
    expect(ids(rowsOf(list))).toEqual(['e', 'd', 'c', 'b']);
    expect(nextOf(list)).toBe('b');
  });

  it('ignores a page that does not follow the last', () => {
    const list = twoPages();
    expect(withNextPage(list, { after: 'd', answer: answer(['x']), idOf })).toBe(list);
  });

  it('knows which pages are in sight', () => {
    const list = twoPages();
    expect(pagesOfRange(list, 0, 1)).toEqual([0]);
    expect(pagesOfRange(list, 1, 2)).toEqual([0, 1]);
    expect(pagesOfRange(list, 3, 9)).toEqual([1]);
  });
});

describe('a list whose store changes beneath it', () => {
  it('writes what changed into the rows that are there', () => {
    const list = refreshed(twoPages(), {
      index: 0,
      answer: answer(['e', 'd'], { total: 5, next: 'd', title: 'novo' }),
      idOf,
    });
    expect(rowsOf(list)).toEqual([
      { id: 'e', title: 'novo' },
      { id: 'd', title: 'novo' },
      { id: 'c', title: '' },
      { id: 'b', title: '' },
    ]);
  });

  it('counts new rows and does not move those that are shown', () => {
    const list = refreshed(twoPages(), { index: 0, answer: answer(['g', 'f'], { total: 7, next: 'f' }), idOf });
    expect(ids(rowsOf(list))).toEqual(['e', 'd', 'c', 'b']);
    expect([...list.arrived]).toEqual(['g', 'f']);
    expect(arrivedCount(list)).toBe(2);
    expect(list.gone.size).toBe(0);
  });

  it('counts the growth of the list when it is more than was seen', () => {
    const list = refreshed(twoPages(), { index: 0, answer: answer(['g', 'f'], { total: 305, next: 'f' }), idOf });
    expect(arrivedCount(list)).toBe(300);
  });

  it('marks what no longer belongs and keeps it in its place', () => {
    const list = refreshed(twoPages(), { index: 0, answer: answer(['d', 'c'], { total: 4, next: 'c' }), idOf });
    expect(ids(rowsOf(list))).toEqual(['e', 'd', 'c', 'b']);
    expect([...list.gone]).toEqual(['e']);
    expect(list.arrived.size).toBe(0);
  });

  it('takes the mark back when the row belongs again', () => {
    const without = refreshed(twoPages(), { index: 0, answer: answer(['d', 'c'], { total: 4, next: 'c' }), idOf });
    const again = refreshed(without, { index: 0, answer: answer(['e', 'd'], { total: 5, next: 'd' }), idOf });
    expect(again.gone.size).toBe(0);
  });

  it('does not take for new what merely lies behind the last loaded row', () => {
    const list = refreshed(twoPages(), { index: 1, answer: answer(['b', 'a'], { total: 4, next: 'a' }), idOf });
    expect(list.arrived.size).toBe(0);
    expect([...list.gone]).toEqual(['c']);
  });

  it('shows at once what comes behind the last row of a list that was whole: nothing moves', () => {
    const whole = firstPage(answer(['b']));
    const list = refreshed(whole, { index: 0, answer: answer(['b', 'a'], { total: 9, next: 'a' }), idOf });
    expect(ids(rowsOf(list))).toEqual(['b', 'a']);
    expect(nextOf(list)).toBe('a');
    expect(arrivedCount(list)).toBe(0);
  });

  it('counts what comes above the rows of a list that was whole', () => {
    const list = refreshed(firstPage(answer(['b'])), { index: 0, answer: answer(['c', 'b', 'a']), idOf });
    expect(ids(rowsOf(list))).toEqual(['b', 'a']);
    expect([...list.arrived]).toEqual(['c']);
    expect(arrivedCount(list)).toBe(1);
  });

  it('does not count what the list grows by beneath the rows that are shown', () => {
    const list = refreshed(twoPages(), { index: 0, answer: answer(['e', 'd'], { total: 97_000, next: 'd' }), idOf });
    expect(arrivedCount(list)).toBe(0);
  });

  it('fills an empty list by itself', () => {
    const list = refreshed(firstPage(answer([])), { index: 0, answer: answer(['a', 'b'], { total: 182 }), idOf });
    expect(ids(rowsOf(list))).toEqual(['a', 'b']);
    expect(arrivedCount(list)).toBe(0);
  });
});
