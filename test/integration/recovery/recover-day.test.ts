import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { done, HOUR, now, type StationUnderTest, startStation } from '#test/support/station-client.ts';
import { contradictions, missingIn } from './acknowledged.ts';
import type { Acknowledged } from './station-program.ts';
import { work } from './worked-station.ts';

let station: StationUnderTest;
let yesterday: Acknowledged[];
beforeEach(async () => {
  station = await startStation();
  yesterday = await work(station, 'ontem', 2);
  station.clock.pass(24 * HOUR);
  await work(station, 'hoje', 1);
});
afterEach(() => station.close());

const DAY = '2026-11-23';

/** Takes documents out of the database behind everybody's back, as damage would. */
function lose(collection: string, where: string): number {
  const { file } = station.station.core.store;
  const numbers = file.pluck<number>('SELECT number FROM _rx_collection WHERE name = ?').all(collection);
  return numbers.reduce(
    (sum, number) => sum + file.prepare(`DELETE FROM _rx_${number} WHERE ${where}`).run().changes,
    0,
  );
}

describe('[B1] "Recuperar o dia"', () => {
  it('lists what the black box holds of a day, and that the station has it', async () => {
    const days = (await now(station.client.recovery.watch())).days.map(({ day }) => day);
    expect(days).toEqual(['2026-11-24', DAY]);
    const view = await done(station.client.recovery.day({ day: DAY }));
    expect(view).toMatchObject({ day: DAY, missing: 0, damaged: 0 });
    const reports = view.rows.filter(({ title }) => title === 'Relato');
    expect(reports.map(({ text, who, protocol, present }) => [text, who, protocol?.length, present])).toEqual([
      ['relato ontem-0', 'Ana Lima', 15, true],
      ['relato ontem-1', 'Ana Lima', 15, true],
    ]);
    expect(view.rows.some(({ text }) => text.includes('hoje'))).toBe(false);
    expect(new Set(view.rows.map(({ kind }) => kind))).toEqual(
      new Set(['entry', 'customer', 'call', 'shift', 'staff', 'pack']),
    );
  });

  it('puts back exactly what the station lacks of that day', async () => {
    const lost = lose(
      'entries',
      "json_extract(data, '$.kind') = 'reported' AND json_extract(data, '$.data.text') LIKE '%ontem%'",
    );
    const customers = lose('customers', "json_extract(data, '$.name') LIKE '%ontem%'");
    expect([lost, customers]).toEqual([2, 2]);
    await station.restart();
    expect((await missingIn(station.station, yesterday)).length).toBe(4);

    const before = await done(station.client.recovery.day({ day: DAY }));
    expect(before.missing).toBe(4);
    expect(before.rows.slice(0, 4).every(({ present }) => !present)).toBe(true);
    expect(await done(station.client.recovery.recoverDay({ day: DAY }))).toEqual({ restored: 4 });
    expect((await done(station.client.recovery.day({ day: DAY }))).missing).toBe(0);
    expect(await missingIn(station.station, yesterday)).toEqual([]);
    expect(await contradictions(station.station)).toEqual([]);
    expect(await done(station.client.recovery.recoverDay({ day: DAY }))).toEqual({ restored: 0 });
  });

  it('has nothing to say of a day without records', async () => {
    expect(await done(station.client.recovery.day({ day: '2026-01-01' }))).toMatchObject({
      total: 0,
      missing: 0,
      rows: [],
    });
  });
});
