import { describe, expect, it } from 'vitest';
import { type PruneOptions, prunable } from '#main/recovery/black-box/pruning.ts';

const segments = [
  { path: 'a', day: '2026-09-01', first: 1 },
  { path: 'b', day: '2026-09-02', first: 101 },
  { path: 'c', day: '2026-10-21', first: 201 },
  { path: 'd', day: '2026-11-21', first: 301 },
];
const backup = (at: string, position: number | null, reason: 'daily' | 'manual' = 'daily') => ({
  at: `${at}T12:00:00.000Z`,
  reason,
  note: position === null ? null : ({ position } as never),
});
const due = (more: Partial<PruneOptions> = {}) =>
  prunable(segments, {
    backups: [backup('2026-11-21', 350), backup('2026-11-20', 340)],
    today: '2026-11-21',
    dayOf: (at) => at.slice(0, 10),
    deliveredUpTo: null,
    ...more,
  }).map(({ path, last }) => [path, last]);

describe('[B1] what of the black box has had its time', () => {
  it('is older than 30 days and held by two verified backups', () => {
    expect(due()).toEqual([
      ['a', 100],
      ['b', 200],
      ['c', 300],
    ]);
    expect(due({ today: '2026-11-20' })).toEqual([
      ['a', 100],
      ['b', 200],
    ]);
    expect(due({ today: '2026-09-20' })).toEqual([]);
    expect(due({ backups: [backup('2026-11-21', 350)] })).toEqual([]);
    expect(due({ backups: [backup('2026-11-21', 350), backup('2026-11-20', null)] })).toEqual([]);
    expect(due({ backups: [] })).toEqual([]);
  });

  it('is nothing that a backup of the rotation leans on when it is restored', () => {
    const backups = [backup('2026-11-21', 350), backup('2026-11-20', 340), backup('2026-10-30', 150)];
    expect(due({ backups })).toEqual([['a', 100]]);
  });

  it('does not wait for ever for a backup that was made by hand long ago', () => {
    const backups = [backup('2026-11-21', 350), backup('2026-11-20', 340), backup('2026-06-30', 10, 'manual')];
    expect(due({ backups })).toHaveLength(3);
    expect(due({ backups: [...backups, backup('2026-11-10', 50, 'manual')] })).toEqual([]);
  });

  it('where there is a server is nothing that it has not', () => {
    expect(due({ deliveredUpTo: 250 })).toEqual([
      ['a', 100],
      ['b', 200],
    ]);
    expect(due({ deliveredUpTo: 0 })).toEqual([]);
  });

  it('is never the last file', () => {
    expect(due({ today: '2027-11-21', backups: [backup('2027-11-21', 900), backup('2027-11-20', 900)] })).toHaveLength(
      3,
    );
  });
});
