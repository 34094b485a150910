import { describe, expect, it } from 'vitest';
import { decidePlan, planOf } from '#shared/domain/ticket/decide/plan.ts';
import { decideSuspend } from '#shared/domain/ticket/decide/suspend.ts';
import { decideDiscardTimer, decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { decideCorrectWork, decideLogWork } from '#shared/domain/ticket/decide/work-log.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { calledTicket, decided, having, hours, said, service } from '#test/fixtures/service.ts';
import { ANA, AT, BIA, closing } from '#test/fixtures/ticket.ts';

const start = (ticket: Ticket, running: { ticketId: string; protocol: string }[] = []) =>
  decideStart(ticket, ANA, { service, running });
const input = {
  timerId: null,
  contact: 'Marta',
  reasonId: 'analise',
  meansId: 'telefone',
  description: 'Conferi o banco',
  from: hours(-2),
  until: hours(-1),
  overlapConfirmed: false,
  file: null,
};
const context = { service, actor: ANA, now: AT, elsewhere: [] };
const log = (ticket: Ticket, change: Partial<typeof input> | { timerId: string } = {}) =>
  decideLogWork(ticket, { ...input, ...change } as Parameters<typeof decideLogWork>[1], context);

describe('starting the execution of a ticket', () => {
  it('[S3.3] puts it in progress with whoever starts, and their timer runs', () => {
    const ticket = having(calledTicket(), start(calledTicket()));
    expect(ticket).toMatchObject({ status: 'in-progress', assignee: ANA, timers: [{ agent: ANA, startedAt: AT }] });
  });

  it('[S3.3] is refused while their timer runs, here or on another ticket, which it names', () => {
    const elsewhere = start(calledTicket(), [{ ticketId: 'other', protocol: '261123900100025' }]);
    expect(said(elsewhere)).toEqual(['S3.3 timer-running']);
    expect(!elsewhere.ok && elsewhere.refusals[0]?.message).toContain('261123 9001 0002 5');
    const running = having(calledTicket(), start(calledTicket()));
    expect(said(start(running, [{ ticketId: running.id, protocol: running.protocol }]))).toEqual([
      'S3.3 timer-running-here',
    ]);
    expect(said(decideStart(running, BIA, { service, running: [] }))).toEqual([]);
  });

  it('[S1.7] of a change is refused until its plan is whole, also when the call asked for it', () => {
    const change = calledTicket('t', 'mudanca');
    expect(said(start(change))).toEqual(['S1.7 plan-missing']);
    const half = having(change, decidePlan(change, { janela: 'Sábado 22 h', risco: ' ' }, { service }));
    const refusal = start(half);
    expect(!refusal.ok && refusal.refusals[0]?.message).toMatch(/risco, como voltar atrás\.$/);
    const whole = having(half, decidePlan(half, { risco: 'Parada', volta: 'Cópia' }, { service }));
    expect(said(start(whole))).toEqual([]);

    const asked = structuredClone(change);
    asked.attendance!.answers.analise = { 'plano-janela': 'Domingo', 'plano-risco': 'Parada', 'plano-volta': 'Cópia' };
    expect(planOf(asked, service)).toEqual({ janela: 'Domingo', risco: 'Parada', volta: 'Cópia' });
    expect(said(start(asked))).toEqual([]);
    expect(said(decidePlan(calledTicket(), { janela: 'Sábado' }, { service }))).toEqual(['S1.7 plan-not-needed']);
    expect(said(decidePlan(change, { quota: 'x' }, { service }))).toEqual(['S1.7 plan-field-unknown']);
  });

  it('is refused on a closed and on a suspended ticket', () => {
    expect(said(start(having(calledTicket(), { ok: true, value: [closing('t')] })))).toEqual(['ticket-closed']);
    const suspension = { reasonId: 'aguardando-cliente', who: 'Marta', note: '', until: hours(5) };
    const suspended = having(
      calledTicket(),
      decideSuspend(calledTicket(), suspension, { service, now: AT, pack: null, workOrder: null }),
    );
    expect(said(start(suspended))).toEqual(['S1.8 ticket-suspended']);
  });

  it('[S3.3] a timer is stopped by its owner alone, with a reason when nothing is recorded', () => {
    const ticket = having(calledTicket(), start(calledTicket()));
    const timerId = ticket.timers[0]!.id;
    expect(said(decideDiscardTimer(ticket, BIA, { timerId, reason: 'engano' }))).toEqual(['S3.3 timer-unknown']);
    expect(said(decideDiscardTimer(ticket, ANA, { timerId, reason: ' ' }))).toEqual(['S3.3 not-said']);
    expect(having(ticket, decideDiscardTimer(ticket, ANA, { timerId, reason: 'engano' })).timers).toEqual([]);
  });
});

describe('an activity record', () => {
  it('[S3.2] [S3.4] tells for whom, with whom, why, by what means, and when; and stops the timer it names', () => {
    const running = having(calledTicket(), start(calledTicket()));
    const timerId = running.timers[0]!.id;
    const done = log(running, { timerId });
    expect(decided(done)[0]).toMatchObject({
      kind: 'work-logged',
      visibility: 'private',
      data: { contact: 'Marta', reason: { label: 'Análise' }, means: { label: 'Telefone' }, timerId },
    });
    expect(having(running, done)).toMatchObject({
      timers: [],
      workTimes: [{ agentId: ANA.id, from: input.from, until: input.until, struck: false }],
    });
    expect(said(log(calledTicket(), { timerId }))).toEqual(['S3.3 timer-unknown']);
  });

  const wrong: [string, object, string][] = [
    ['no reason', { reasonId: '' }, 'S3.2 not-chosen'],
    ['a means that there is not', { meansId: 'pombo' }, 'S3.2 not-chosen'],
    ['nothing described', { description: ' \n' }, 'S3.2 not-said'],
    ['an end before its start', { until: hours(-3) }, 'S3.2 work-end-before-start'],
    ['an end at its start', { until: input.from }, 'S3.2 work-end-before-start'],
    ['an end to come', { until: hours(1) }, 'S3.2 work-in-future'],
    ['a file that is not on the ticket', { file: 'a'.repeat(64) }, 'S3.2 file-unknown'],
  ];
  it.each(wrong)('[S3.2] is refused with %s', (_, change, expected) => {
    expect(said(log(calledTicket(), change))).toEqual([expected]);
  });

  it('[S3.2] that overlaps another one of the same agent has to be confirmed', () => {
    const once = having(calledTicket(), log(calledTicket()));
    expect(said(log(once, { from: hours(-1.5), until: hours(-0.5) }))).toEqual(['S3.2 work-overlap']);
    expect(said(log(once, { from: hours(-1.5), until: hours(-0.5), overlapConfirmed: true }))).toEqual([]);
    expect(said(log(once, { from: hours(-1), until: AT }))).toEqual([]);
    expect(said(decideLogWork(once, input, { ...context, actor: BIA }))).toEqual([]);
    const elsewhere = [{ protocol: '261123900100025', from: hours(-3), until: hours(-1.5) }];
    expect(said(decideLogWork(calledTicket(), input, { ...context, elsewhere }))).toEqual(['S3.2 work-overlap']);
  });

  it('[S3.2] is corrected with a reason by who wrote it, and what it was stays in the history', () => {
    const once = having(calledTicket(), log(calledTicket()));
    const { timerId: _, ...text } = input;
    const correction = { logId: once.workTimes[0]!.id, reason: 'Hora errada', log: { ...text, until: hours(-0.5) } };
    expect(said(decideCorrectWork(once, { ...correction, reason: '' }, context))).toEqual(['S3.2 not-said']);
    expect(said(decideCorrectWork(once, correction, { ...context, actor: BIA }))).toEqual(['S3.2 work-of-another']);
    const fixed = having(once, decideCorrectWork(once, correction, context));
    expect(fixed.workTimes).toMatchObject([{ from: input.from, until: hours(-0.5), corrections: 1, struck: false }]);
    const struck = having(fixed, decideCorrectWork(fixed, { ...correction, log: null }, context));
    expect(struck.workTimes).toMatchObject([{ corrections: 2, struck: true }]);
    expect(said(log(struck))).toEqual([]);
  });
});
