import { describe, expect, it } from 'vitest';
import { defaultPace, Pace } from '#main/storage/pace.ts';
import { RowList } from '#main/storage/row-list.ts';

describe('the list of the rows of a large answer', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => index * 3);
  const options = { ...defaultPace, rows: 10 };

  function listOf(bounds: { offset: number; count: number }) {
    const pace = new Pace(options);
    const statements: number[] = [];
    const read = ({ limit, offset }: { limit: number; offset: number }) => {
      const found = rows.slice(offset, offset + limit);
      statements.push(found.length);
      return found;
    };
    return { pace, statements, list: new RowList(read, { ...bounds, pace }) };
  }

  async function rest({ pace, list }: ReturnType<typeof listOf>): Promise<number[]> {
    const found: number[] = [];
    while (!list.isAtEnd) {
      if (pace.isDue) await pace.pause();
      const next = list.next(pace);
      found.push(...next);
      pace.spend(next.length, next.length);
    }
    return found;
  }

  it('is read in parts, and is complete', async () => {
    const whole = listOf({ offset: 0, count: Number.POSITIVE_INFINITY });
    expect(await rest(whole)).toEqual(rows);
    expect(Math.max(...whole.statements)).toBe(200);
    const some = listOf({ offset: 150, count: 333 });
    expect(await rest(some)).toEqual(rows.slice(150, 483));
  });

  it('is finished at once when the table is about to change, wherever it stands', async () => {
    for (const steps of [0, 1, 2, 7, 30]) {
      const begun = listOf({ offset: 20, count: Number.POSITIVE_INFINITY });
      const found: number[] = [];
      for (let step = 0; step < steps; step++) {
        if (begun.pace.isDue) await begun.pace.pause();
        found.push(...begun.list.next(begun.pace));
        begun.pace.spend(5, 5);
      }
      begun.list.finish();
      const { length } = begun.statements;
      expect(found.concat(await rest(begun))).toEqual(rows.slice(20));
      expect(begun.statements.length).toBe(length);
      begun.list.finish();
      expect(begun.list.isAtEnd).toBe(true);
    }
  });
});
