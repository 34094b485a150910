import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasUnstorableCharacters } from '#shared/domain/text/clean.ts';
import { openCall, registerCustomer, toOccurrence, typical } from '#test/support/call.ts';
import { done, now, type StationUnderTest, startStation } from '#test/support/station-client.ts';

let station: StationUnderTest;
beforeEach(async () => {
  station = await startStation();
});
afterEach(() => station.close());

/** What is pasted, and a word by which it must be found again. */
const texts: [string, string, string][] = [
  ['NUL and other controls', 'antes\u0000de\u0007pois \u001b[31mvermelho', 'antesdepois'],
  ['lone surrogates', 'meio \ud83d caminho \udc00 fim', 'caminho'],
  ['emoji, joined and flagged', '👩🏽‍💻 ligou 🇧🇷 família 👨‍👩‍👧', 'familia'],
  ['right to left', 'العميل اتصل اليوم', 'العميل'],
  ['an override that turns the text around', 'pagar \u202eragap\u202c já', 'ragap'],
  ['combining marks', 'a\u0301gua e cafe\u0301 z\u0351\u0351\u0351algo', 'água café'],
  ["a query's own syntax", 'NEAR("a" b*) OR ^col:texto AND -x', 'col texto'],
  ['markup', '<script>alert(1)</script> & {{company}} $(x)', 'alert'],
  ['the marks of a hit', 'um \ue000falso\ue001 achado', 'falso'],
  ['Windows line breaks', 'uma\r\nduas\rtrês', 'duas'],
];

const found = async (text: string) =>
  (await station.client.search.all({ text, limit: 10 })).tickets.map(({ id }) => id);

describe('hostile text', () => {
  it.each(texts)('%s in notes and reports is stored clean and found again', async (_, text, word) => {
    const { client } = station;
    const call = await openCall(client);
    await call.save('atender', { contato: text.slice(0, 100) }, text);
    const reported = await openCall(client);
    await done(client.tickets.report({ ticketId: reported.ticketId, text, visibility: 'private' }));
    await station.restart();
    expect(new Set(await found(word))).toEqual(new Set([call.ticketId, reported.ticketId]));
    const view = await now(station.client.attendance.view({ ticketId: call.ticketId }));
    expect(hasUnstorableCharacters(view?.ticket.attendance?.notes.atender ?? '\0')).toBe(false);
    const journal = JSON.stringify((await now(station.client.tickets.watch({ ticketId: reported.ticketId })))?.entries);
    expect(journal.isWellFormed()).toBe(true);
  });

  it.each(texts)('%s in a customer, a subject and a search box breaks nothing', async (_, text, word) => {
    const { client } = station;
    const customer = await registerCustomer(client, { name: text });
    expect(hasUnstorableCharacters(customer.name)).toBe(false);
    const call = await openCall(client);
    await call.identify(customer);
    await call.walk(toOccurrence);
    await call.save('ocorrencia', { ...typical.ocorrencia, assunto: text });
    expect(await found(text)).toEqual([call.ticketId]);
    expect((await client.customers.search({ text: word, limit: 5 })).map(({ id }) => id)).toEqual([customer.id]);
    const listed = await client.tickets.page({ filters: { text }, after: null, limit: 5 });
    expect(listed.rows.map(({ id }) => id)).toEqual([call.ticketId]);
    await client.workOrders.search({ text, openOnly: false, limit: 5 });
  });

  it('200 thousand characters of notes and of a report are kept to the last one, and one more is refused', async () => {
    const { client } = station;
    const { ticketId } = await openCall(client);
    const long = `${'palavra çã '.repeat(20_000).slice(0, 199_990)} fimdanota`;
    await done(client.attendance.save({ ticketId, draft: { stepId: 'atender', answers: {}, notes: long } }));
    await done(client.tickets.report({ ticketId, text: long, visibility: 'private' }));
    expect((await now(client.attendance.view({ ticketId })))?.ticket.attendance?.notes.atender).toBe(long);
    expect(await found('fimdanota')).toEqual([ticketId]);
    const draft = { stepId: 'atender', answers: {}, notes: `${long}!` };
    await expect(client.attendance.save({ ticketId, draft })).rejects.toThrow();
  });

  it('a name of 200 thousand characters is refused in words', async () => {
    const answer = await station.client.customers.save({ id: null, input: { name: 'x'.repeat(200_000), kind: 'pj' } });
    expect(answer).toMatchObject({ ok: false, refusals: [{ field: 'name' }] });
  });

  it('the reasons of commands are cleaned too', async () => {
    const { client } = station;
    const { ticketId } = await openCall(client);
    const nasty = 'co\u0000rreu \ud800 \u202eembora';
    await done(client.attendance.skip({ ticketId, draft: null, reasonId: 'ligacao-caiu', text: nasty }));
    await done(client.attendance.park({ ticketId, draft: null, reason: nasty }));
    const main = await openCall(client);
    await done(client.attendance.openComplementary({ ticketId: main.ticketId, note: nasty, fromTicketId: null }));
    await done(client.shift.noteCall({ note: nasty }));
    const { entries } = (await now(client.tickets.watch({ ticketId })))!;
    const { entries: more } = (await now(client.tickets.watch({ ticketId: main.ticketId })))!;
    const told = [...entries, ...more].map(({ data }) => data as Record<string, unknown>);
    const written = told.flatMap(({ reason, text }) => [reason, text]).filter((one) => typeof one === 'string');
    expect(written.join('|')).toContain('correu');
    expect(written.filter(hasUnstorableCharacters)).toEqual([]);
    expect((await now(client.shift.watch())).loose.filter(({ note }) => hasUnstorableCharacters(note))).toEqual([]);
  });
});
