import { describe, expect, test } from 'vitest';
import { breachRisk, inOrder, nextItem, queueGroup } from '#shared/domain/queue/order.ts';
import type { WorkItem } from '#shared/domain/queue/work-item.ts';
import { HOUR, item, NOW, view } from './item.ts';

const order = (items: readonly WorkItem[]) => inOrder(items, view).map(({ id }) => id);
const suspended = (until: number | null): WorkItem['suspended'] => ({ waitsFor: 'customer', until });

describe('[S2.1] the order to work in', () => {
  test('mine in progress first, whatever their priority and age; then new ones by priority; then by age', () => {
    const mineLow = item({ status: 'in-progress', assigneeId: 'ana', priority: 'baixa' });
    const mineHigh = item({ status: 'in-progress', assigneeId: 'ana', priority: 'alta' });
    const high = item({ priority: 'alta' });
    const oldLow = item({ priority: 'baixa', openedAt: NOW - 500 * HOUR });
    const medium = item();
    const oldMedium = item({ openedAt: NOW - 5 * HOUR });
    expect(order([oldLow, medium, high, mineLow, oldMedium, mineHigh])).toEqual(
      [mineHigh, mineLow, high, oldMedium, medium, oldLow].map(({ id }) => id),
    );
  });

  test('what is with others and what waits comes after what is new; closed last', () => {
    const closed = item({ status: 'closed' });
    const waiting = item({ status: 'waiting', assigneeId: 'ana' });
    const others = item({ status: 'in-progress', assigneeId: 'bia', priority: 'alta' });
    const fresh = item({ priority: 'baixa' });
    expect(order([closed, waiting, others, fresh])).toEqual([fresh, others, waiting, closed].map(({ id }) => id));
  });

  test('[S1.2] what nobody classified stands with the highest priority', () => {
    const medium = item();
    const unknown = item({ priority: null });
    const high = item({ priority: 'alta', openedAt: NOW - 3 * HOUR });
    expect(order([medium, unknown, high])).toEqual([high, unknown, medium].map(({ id }) => id));
  });

  test('two that are equal go by protocol, on every station the same', () => {
    const [a, b] = [item(), item()];
    expect(order([b, a])).toEqual([a.id, b.id]);
  });

  test.each<[string, Partial<WorkItem>, string]>([
    ['in progress with me', { status: 'in-progress', assigneeId: 'ana' }, 'mine'],
    ['of a colleague, but my timer runs', { status: 'in-progress', assigneeId: 'bia', workingIds: ['ana'] }, 'mine'],
    ['mine and not begun', { assigneeId: 'ana' }, 'new'],
    ['of nobody', {}, 'new'],
    ['a colleague’s and not begun', { assigneeId: 'bia' }, 'others'],
    ['in progress with a colleague', { status: 'in-progress', assigneeId: 'bia' }, 'others'],
    ['[S1.8] suspended', { assigneeId: 'ana', suspended: suspended(NOW + 1) }, 'waiting'],
    ['[S1.8] suspended without end', { assigneeId: 'ana', suspended: suspended(null) }, 'waiting'],
    ['[S1.8] woken up', { assigneeId: 'ana', status: 'waiting', suspended: suspended(NOW) }, 'mine'],
    ['waiting for a call back', { assigneeId: 'ana', status: 'waiting' }, 'waiting'],
  ])('%s', (_, more, group) => {
    expect(queueGroup(item(more), view)).toBe(group);
  });

  test.each<[WorkItem['sla'], string]>([
    [null, 'none'],
    [{ due: NOW, percent: 120, breached: true, paused: true }, 'breached'],
    [{ due: NOW, percent: 90, breached: false, paused: true }, 'paused'],
    [{ due: NOW, percent: 80, breached: false, paused: false }, 'risk'],
    [{ due: NOW, percent: 50, breached: false, paused: false }, 'attention'],
    [{ due: NOW, percent: 49.9, breached: false, paused: false }, 'calm'],
  ])('breach risk of %j is %s', (sla, risk) => {
    expect(breachRisk({ sla })).toBe(risk);
  });
});

describe('[S2.2] “Próximo”', () => {
  const mine = item({ status: 'in-progress', assigneeId: 'ana', priority: 'baixa' });
  const urgent = item({ priority: 'alta' });

  test('leads back to what is in progress with me before anything new', () => {
    expect(nextItem([urgent, mine], view)).toMatchObject({ item: mine, group: 'mine', mineInProgress: 1 });
  });

  test('takes the first new one when I have nothing in progress', () => {
    const reserved = item({ assigneeId: 'ana', priority: 'media' });
    expect(nextItem([reserved, urgent], view)).toMatchObject({ item: urgent, reason: 'É o próximo da fila.' });
    expect(nextItem([reserved], view)?.reason).toBe('É seu e ainda não foi iniciado.');
  });

  test('what was put back comes again only when nothing else is left, and never opens the way to new ones', () => {
    const other = item({ status: 'in-progress', assigneeId: 'ana', priority: 'baixa' });
    expect(nextItem([urgent, mine, other], view, new Set([mine.id]))?.item).toBe(other);
    expect(nextItem([urgent, mine, other], view, new Set([mine.id, other.id]))?.group).toBe('mine');
  });

  test('offers neither what waits nor what is with others, and null when nothing is left', () => {
    const rest = [item({ status: 'in-progress', assigneeId: 'bia' }), item({ suspended: suspended(null) })];
    expect(nextItem(rest, view)).toBeNull();
  });
});
