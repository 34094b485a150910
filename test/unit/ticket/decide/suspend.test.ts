import { describe, expect, it } from 'vitest';
import { decideContact } from '#shared/domain/ticket/decide/contact.ts';
import { pendingOnOurSide } from '#shared/domain/ticket/decide/pending.ts';
import { decideRoundStep, type RoundStep } from '#shared/domain/ticket/decide/round-step.ts';
import { decideEndSuspension, decideSuspend, decideWakeUp } from '#shared/domain/ticket/decide/suspend.ts';
import { decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { pauseOf, suspensionOf } from '#shared/domain/ticket/service-life.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { calledTicket, closingInput, decided, having, hours, said, service } from '#test/fixtures/service.ts';
import { ANA, AT, aTicket, BIA, closing, pack } from '#test/fixtures/ticket.ts';

const input = { reasonId: 'aguardando-fornecedor', who: ' Fábrica  Sul ', note: 'Peça pedida', until: hours(10) };
const context = { service, now: AT, pack, workOrder: null };
const suspend = (ticket: Ticket, change: Partial<typeof input> = {}, more: object = {}) =>
  decideSuspend(ticket, { ...input, ...change }, { ...context, ...more });
const suspended = having(calledTicket(), suspend(calledTicket()));

describe('suspending a ticket', () => {
  it('[S1.8] says for whom, why and until when, and the clock of the SLA stops', () => {
    expect(suspended.status).toBe('waiting');
    expect(suspensionOf(suspended)).toMatchObject({
      waitsFor: 'supplier',
      who: 'Fábrica Sul',
      reason: { label: 'Aguardando fornecedor' },
      from: AT,
      until: hours(10),
      to: null,
    });
  });

  const wrong: [string, Partial<typeof input>, string][] = [
    ['no reason', { reasonId: '' }, 'S1.8 not-chosen'],
    ['nobody named', { who: ' ' }, 'S1.8 not-said'],
    ['an end that has passed', { until: AT }, 'S1.8 suspension-until-past'],
    ['an end too far away', { until: hours(24 * 91) }, 'S1.8 suspension-too-long'],
  ];
  it.each(wrong)('[S1.8] is refused with %s', (_, change, expected) => {
    expect(said(suspend(calledTicket(), change))).toEqual([expected]);
  });

  it('[S1.8] is refused while something is pending on our side, and every thing is named', () => {
    const running = having(calledTicket(), decideStart(calledTicket(), BIA, { service, running: [] }), { actor: BIA });
    const workOrder = { number: '4411', status: 'aberta' as const };
    const refusal = suspend(running, {}, { workOrder });
    expect(said(refusal)).toEqual(['S1.8 pending-timer', 'S1.8 pending-work-order']);
    expect(!refusal.ok && refusal.refusals.map(({ message }) => message).join()).toMatch(/Bia Costa.*4411/);
    expect(said(suspend(calledTicket(), {}, { workOrder: { ...workOrder, status: 'liberada' } }))).toEqual([]);
    expect(said(suspend(aTicket('t')))).toEqual(['S1.8 pending-call']);
    const more = [{ what: 'validation', message: 'A validação da gestão técnica está pendente.', way: 'Aguarde.' }];
    expect(said(suspend(calledTicket(), {}, { more }))).toEqual(['S1.8 pending-validation']);
  });

  it('[S5.7] a step with a deadline of ours counts as pending', () => {
    const ticket = aTicket('t');
    const flow = pack.flows.find(({ id }) => id === pack.callFlow)!;
    const timed = flow.steps.find(({ timeBox }) => timeBox?.automaticExit)!;
    Object.assign(ticket.attendance!, { status: 'parked', stepId: timed.id });
    expect(pendingOnOurSide(ticket, context).map(({ what }) => what)).toEqual(['analysis']);
  });

  it('[S1.8] again moves its end, and the pause goes on without a gap', () => {
    const longer = having(suspended, suspend(suspended, { until: hours(30) }), { at: hours(4) });
    expect(longer.suspensions.map(({ from, to }) => [from, to])).toEqual([
      [AT, hours(4)],
      [hours(4), null],
    ]);
  });

  it('is refused on a closed ticket', () => {
    expect(said(suspend(having(calledTicket(), { ok: true, value: [closing('t')] })))).toEqual(['ticket-closed']);
  });
});

describe('the end of a suspension', () => {
  it('[S1.8] by hand gives the ticket to whoever resumes it', () => {
    const resumed = having(suspended, decideEndSuspension(suspended, BIA, { note: '' }), { at: hours(3), actor: BIA });
    expect(resumed).toMatchObject({ status: 'in-progress', assignee: BIA, suspensions: [{ to: hours(3) }] });
    expect(said(decideEndSuspension(resumed, BIA, { note: '' }))).toEqual(['S1.8 not-suspended']);
  });

  it('[S1.8] on its day comes by itself, and the pause ends that day however late anybody notices', () => {
    const station = stationActor(9001);
    expect(said(decideWakeUp(suspended, station, hours(9)))).toEqual(['S1.8 suspension-not-due']);
    const woken = having(suspended, decideWakeUp(suspended, station, hours(15)), { at: hours(15), actor: station });
    expect(woken).toMatchObject({ status: 'in-progress', assignee: ANA, suspensions: [{ to: hours(10) }] });
    expect(pauseOf(suspensionOf(suspended)!, hours(15)).to).toBe(hours(10));
    expect(pauseOf(suspensionOf(suspended)!, hours(5)).to).toBe(hours(5));
  });

  it('whatever else sets the status ends it', () => {
    const closed = having(suspended, { ok: true, value: [closing('t')] }, { at: hours(2) });
    expect(closed.suspensions).toMatchObject([{ to: hours(2) }]);
    expect(suspensionOf(closed)).toBeNull();
  });
});

describe('contact attempts', () => {
  it('[S1.1] are counted, with the last one and how many went unanswered, in every state', () => {
    const contact = (outcomeId: string) => ({ meansId: 'telefone', outcomeId, contact: '', note: '' });
    let ticket = having(calledTicket(), { ok: true, value: [closing('t')] });
    for (const outcome of ['nao-atendeu', 'recado'])
      ticket = having(ticket, decideContact(ticket, contact(outcome), { service }));
    expect(ticket.contacts).toMatchObject({ attempts: 2, unanswered: 2, last: { outcome: 'Deixei recado' } });
    expect(ticket.lastNewsAt).toBeNull();
    ticket = having(ticket, decideContact(ticket, contact('atendeu'), { service }), { at: hours(1) });
    expect(ticket).toMatchObject({ contacts: { attempts: 3, unanswered: 0 }, lastNewsAt: hours(1) });
    expect(said(decideContact(ticket, contact('?'), { service }))).toEqual(['S1.1 not-chosen']);
  });
});

describe('the daily round', () => {
  const round = { ...context, inForce: pack, actor: BIA, publicText: () => [], late: [], day: '2026-11-23' };
  const step = (ticket: Ticket, what: RoundStep) => decideRoundStep(ticket, what, round);
  const contact = { meansId: 'telefone', outcomeId: 'nao-atendeu', contact: '', note: '' };

  it('[S1.6] keeps who looked at each ticket and when, with what was done in the same commit', () => {
    const tried = step(suspended, { action: 'tried', contact, until: hours(40) });
    expect(decided(tried).map(({ kind }) => kind)).toEqual(['followed-up', 'contact-tried', 'suspended']);
    expect(having(suspended, tried, { at: hours(1), actor: BIA })).toMatchObject({
      status: 'waiting',
      lastRound: { day: '2026-11-23', at: hours(1), by: BIA, action: 'tried' },
      contacts: { unanswered: 1 },
    });
    expect(suspensionOf(having(suspended, tried))).toMatchObject({ until: hours(40), who: 'Fábrica Sul' });
  });

  it('[S1.6] an answer, a resumption and a closing end the wait', () => {
    const answered = step(suspended, { action: 'answered', contact: { ...contact, outcomeId: 'respondeu' } });
    expect(having(suspended, answered).status).toBe('in-progress');
    expect(having(suspended, step(suspended, { action: 'resumed', note: '' })).status).toBe('in-progress');
    const closed = step(suspended, { action: 'closed', closing: closingInput() });
    expect(having(suspended, closed)).toMatchObject({ status: 'closed', lastRound: { action: 'closed' } });
    expect(having(suspended, step(suspended, { action: 'kept', note: '', until: null })).status).toBe('waiting');
  });

  it('[S1.6] is for waiting tickets alone, and refuses what each of its actions refuses', () => {
    expect(said(step(calledTicket(), { action: 'kept', note: '', until: null }))).toEqual(['S1.6 not-waiting']);
    expect(said(step(suspended, { action: 'tried', contact: { ...contact, meansId: '' }, until: null }))).toEqual([
      'S1.1 not-chosen',
    ]);
    const empty = { ...closingInput(), closing: { textId: '', values: {}, text: '' } };
    expect(said(step(suspended, { action: 'closed', closing: empty }))).toContain('S1.9 closing-text-wrong');
  });
});
