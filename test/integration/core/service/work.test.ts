import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Staff } from '#shared/domain/staff/staff.ts';
import { deskTicket } from '#test/support/desk-ticket.ts';
import {
  done,
  follow,
  HOUR,
  MINUTE,
  now,
  PASSWORD,
  refused,
  type StationClient,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';

let station: StationUnderTest;
let bia: Staff;
beforeAll(async () => {
  station = await startStation();
  bia = await done(station.client.station.addStaff({ name: 'Bia Costa', role: 'atendente-n2', password: PASSWORD }));
});
afterAll(() => station.close());
/** Every test begins at an hour of its own, with nothing running. */
afterEach(async () => {
  station.clock.pass(6 * HOUR);
  for (const { ticketId, timerId } of await timers(station.client))
    await done(station.client.service.discardTimer({ ticketId, timerId, reason: 'fim do teste' }));
});

const timers = (client: StationClient) => now(client.service.timers());
const at = (minutes: number) => new Date(station.clock.now + minutes * MINUTE).toISOString();
const work = {
  ...{ contact: 'Maria', reasonId: 'analise', meansId: 'telefone', description: 'Conferi o banco' },
  ...{ timerId: null, from: null, until: null, overlapConfirmed: false, file: null },
};

describe('work at the desk', () => {
  it('[S3.3] one timer runs for each agent over all tickets, also after a restart, and each sees their own', async () => {
    const [one, other] = [await deskTicket(station), await deskTicket(station)];
    const seen = follow((signal) => station.client.service.timers(undefined, { signal }));
    expect(await seen.next()).toEqual([]);
    await done(station.client.service.start({ ticketId: one.ticketId }));
    expect(await seen.next()).toMatchObject([{ ticketId: one.ticketId, protocol: one.protocol, here: true }]);
    seen.stop();
    await station.restart();
    const { service } = station.client;
    expect(await refused(service.start({ ticketId: other.ticketId }))).toEqual(['S3.3 timer-running']);
    await done(station.windowOf(bia).service.start({ ticketId: other.ticketId }));
    expect(await timers(station.windowOf(bia))).toMatchObject([{ ticketId: other.ticketId }]);
    station.clock.pass(30 * MINUTE);
    const [running] = await timers(station.client);
    await done(service.logWork({ ...work, ticketId: one.ticketId, timerId: running!.timerId }));
    expect((await one.ticket()).workTimes).toMatchObject([{ from: at(-30), until: at(0) }]);
    expect(await timers(station.client)).toEqual([]);
    await done(service.start({ ticketId: other.ticketId }));
    expect((await other.ticket()).timers).toHaveLength(2);
  });

  it('[S3.2] a time that overlaps one on another ticket is refused until it is confirmed', async () => {
    const [one, other] = [await deskTicket(station), await deskTicket(station)];
    const { service } = station.client;
    await done(service.logWork({ ...work, ticketId: one.ticketId, from: at(-60), until: at(-30) }));
    const second = { ...work, ticketId: other.ticketId, from: at(-40), until: at(-10) };
    const answer = await service.logWork(second);
    expect(answer).toMatchObject({ ok: false, refusals: [{ rule: 'S3.2', code: 'work-overlap', field: 'from' }] });
    await done(service.logWork({ ...second, from: at(-30) }));
    await done(service.logWork({ ...second, overlapConfirmed: true }));
    await done(station.windowOf(bia).service.logWork(second));

    const [logged] = (await one.ticket()).workTimes;
    const { timerId: _, ...log } = { ...work, from: at(-60), until: at(-20) };
    const correction = { ticketId: one.ticketId, logId: logged!.id, reason: 'Hora errada', log };
    expect(await refused(service.correctWork(correction))).toEqual(['S3.2 work-overlap']);
    await done(service.correctWork({ ...correction, log: { ...log, until: at(-45) } }));
    await done(service.correctWork({ ...correction, log: null }));
    expect((await one.ticket()).workTimes).toMatchObject([{ struck: true, corrections: 2 }]);
    expect(await one.kinds()).toContain('work-logged');
    await done(service.logWork({ ...work, ticketId: one.ticketId, from: at(-60), until: at(-45) }));
  });

  it('[S1.1] a contact attempt is recorded in every state of a ticket', async () => {
    const { ticketId, ticket } = await deskTicket(station);
    const { contact } = station.client.service;
    await done(contact({ ticketId, meansId: 'whatsapp', outcomeId: 'enviado', contact: 'Maria', note: '' }));
    expect((await ticket()).contacts).toMatchObject({ attempts: 1, unanswered: 1, last: { means: 'WhatsApp' } });
    expect(await refused(contact({ ticketId, meansId: 'telefone', outcomeId: '', contact: '', note: '' }))).toEqual([
      'S1.1 not-chosen',
    ]);
  });

  it('[S1.7] a change is worked on only once its plan is whole', async () => {
    const { ticketId, ticket } = await deskTicket(station, 'mudanca');
    const { service } = station.client;
    expect(await refused(service.start({ ticketId }))).toEqual(['S1.7 plan-missing']);
    await done(service.plan({ ticketId, fields: { janela: 'Sábado', risco: 'Parada' } }));
    await done(service.plan({ ticketId, fields: { volta: 'Servidor antigo' } }));
    expect((await ticket()).plan).toEqual({ janela: 'Sábado', risco: 'Parada', volta: 'Servidor antigo' });
    await done(service.start({ ticketId }));
  });

  it('[S3.5] a new report names whom to tell and sets the priority in the same commit', async () => {
    const { ticketId, ticket, kinds } = await deskTicket(station);
    const report = { ticketId, text: 'Parou o faturamento', visibility: 'private' as const };
    const { tickets } = station.client;
    const raised = { ...report, notify: [bia.id], priority: { id: 'alta', reason: '' } };
    expect(await refused(tickets.report(raised))).toEqual(['S2.4 priority-reason-missing']);
    expect(await kinds()).not.toContain('reported');
    expect(await refused(tickets.report({ ...report, notify: [ticketId] }))).toEqual(['S3.5 person-unknown']);
    const impact = { stopsAction: true, hitsDelivery: true };
    await done(tickets.report({ ...report, notify: [bia.id], priority: { impact, reason: '' } }));
    expect((await ticket()).priority).toBe('alta');
    expect((await kinds()).slice(-2)).toEqual(['reported', 'classified']);
  });

  it('[S3.6] [S1.10] a forwarding asks for its form, and for what was done', async () => {
    const { ticketId, ticket } = await deskTicket(station);
    const { service, tickets } = station.client;
    const blank = {
      ticketId,
      boardId: null,
      reason: '',
      roleId: null,
      to: null,
      typeId: null,
      note: '',
      hasDraft: false,
    };
    const answer = await service.forward(blank);
    expect(!answer.ok && answer.refusals.map(({ field }) => field)).toEqual([
      'reason',
      'boardId',
      'roleId',
      'to',
      'typeId',
    ]);
    const whole = {
      ...blank,
      boardId: 'n2',
      reason: 'Acesso ao banco',
      roleId: 'atendente-n2',
      to: bia.id,
      typeId: 'incidente',
    };
    expect(await refused(service.forward(whole))).toEqual(['S1.10 nothing-recorded']);
    await done(tickets.report({ ticketId, text: 'Conferido', visibility: 'private' }));
    expect(await refused(service.forward({ ...whole, hasDraft: true }))).toEqual(['S1.10 draft-unsaved']);
    expect(await refused(service.forward({ ...whole, to: ticketId }))).toEqual(['S3.6 person-unknown']);
    await done(service.forward(whole));
    expect(await ticket()).toMatchObject({
      board: 'n2',
      status: 'open',
      assignee: { id: bia.id },
      recordedSinceTaken: false,
    });
  });
});
