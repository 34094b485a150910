import { describe, expect, it } from 'vitest';
import { backupName } from '#main/recovery/backups/backup-file.ts';
import { pastTheirTurn } from '#main/recovery/backups/rotation.ts';
import type { BackupReason } from '#shared/contract/recovery.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-23T12:00:00.000Z');
const dayOf = (at: string) => at.slice(0, 10);

function backup(daysAgo: number, { reason = 'daily' as BackupReason, verified = true, hour = 0 } = {}) {
  const at = new Date(START - daysAgo * DAY + hour * 3_600_000).toISOString();
  return { name: backupName(at, reason), at, reason, note: verified ? {} : null };
}

const kept = (backups: ReturnType<typeof backup>[]) => {
  const gone = new Set(pastTheirTurn(backups, dayOf));
  return backups.filter((one) => !gone.has(one));
};

describe('[B1] the rotation of backups', () => {
  it('keeps seven days and four weeks, each by its newest', () => {
    const days = Array.from({ length: 60 }, (_, ago) => backup(ago));
    expect(kept(days).map(({ at }) => dayOf(at))).toEqual([
      '2026-11-23',
      '2026-11-22',
      '2026-11-21',
      '2026-11-20',
      '2026-11-19',
      '2026-11-18',
      '2026-11-17',
      // The newest of the week of 9 November, and of the one before it.
      '2026-11-15',
      '2026-11-08',
    ]);
    const morning = backup(0);
    const evening = backup(0, { hour: 6 });
    expect(kept([morning, evening])).toEqual([evening]);
  });

  it('keeps days with pauses between them: seven that have one, not the last seven', () => {
    const days = Array.from({ length: 9 }, (_, index) => backup(index * 10));
    expect(kept(days)).toHaveLength(7);
  });

  it('never lets an unverified one push out a good one, and drops it once a newer good one is there', () => {
    const good = backup(3);
    const unverified = Array.from({ length: 10 }, (_, ago) => backup(ago, { verified: false, hour: 1 }));
    expect(kept([good, ...unverified])).toContain(good);
    expect(
      kept([good, ...unverified])
        .filter(({ note }) => !note)
        .map(({ at }) => at > good.at),
    ).not.toContain(false);
    expect(kept([backup(0, { hour: 2 }), good, ...unverified]).filter(({ note }) => !note)).toEqual([]);
  });

  it('keeps the two newest made by hand and the two newest made before a change', () => {
    const old = (reason: BackupReason) => [100, 101, 102].map((ago) => backup(ago, { reason }));
    const daily = Array.from({ length: 40 }, (_, ago) => backup(ago));
    const left = kept([...daily, ...old('manual'), ...old('before-migration')]);
    expect(left.filter(({ reason }) => reason === 'manual')).toHaveLength(2);
    expect(left.filter(({ reason }) => reason === 'before-migration')).toHaveLength(2);
  });
});
