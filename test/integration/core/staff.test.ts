import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  done,
  MINUTE,
  now,
  PASSWORD,
  refused,
  type StationClient,
  type StationUnderTest,
  startStation,
} from '#test/support/station-client.ts';

const FIRST = {
  company: ' Softcom  Ltda ',
  agentName: 'Ana Lima',
  agentRole: 'atendente-n1',
  password: PASSWORD,
  withSampleData: false,
};
const phase = async (client: StationClient) => (await now(client.station.watch())).phase;

describe('the first run', () => {
  let station: StationUnderTest;
  beforeEach(async () => {
    station = await startStation({ fresh: true });
  });
  afterEach(() => station.close());

  it('names the company and the first agent, signs the agent in and opens the shift', async () => {
    const { client } = station;
    expect(await phase(client)).toBe('first-run');
    const { agentId } = await done(client.station.firstRun(FIRST));
    expect(await now(client.station.watch())).toMatchObject({
      phase: 'ready',
      company: 'Softcom Ltda',
      agent: { id: agentId, name: 'Ana Lima' },
      keyProtection: 'key-file',
      packVersion: 1,
    });
    expect((await now(client.shift.watch())).shift?.agent.id).toBe(agentId);
    expect(await phase(station.window())).toBe('signed-out');
  });

  it('happens once, also when two windows try', async () => {
    const answers = await Promise.all([
      station.client.station.firstRun(FIRST),
      station.window().station.firstRun({ ...FIRST, agentName: 'Bia' }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await refused(station.client.station.firstRun(FIRST))).toEqual(['already-set-up']);
    expect((await now(station.client.station.watch())).agents).toHaveLength(1);
  });

  it('refuses a role that the house does not have and a name of nothing but blanks, and can be done right after', async () => {
    expect(await refused(station.client.station.firstRun({ ...FIRST, agentRole: 'chefe' }))).toEqual(['role-unknown']);
    expect(await refused(station.client.station.firstRun({ ...FIRST, agentName: '\u200b\u0000' }))).toEqual([
      'name-missing',
    ]);
    await expect(station.client.station.firstRun({ ...FIRST, password: '123' })).rejects.toThrow();
    expect(await phase(station.client)).toBe('first-run');
    await done(station.client.station.firstRun(FIRST));
  });

  it('cut off before its end is done again, with the same name', async () => {
    const { store } = station.station.core;
    await done(station.client.station.firstRun(FIRST));
    store.file.prepare("DELETE FROM local_setting WHERE name = 'company'").run();
    await station.restart();
    expect(await phase(station.client)).toBe('first-run');
    await done(station.client.station.firstRun(FIRST));
    expect((await now(station.client.station.watch())).agents.map(({ name }) => name)).toEqual(['Ana Lima']);
  });
});

describe('signing in with no network', () => {
  let station: StationUnderTest;
  let window: StationClient;
  beforeEach(async () => {
    station = await startStation();
    window = station.window();
  });
  afterEach(() => station.close());
  const signIn = (password: string, agentId = station.agentId) => window.station.signIn({ agentId, password });

  it('takes the password kept here, after a restart too, and no other', async () => {
    expect(await refused(signIn('senha-errada'))).toEqual(['wrong-password']);
    expect(await refused(signIn(`${PASSWORD} `))).toEqual(['wrong-password']);
    await station.restart();
    window = station.window();
    await done(signIn(PASSWORD));
    expect(await phase(window)).toBe('ready');
    expect(await refused(signIn(PASSWORD, '01900000-0000-7000-8000-000000000000'))).toEqual(['agent-unknown']);
  });

  it('makes the next try wait longer after each wrong password, over a restart, and forgets them after a right one', async () => {
    const { id } = await done(
      station.client.station.addStaff({ name: 'Bia', role: 'atendente-n1', password: PASSWORD }),
    );
    const signIn = (password: string) => window.station.signIn({ agentId: id, password });
    for (let wrong = 0; wrong < 3; wrong++) expect(await refused(signIn('errada-errada'))).toEqual(['wrong-password']);
    expect(await refused(signIn(PASSWORD))).toEqual(['locked-out']);
    await station.restart();
    window = station.window();
    expect(await refused(signIn(PASSWORD))).toEqual(['locked-out']);
    station.clock.pass(5_000);
    expect(await refused(signIn('errada-errada'))).toEqual(['wrong-password']);
    station.clock.pass(9_999);
    expect(await refused(signIn(PASSWORD))).toEqual(['locked-out']);
    station.clock.pass(1);
    await done(signIn(PASSWORD));
    await done(window.station.signOut());
    expect(await refused(signIn('errada-errada'))).toEqual(['wrong-password']);
    await done(signIn(PASSWORD));
  }, 60_000);

  it('a clock set back does not lock anybody out for longer than the wait', async () => {
    for (let wrong = 0; wrong < 3; wrong++) await refused(signIn('errada-errada'));
    station.clock.pass(-600 * MINUTE);
    await done(signIn(PASSWORD));
  });

  it('signed out, commands are refused in words and queries end', async () => {
    const { ticketId } = await done(station.client.attendance.open({ looseCallId: null }));
    await done(station.client.station.signOut());
    const { client } = station;
    const draft = { stepId: 'atender', answers: {}, notes: 'x' };
    expect(await refused(client.attendance.open({ looseCallId: null }))).toEqual(['signed-out']);
    expect(await refused(client.attendance.save({ ticketId, draft }))).toEqual(['signed-out']);
    expect(await refused(client.customers.save({ id: null, input: { name: 'x' } }))).toEqual(['signed-out']);
    expect(await refused(client.shift.noteCall({ note: '' }))).toEqual(['signed-out']);
    expect(await refused(client.packs.install({ text: '{}' }))).toEqual(['signed-out']);
    expect(await refused(client.station.addStaff({ name: 'B', role: 'atendente-n1', password: PASSWORD }))).toEqual([
      'signed-out',
    ]);
    expect(await refused(client.station.setCompany({ company: 'Outra' }))).toEqual(['signed-out']);
    expect(await refused(client.station.draftKey())).toEqual(['signed-out']);
    await expect(client.tickets.page({ filters: {}, after: null, limit: 1 })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    });
    await expect(client.search.all({ text: 'a', limit: 1 })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await expect(now(client.attendance.watch())).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('the key of the drafts is the same after a restart, and 32 bytes', async () => {
    const { key } = await done(station.client.station.draftKey());
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    await station.restart();
    expect((await done(station.client.station.draftKey())).key).toBe(key);
  });

  it('a second agent has a name, a password and attendances of their own', async () => {
    const { client } = station;
    const bia = { name: 'Bia Costa', role: 'gestao-tecnica', password: 'outra-senha' };
    const { id } = await done(client.station.addStaff(bia));
    expect(await refused(client.station.addStaff({ ...bia, name: 'bia cósta' }))).toEqual(['name-taken']);
    expect(await refused(signIn(PASSWORD, id))).toEqual(['wrong-password']);
    await done(signIn('outra-senha', id));
    const mine = await done(client.attendance.open({ looseCallId: null }));
    const hers = await done(window.attendance.open({ looseCallId: null }));
    expect((await now(client.attendance.watch())).map(({ ticketId, status }) => [ticketId, status])).toEqual([
      [mine.ticketId, 'active'],
    ]);
    expect((await now(window.attendance.watch())).map(({ ticketId, status }) => [ticketId, status])).toEqual([
      [hers.ticketId, 'active'],
    ]);
    expect((await now(client.station.staff())).map(({ name }) => name)).toEqual(['Ana Lima', 'Bia Costa']);
  });

  it('a parked call is taken over by whoever resumes it', async () => {
    const { client } = station;
    const { id } = await done(client.station.addStaff({ name: 'Bia', role: 'atendente-n1', password: PASSWORD }));
    await done(signIn(PASSWORD, id));
    const { ticketId } = await done(client.attendance.open({ looseCallId: null }));
    await done(client.attendance.park({ ticketId, draft: null, reason: 'Almoço' }));
    await done(window.attendance.resume({ ticketId }));
    expect(await now(client.attendance.watch())).toEqual([]);
    expect((await now(window.attendance.watch()))[0]).toMatchObject({ ticketId, status: 'active' });
    expect((await now(client.attendance.view({ ticketId })))?.ticket.assignee?.id).toBe(id);
  });
});
