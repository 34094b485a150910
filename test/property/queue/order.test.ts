import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byQueue, inOrder, nextItem, queueGroup } from '#shared/domain/queue/order.ts';
import type { WorkItem } from '#shared/domain/queue/work-item.ts';
import { item, NOW, view } from '#test/unit/queue/item.ts';

const anyItem: fc.Arbitrary<WorkItem> = fc
  .record({
    status: fc.constantFrom('open', 'in-progress', 'waiting', 'closed'),
    openedAt: fc.integer({ min: NOW - 5, max: NOW }),
    assigneeId: fc.constantFrom(null, 'ana', 'bia'),
    workingIds: fc.subarray(['ana', 'bia']),
    priority: fc.constantFrom(null, 'alta', 'media', 'baixa', 'outra'),
    protocol: fc.constantFrom('1', '2', '3'),
    suspended: fc.constantFrom(null, { waitsFor: 'customer', until: NOW + 1 }, { waitsFor: 'supplier', until: NOW }),
  } as const)
  .map((more) => item(more as Partial<WorkItem>));

describe('[S2.1] [S2.2] the queue', () => {
  test('is one order, whatever order the tickets come in', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), fc.nat(), (items, turn) => {
        const ordered = inOrder(items, view);
        const turned = items.map((_, i) => items[(i + turn) % items.length]!);
        expect(inOrder(turned, view)).toEqual(ordered);
        const compare = byQueue(view);
        for (const [i, one] of ordered.entries()) {
          const next = ordered[i + 1];
          if (next) expect(compare(one, next)).toBeLessThan(0);
        }
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  test('“Próximo” is the head of the queue, never new while something is in progress with me', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), fc.boolean(), (items, putBack) => {
        const passed = new Set(putBack ? items.slice(0, 3).map(({ id }) => id) : []);
        const next = nextItem(items, view, passed);
        const groups = items.map((one) => queueGroup(one, view));
        expect(next === null).toBe(!groups.includes('mine') && !groups.includes('new'));
        expect(next?.group === 'mine').toBe(groups.includes('mine'));
        if (next && !putBack) expect(next.item).toBe(inOrder(items, view)[0]);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });
});
