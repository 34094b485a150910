import { beforeEach, describe, expect, it } from 'vitest';
import { nodeSqliteDriver } from '#main/storage/drivers/node-sqlite.ts';
import { openSqliteFile } from '#main/storage/open-sqlite-file.ts';
import type { SqliteFile } from '#main/storage/sqlite-file.ts';
import {
  forgetServiceFacts,
  projectServiceFacts,
  SERVICE_FACTS_SQL,
  suspensionsDue,
  ticketsWithTimer,
  ticketsWorkedOn,
} from '#main/store/projections/service-facts.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { hours } from '#test/fixtures/service.ts';
import { ANA, AT } from '#test/fixtures/ticket.ts';

let file: SqliteFile;
beforeEach(() => {
  file = openSqliteFile({ path: ':memory:', driver: nodeSqliteDriver() });
  file.exec(SERVICE_FACTS_SQL);
});

const entry = (kind: Entry['kind'], id: string, rest: object = {}) =>
  ({ kind, id, ticketId: 't', at: AT, actor: ANA, station: '9001', patch: {}, data: {}, ...rest }) as Entry;
const started = entry('work-started', 'timer');
const stopped = entry('work-logged', 'log', { data: { timerId: 'timer', from: AT, until: hours(1) } });
const project = (...entries: Entry[]) => projectServiceFacts(file, entries);

describe('what the desk looks up across tickets', () => {
  it('[S3.3] a timer runs until it is stopped, in whatever order the two come, and however often', () => {
    project(started);
    expect(ticketsWithTimer(file, ANA.id)).toEqual(['t']);
    project(stopped, started);
    expect(ticketsWithTimer(file, ANA.id)).toEqual([]);
    project(entry('timer-discarded', 'd', { data: { timerId: 'other' } }), entry('work-started', 'other'));
    expect(ticketsWithTimer(file, ANA.id)).toEqual([]);
  });

  it('[S3.2] finds the tickets on which somebody worked within a span of time, corrected times too', () => {
    project(stopped, entry('work-corrected', 'c', { data: { log: { from: hours(4), until: hours(5) } } }));
    const worked = (from: number, until: number) =>
      ticketsWorkedOn(file, ANA.id, { from: hours(from), until: hours(until) });
    expect(worked(-1, 0.5)).toEqual(['t']);
    expect(worked(1, 4)).toEqual([]);
    expect(worked(4.5, 9)).toEqual(['t']);
    expect(ticketsWorkedOn(file, 'bia', { from: AT, until: hours(9) })).toEqual([]);
  });

  it('[S1.8] knows when a suspension is to be looked at, also one that a decided clash brought back', () => {
    project(entry('suspended', 's', { data: { until: hours(2) } }));
    expect(suspensionsDue(file, hours(1))).toEqual([]);
    expect(suspensionsDue(file, hours(2))).toEqual([{ ticketId: 't', at: hours(2), station: '9001' }]);
    project(entry('clash-decided', 'd', { at: hours(3), patch: { status: 'waiting' } }));
    expect(suspensionsDue(file, hours(3))).toEqual([{ ticketId: 't', at: hours(3), station: '9001' }]);
  });

  it('keeps nothing of a ticket that left', () => {
    project(started, stopped, entry('suspended', 's', { data: { until: hours(2) } }));
    forgetServiceFacts(file, 't');
    expect(suspensionsDue(file, hours(9))).toEqual([]);
    for (const table of ['agent_work', 'timer_stopped'])
      expect(file.pluck<number>(`SELECT count(*) FROM ${table}`).get()).toBe(0);
  });
});
