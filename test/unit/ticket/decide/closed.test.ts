import { describe, expect, it } from 'vitest';
import { decideComplementaryCall, decideIdentify } from '#shared/domain/ticket/decide/call.ts';
import { type Departing, decideMove } from '#shared/domain/ticket/decide/move.ts';
import { decidePark, decideResume } from '#shared/domain/ticket/decide/park.ts';
import { decideReport } from '#shared/domain/ticket/decide/report.ts';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import { momentOf } from '#shared/domain/ticket/moment-of.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ANA, AT, aTicket, BIA, closing, ended, pack } from '#test/fixtures/ticket.ts';

const customer = { id: 'c', code: '1', name: 'Padaria', kind: 'pj' as const, document: null };
const around = {
  company: 'Softcom',
  agent: { name: 'Ana', role: 'N1' },
  customer: null,
  workOrder: null,
  openTickets: 0,
  now: AT,
  timeZone: 'UTC',
  publicText: () => [],
};
const move = (departing: Departing) => (ticket: Ticket) =>
  decideMove(ticket, departing, { pack, moment: momentOf(pack, ticket, around) });

const commands: [string, (ticket: Ticket) => { ok: boolean }][] = [
  ['identify', (ticket) => decideIdentify(ticket, customer, { registered: false })],
  [
    'save',
    (ticket) => decideSaveStep(ticket, { stepId: 'atender', answers: {}, notes: 'x' }, { pack, workOrder: () => null }),
  ],
  ['exit', move({ by: 'exit', exitId: 'identificado' })],
  ['skip', move({ by: 'skip', reasonId: 'ligacao-caiu', text: '' })],
  ['back', move({ by: 'back' })],
  ['time box', move({ by: 'time-box' })],
  ['park', (ticket) => decidePark(ticket, '')],
  ['resume', (ticket) => decideResume(ticket, BIA)],
];

describe('commands on a ticket', () => {
  it.each(commands)('%s is refused once it is closed', (_, command) => {
    expect(command(aTicket('t', closing('t')))).toMatchObject({ ok: false, refusals: [{ code: 'ticket-closed' }] });
  });

  it.each(commands.slice(1))('%s is refused once its attendance has ended, though it is open', (_, command) => {
    expect(command(aTicket('t', ended('t')))).toMatchObject({ ok: false, refusals: [{ code: 'no-attendance' }] });
  });

  it('a report is taken in every state', () => {
    for (const ticket of [aTicket(), aTicket('t', ended('t')), aTicket('t', closing('t'))]) {
      expect(decideReport(ticket, { text: ' Ligou de novo ', visibility: 'private' }, () => [])).toMatchObject({
        ok: true,
        value: [{ kind: 'reported', data: { text: 'Ligou de novo' } }],
      });
    }
  });

  it('[S5.4] only a public report is checked for its words', () => {
    const blocked = () => [{ code: 'public-text-blocked', message: 'não' }];
    expect(decideReport(aTicket(), { text: 'x', visibility: 'public' }, blocked).ok).toBe(false);
    expect(decideReport(aTicket(), { text: 'x', visibility: 'private' }, blocked).ok).toBe(true);
  });
});

describe('a complementary call', () => {
  const call = {
    ticketId: 'new',
    protocol: '2',
    callId: 'call-2',
    actor: ANA,
    note: ' Mais\u0000 um erro ',
    from: null,
  };
  const kinds = (result: ReturnType<typeof decideComplementaryCall>) =>
    result.ok ? result.value.map(({ ticketId, kind }) => `${ticketId} ${kind}`) : [];

  it('[S4.3] is written on both tickets in one set of entries', () => {
    expect(kinds(decideComplementaryCall(pack, aTicket('main'), call))).toEqual([
      'new call-opened',
      'new linked',
      'new reported',
      'new classified',
      'new closed',
      'main linked',
      'main reported',
    ]);
  });

  it('[S4.3] takes over the customer of the other ticket, unless the call has its own', () => {
    const main = { ...aTicket('main'), customer };
    expect(kinds(decideComplementaryCall(pack, main, call))).toContain('new customer-identified');
    const from = { ...aTicket('new'), customer };
    expect(kinds(decideComplementaryCall(pack, main, { ...call, from }))).toEqual([
      'new linked',
      'new reported',
      'new classified',
      'new closed',
      'main linked',
      'main reported',
    ]);
  });

  it('[S4.3] keeps the note clean', () => {
    const decided = decideComplementaryCall(pack, aTicket('main'), call);
    expect(decided.ok && decided.value.filter(({ kind }) => kind === 'reported').map(({ data }) => data)).toEqual([
      { text: 'Mais um erro' },
      { text: 'Mais um erro' },
    ]);
  });
});
