import { describe, expect, it } from 'vitest';
import { decideForward, type ForwardInput } from '#shared/domain/ticket/decide/forward.ts';
import { decideReclassify, derivedPriority, impactOf } from '#shared/domain/ticket/decide/reclassify.ts';
import { decideReport } from '#shared/domain/ticket/decide/report.ts';
import { decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { calledTicket, decided, having, note, said, service } from '#test/fixtures/service.ts';
import { ANA, AT, aTicket, BIA, ended, pack } from '#test/fixtures/ticket.ts';

const recorded = (ticket: Ticket, actor = ANA) => previewDrafts(ticket, [note(ticket.id)], { at: AT, actor });
const ready = recorded(calledTicket());
const board = pack.boards[0]!;
const whole: ForwardInput = {
  boardId: board.id,
  reason: 'Precisa de acesso ao banco',
  roleId: BIA.role,
  to: BIA,
  typeId: 'solicitacao',
  note: '',
  hasDraft: false,
};
const forward = (ticket: Ticket, change: Partial<ForwardInput> = {}) =>
  decideForward(ticket, { ...whole, ...change }, { pack, actor: ANA });

describe('forwarding by hand', () => {
  it('[S3.6] says why, to what profile, to whom, and as what type of request', () => {
    expect(having(ready, forward(ready))).toMatchObject({
      board: board.id,
      assignee: BIA,
      status: 'open',
      type: 'solicitacao',
    });
    expect(having(ready, forward(ready, { to: 'board' }))).toMatchObject({ assignee: null });
  });

  const missing: [string, Partial<ForwardInput>, string[]][] = [
    ['no reason', { reason: ' ' }, ['S3.6 not-said']],
    ['no profile', { roleId: null }, ['S3.6 not-chosen']],
    ['nobody', { to: null }, ['S3.6 not-chosen']],
    ['no type', { typeId: null }, ['S3.6 not-chosen']],
    ['no board', { boardId: 'fantasma' }, ['S3.6 not-chosen']],
    ['somebody of another profile', { roleId: 'especialista' }, ['S3.6 not-of-profile']],
    [
      'an empty form',
      { reason: '', boardId: null, roleId: null, to: null, typeId: null },
      ['S3.6 not-said', ...Array<string>(4).fill('S3.6 not-chosen')],
    ],
  ];
  it.each(missing)('[S3.6] is refused with %s', (_, change, expected) => {
    expect(said(forward(ready, change))).toEqual(expected);
  });

  it('[S1.10] is refused with a text unsaved, a timer running, or nothing recorded since it was taken', () => {
    expect(said(forward(ready, { hasDraft: true }))).toEqual(['S1.10 draft-unsaved']);
    const running = having(ready, decideStart(ready, ANA, { service, running: [] }));
    expect(said(forward(running))).toEqual(['S1.10 timer-running-here']);
    expect(said(forward(calledTicket()))).toEqual(['S1.10 nothing-recorded']);
    const taken = having(ready, forward(ready), { actor: ANA });
    const bias = { pack, actor: BIA };
    expect(said(decideForward(taken, { ...whole, to: 'board' }, bias))).toEqual(['S1.10 nothing-recorded']);
    expect(said(decideForward(recorded(taken, BIA), { ...whole, to: 'board' }, bias))).toEqual([]);
    // Nobody has it, so nobody can have kept anything back.
    const nobodys = having(ready, forward(ready, { to: 'board' }));
    expect(said(forward(nobodys))).toEqual([]);
  });

  it('[S1.2] is refused unclassified, and never with the call on the line', () => {
    expect(said(forward(recorded(aTicket('t', ended('t')))))).toEqual(['S1.2 not-classified']);
    expect(said(forward(recorded(aTicket('t'))))).toContain('S5.11 call-active');
  });
});

describe('classifying by hand', () => {
  const blank = aTicket('t', ended('t'));
  const classify = (ticket: Ticket, input: Partial<Parameters<typeof decideReclassify>[1]>) =>
    decideReclassify(ticket, { reason: '', ...input }, pack);
  const both = { stopsAction: true, hitsDelivery: true };

  it.each([
    [true, true, 'alta'],
    [true, false, 'media'],
    [false, true, 'baixa'],
    [false, false, 'baixa'],
  ])('[S2.4] stops the action: %s, hits a delivery: %s → %s', (stopsAction, hitsDelivery, priority) => {
    const impact = { stopsAction, hitsDelivery };
    expect(derivedPriority(service, impact)).toBe(priority);
    expect(having(blank, classify(blank, { impact }))).toMatchObject({ impact, priority });
  });

  it('[S2.4] another priority than the questions give asks why', () => {
    expect(said(classify(blank, { impact: both, priority: 'baixa' }))).toEqual(['S2.4 priority-reason-missing']);
    const explained = classify(blank, { impact: both, priority: 'baixa', reason: 'Já há contorno' });
    expect(decided(explained)[0]).toMatchObject({ data: { reason: 'Já há contorno', impact: both } });
    expect(said(classify(blank, { priority: 'alta' }))).toEqual(['S2.4 priority-questions-missing']);
    expect(said(classify(blank, { priority: 'alta', reason: 'Pedido da gestão' }))).toEqual([]);
  });

  it('[S2.4] takes the two answers of the call', () => {
    const called = structuredClone(blank);
    called.attendance!.answers.ocorrencia = { impede: true, entrega: false };
    expect(impactOf(called, service)).toEqual({ stopsAction: true, hitsDelivery: false });
    expect(said(classify(called, { priority: 'media' }))).toEqual([]);
    expect(said(classify(called, { priority: 'alta' }))).toEqual(['S2.4 priority-reason-missing']);
  });

  it('[S1.2] writes what changes and nothing else, and knows what there is', () => {
    const ticket = calledTicket();
    expect(decided(classify(ticket, { type: 'incidente', category: 'fiscal' }))).toEqual([]);
    expect(decided(classify(ticket, { type: 'mudanca', category: 'fiscal' }))[0]?.patch).toEqual({ type: 'mudanca' });
    expect(said(classify(ticket, { type: 'x', category: 'y' }))).toEqual([
      'S1.2 classification-unknown',
      'S1.2 classification-unknown',
    ]);
  });
});

describe('a new report', () => {
  it('[S3.5] names once whoever is to be told', () => {
    const input = { text: 'Feito', visibility: 'private' as const, notify: [BIA, ANA, BIA] };
    const report = decideReport(calledTicket(), input, () => []);
    expect(decided(report)[0]?.data).toEqual({ text: 'Feito', notify: [BIA, ANA] });
  });

  it('[S1.4] in public is news for the customer, and the first is the first answer', () => {
    const text = { text: 'Estamos vendo', visibility: 'public' as const };
    const once = having(
      calledTicket(),
      decideReport(calledTicket(), text, () => []),
    );
    const twice = having(
      once,
      decideReport(once, text, () => []),
      { at: '2026-11-23T13:00:00.000Z' },
    );
    expect(twice).toMatchObject({ firstAnswerAt: AT, lastNewsAt: '2026-11-23T13:00:00.000Z' });
    expect(recorded(calledTicket()).lastNewsAt).toBeNull();
  });
});
