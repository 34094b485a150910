import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { openStation, type Station } from '#main/core/station.ts';
import { type BoxDisk, realDisk } from '#main/recovery/black-box/black-box.ts';
import { betterSqlite3Driver } from '#main/storage/drivers/better-sqlite3.ts';
import {
  done,
  follow,
  newDataDir,
  now,
  PASSWORD,
  refused,
  type StationClient,
  TEST_KEY,
} from '#test/support/station-client.ts';
import { faultDriver } from '../../contract/storage/fault-driver.ts';
import { boxed, contradictions, missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';

const FIRST = { company: 'Softcom', agentName: 'Ana Lima', agentRole: 'atendente-n1', password: PASSWORD };

let dataDir = '';
let station: Station;
let client: StationClient;

async function start(more: Partial<Parameters<typeof openStation>[0]> = {}): Promise<void> {
  dataDir ||= newDataDir();
  station = await openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test', ...more });
  client = createRouterClient(station.router, { context: { session: station.newSession() } });
  await done(client.station.firstRun({ ...FIRST, withSampleData: false }));
}

afterEach(async () => {
  await station.close();
  rmSync(dataDir, { recursive: true, force: true });
  dataDir = '';
});

/** A disk that can be made to refuse. */
function brokenDisk(): BoxDisk & { refuse: 'write' | 'sync' | null; code: string } {
  const disk = {
    refuse: null as 'write' | 'sync' | null,
    code: 'EIO',
    write(...given: Parameters<BoxDisk['write']>) {
      if (disk.refuse === 'write') throw Object.assign(new Error('refused'), { code: disk.code });
      realDisk.write(...given);
    },
    sync(descriptor: number) {
      realDisk.sync(descriptor);
      if (disk.refuse === 'sync') throw Object.assign(new Error('refused'), { code: disk.code });
    },
  };
  return disk;
}

const reports = async (ticketId: string) =>
  (await station.core.store.journal(ticketId)).filter(({ kind }) => kind === 'reported').length;

describe('[B1] a black box that cannot be written', () => {
  it.each([
    ['write', 'ENOSPC', 'full'],
    ['write', 'EIO', 'io'],
    ['sync', 'EIO', 'io'],
  ] as const)(
    'refuses the save in words on a failed %s (%s), saves nothing of it, and goes on once reopened',
    async (call, code, named) => {
      const disk = brokenDisk();
      await start({ disk });
      const { ticketId } = await done(client.attendance.open({ looseCallId: null }));
      Object.assign(disk, { refuse: call, code });
      const say = (text: string) => client.tickets.report({ ticketId, text, visibility: 'private' });
      expect(await refused(say('primeira'))).toEqual([`B1 storage-${named}`]);
      Object.assign(disk, { refuse: null });
      expect(await refused(say('segunda'))).toEqual([`B1 storage-${named}`]);
      expect((await now(client.station.watch())).storage).toMatchObject({ state: 'stopped', code: named });
      expect(await reports(ticketId)).toBe(0);

      await done(client.recovery.reopen());
      expect((await now(client.station.watch())).storage).toEqual({ state: 'ok' });
      await done(say('primeira'));
      expect(await reports(ticketId)).toBe(1);
      // What was refused is void: put back, it would be there twice.
      await station.close();
      rmSync(join(dataDir, 'station.db'));
      rmSync(join(dataDir, 'backups'), { recursive: true });
      station = await openStation({ dataDir, key: TEST_KEY, keyProtection: 'key-file', version: 'test' });
      expect(await reports(ticketId)).toBe(1);
      expect(await contradictions(station)).toEqual([]);
    },
  );
});

describe('[B1] a database that stops', () => {
  it.each(['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_CORRUPT'])(
    'on %s keeps the windows, says why, and goes on once reopened',
    async (result) => {
      const driver = faultDriver(betterSqlite3Driver());
      await start({ driver });
      const { ticketId } = await done(client.attendance.open({ looseCallId: null }));
      const view = follow((signal) => client.tickets.watch({ ticketId }, { signal }));
      const frame = follow((signal) => client.station.watch(undefined, { signal }));
      expect((await view.next())?.entries).toHaveLength(1);
      expect((await frame.next()).storage).toEqual({ state: 'ok' });

      driver.arm({ nth: 1, result, when: 'before', sticky: true });
      const save = () => client.tickets.report({ ticketId, text: 'o que foi digitado', visibility: 'private' });
      const [code] = await refused(save());
      expect(code).toMatch(/^B1 storage-(full|io|corrupt)$/);
      expect((await frame.next()).storage).toMatchObject({ state: 'stopped' });
      expect(await refused(client.recovery.reopen())).toEqual(['B1 still-stopped']);
      expect(await refused(save())).toEqual([code]);
      expect((await now(client.station.watch())).agents).toHaveLength(1);
      expect(await view.quiet()).toBe(true);

      driver.disarm();
      await done(client.recovery.reopen());
      await done(save());
      for (let shown = 0; shown !== 2; ) shown = (await view.next())?.entries.length ?? 0;
      expect((await now(client.station.watch())).storage).toEqual({ state: 'ok' });
      expect(await contradictions(station)).toEqual([]);
      view.stop();
      frame.stop();
    },
  );

  it('in the middle of a commit leaves neither half an entry nor one twice', async () => {
    const driver = faultDriver(betterSqlite3Driver());
    await start({ driver });
    const { ticketId } = await done(client.attendance.open({ looseCallId: null }));
    let expected = 0;
    let reached = 0;
    for (let nth = 1; nth <= 40; nth++) {
      driver.arm({ nth, result: 'SQLITE_IOERR', when: 'before' });
      const saved = await client.tickets.report({ ticketId, text: `relato ${nth}`, visibility: 'private' });
      const faulted = station.core.data.storage.state === 'stopped';
      driver.disarm();
      if (faulted) {
        reached++;
        await done(client.recovery.reopen());
      }
      if (!saved.ok) await done(client.tickets.report({ ticketId, text: `relato ${nth}`, visibility: 'private' }));
      expected++;
      expect(await reports(ticketId)).toBe(expected);
    }
    expect(reached).toBeGreaterThan(5);
    expect(await contradictions(station)).toEqual([]);
  }, 120_000);
});

describe('[B1] a full disk', () => {
  it('acknowledges or refuses, never half; what was acknowledged is there once there is room', async ({ skip }) => {
    const mounted = newDataDir();
    skip(!mountSmallDisk(mounted), 'no small file system to be had here');
    onTestFinished(() => {
      execFileSync('umount', [mounted]);
      rmSync(mounted, { recursive: true });
    });
    dataDir = join(mounted, 'perfil');
    await start();
    const { ticketId } = await done(client.attendance.open({ looseCallId: null }));
    const ballast = join(mounted, 'lastro');
    const { bavail, bsize } = statfsSync(mounted);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 1024 * 1024), 1));
    const acknowledged: Acknowledged[] = [];
    let refusals: string[] = [];
    for (let number = 0; refusals.length === 0; number++) {
      const text = `relato ${number} ${'x'.repeat(3000)}`;
      const said = await client.tickets.report({ ticketId, text, visibility: 'private' });
      if (said.ok) acknowledged.push({ kind: 'entry', ticketId, text });
      else refusals = said.refusals.map(({ code }) => code);
    }
    expect(refusals).toEqual(['storage-full']);
    expect(acknowledged.length).toBeGreaterThan(5);
    expect((await now(client.station.watch())).storage).toMatchObject({ state: 'stopped', code: 'full' });
    rmSync(ballast);
    await done(client.recovery.reopen());
    expect(await missingIn(station, acknowledged)).toEqual([]);
    expect(await reports(ticketId)).toBe(acknowledged.length);
    expect((await boxed(dataDir)).filter(({ ticketId: id }) => id === ticketId).length).toBeGreaterThanOrEqual(
      acknowledged.length,
    );
    await done(client.tickets.report({ ticketId, text: 'há espaço de novo', visibility: 'private' }));
    expect(await contradictions(station)).toEqual([]);
  });
});

/** A file system of 24 MB in memory, where the system lets us mount one (Linux, root). */
function mountSmallDisk(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', directory], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
