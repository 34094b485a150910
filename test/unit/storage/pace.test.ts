import { describe, expect, it } from 'vitest';
import { Pace } from '#main/storage/pace.ts';

const pace = () => new Pace({ rows: 1000, characters: 50_000, pause: async () => undefined });

describe('pace', () => {
  it('begins with few rows, then reads what the rest of the turn allows', () => {
    const turn = pace();
    expect(turn.nextRows).toBe(100);
    turn.spendTexts(Array.from({ length: 100 }, () => 'x'.repeat(10)));
    expect(turn.nextRows).toBe(900);
    turn.spend(900, 9000);
    expect(turn.isDue).toBe(true);
  });

  it('ends a turn by characters, and reads fewer rows the larger they are', () => {
    const turn = pace();
    turn.spend(100, 40_000);
    expect(turn.nextRows).toBe(25);
    turn.spend(25, 10_000);
    expect(turn.isDue).toBe(true);
  });

  it('reads at least one row, however large', () => {
    const turn = pace();
    turn.spend(1, 49_999);
    expect(turn.nextRows).toBe(1);
  });

  it('begins anew after a pause and remembers how large rows are', async () => {
    const turn = pace();
    turn.spend(100, 50_000);
    await turn.pause();
    expect([turn.isDue, turn.nextRows]).toEqual([false, 100]);
    turn.spend(1, 0);
    expect(turn.nextRows).toBeGreaterThan(100);
  });
});
