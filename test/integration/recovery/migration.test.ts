import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStation, type Station } from '#main/core/station.ts';
import { listBackups } from '#main/recovery/backups/backup-file.ts';
import { verifyBackup } from '#main/recovery/backups/verify-backup.ts';
import { COLLECTIONS, type CollectionTable } from '#main/store/open-store.ts';
import { found } from '#main/store/read.ts';
import { type StationUnderTest, startStation, TEST_KEY } from '#test/support/station-client.ts';
import { boxed, contradictions, missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';
import { backedUp, work } from './worked-station.ts';

type Migrate = (customer: Record<string, unknown>) => Record<string, unknown>;

/** The product's collections, customers one version on. */
function customersChanged(migrate: Migrate): CollectionTable {
  const { schema } = COLLECTIONS.customers;
  return { ...COLLECTIONS, customers: { schema: { ...schema, version: 1 }, migrationStrategies: { 1: migrate } } };
}
const mark: Migrate = (customer) => ({ ...customer, segment: 'varejo' });

let under: StationUnderTest;
let acknowledged: Acknowledged[];
let openings = 0;
const beforeMigration = () =>
  listBackups(join(under.dataDir, 'backups')).filter(({ reason }) => reason === 'before-migration');

beforeEach(async () => {
  under = await startStation();
  await backedUp(under);
  acknowledged = await work(under, 'antes', 3);
  await under.station.close();
});
afterEach(() => rmSync(under.dataDir, { recursive: true }));

function open(more: { collections?: CollectionTable; restore?: string } = {}): Promise<Station> {
  // A backup is named by its second.
  const ahead = ++openings * 2_000;
  const clock = () => Date.now() + ahead;
  const known = { key: TEST_KEY, keyProtection: 'key-file' as const, version: 'test', clock };
  return openStation({ dataDir: under.dataDir, ...known, ...more });
}

async function segments(station: Station): Promise<unknown[]> {
  const customers = await found(station.core.store.collections.customers);
  return customers.map((customer) => (customer as unknown as { segment?: string }).segment);
}

describe('[B1] a migration of the collections', () => {
  it('comes after a verified backup, changes every document and no ticket, and is not in the black box', async () => {
    const before = (await boxed(under.dataDir)).length;
    const station = await open({ collections: customersChanged(mark) });
    expect(await segments(station)).toEqual(['varejo', 'varejo', 'varejo']);
    expect(await missingIn(station, acknowledged)).toEqual([]);
    expect(await contradictions(station)).toEqual([]);
    expect(station.core.data.data.report).toBeNull();
    await station.close();
    expect((await boxed(under.dataDir)).length).toBe(before);
    const [backup] = beforeMigration();
    expect(backup?.note).toMatchObject({ customers: 3 });
    expect(verifyBackup({ path: backup!.path, keys: [TEST_KEY] })).toMatchObject({ customers: 3 });
    await (await open({ collections: customersChanged(mark) })).close();
    expect(beforeMigration()).toHaveLength(1);
  });

  it('what the black box has of the former schema is brought back in the new form', async () => {
    rmSync(join(under.dataDir, 'station.db'));
    const station = await open({ collections: customersChanged(mark) });
    expect(station.core.data.data.report).toMatchObject({ cause: 'missing', lost: { records: 0, unknown: 0 } });
    expect(await segments(station)).toEqual(['varejo', 'varejo', 'varejo']);
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
  });

  it('that fails stops the station with the name of the backup, and puts it back; it opens, and restoring it works', async () => {
    let done = 0;
    const broken = customersChanged((customer) => {
      if (++done === 3) throw new Error('cannot be converted');
      return mark(customer);
    });
    const failure = await open({ collections: broken }).then(
      () => null,
      (error: unknown) => error,
    );
    const [backup] = beforeMigration();
    expect(failure).toMatchObject({ code: 'migration-failed', backup: backup!.name });
    expect(verifyBackup({ path: backup!.path, keys: [TEST_KEY] })).toMatchObject({ customers: 3 });
    // The version before finds its data as they were.
    const former = await open();
    expect(former.core.data.data.report).toBeNull();
    expect(await missingIn(former, acknowledged)).toEqual([]);
    await former.close();

    const station = await open({ restore: backup!.name });
    expect(station.core.data.data.report).toMatchObject({ cause: 'asked', lost: { records: 0, unknown: 0 } });
    expect(await missingIn(station, acknowledged)).toEqual([]);
    expect(await contradictions(station)).toEqual([]);
    await station.close();
    const repaired = await open({ collections: customersChanged(mark) });
    expect(await segments(repaired)).toEqual(['varejo', 'varejo', 'varejo']);
    await repaired.close();
  });

  it('that failed among many goes on once the program is put right, and leaves none behind', async () => {
    const first = await open();
    const { customers } = first.core.store.collections;
    const [one] = await found(customers);
    const more = Array.from({ length: 450 }, (_, number) => ({ ...one!, id: `mais-${number}`, code: `m${number}` }));
    expect((await customers.bulkInsert(more)).error).toEqual([]);
    await first.close();
    let done = 0;
    const broken = customersChanged((customer) => {
      if (++done === 250) throw new Error('cannot be converted');
      return mark(customer);
    });
    await expect(open({ collections: broken })).rejects.toMatchObject({ code: 'migration-failed' });
    const station = await open({ collections: customersChanged(mark) });
    expect(station.core.data.data.report).toBeNull();
    expect(await segments(station)).toEqual(Array.from({ length: 453 }, () => 'varejo'));
    expect(await missingIn(station, acknowledged)).toEqual([]);
    await station.close();
  });

  it('whose failure could not be undone is refused until it can be', async () => {
    const broken = customersChanged(() => {
      throw new Error('cannot be converted');
    });
    writeFileSync(join(under.dataDir, 'damaged'), 'in the way');
    await expect(open({ collections: broken })).rejects.toMatchObject({ code: 'migration-failed' });
    rmSync(join(under.dataDir, 'damaged'));
    await expect(open({ collections: customersChanged(mark) })).rejects.toMatchObject({ code: 'migration-failed' });
    expect(beforeMigration()).toHaveLength(1);
    const station = await open({ collections: customersChanged(mark) });
    expect(await segments(station)).toEqual(['varejo', 'varejo', 'varejo']);
    await station.close();
  });

  it('into a version that is older than the data is refused', async () => {
    await (await open({ collections: customersChanged(mark) })).close();
    await expect(open()).rejects.toMatchObject({ code: 'newer-version' });
  });
});
