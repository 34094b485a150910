import { describe, expect, it } from 'vitest';
import { HostError } from '#main/hosts/host-error.ts';
import { troubleOf } from '#main/hosts/rescue/trouble.ts';
import { MigrationFailed } from '#main/recovery/migration-failed.ts';
import { StorageError } from '#main/storage/storage-error.ts';

describe('[B1] what keeps a station from opening', () => {
  const storage = (code: StorageError['code']) => new StorageError(code, { path: 'x' });
  it.each([
    [storage('full'), 'full', ['again']],
    [Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'open' }), 'full', ['again']],
    [storage('newer-version'), 'newer-version', ['again']],
    [new MigrationFailed('cópia', new Error('x')), 'migration-failed', ['again']],
    [storage('corrupt'), 'corrupt', ['again', 'restore', 'day']],
    [storage('read-only'), 'read-only', ['again']],
    [new HostError('station-revoked', 'x'), 'station-revoked', []],
    [new Error('a defect'), 'unknown', ['again', 'restore', 'day']],
  ])('%s is said in words of its own, with the ways that help', (error, code, expected) => {
    const trouble = troubleOf(error);
    expect([trouble?.code, trouble?.ways]).toEqual([code, expected]);
  });

  it.each(['data-in-use', 'port-in-use', 'bad-option'] as const)('%s stays at the console', (code) => {
    expect(troubleOf(new HostError(code, 'x'))).toBeNull();
  });
});
