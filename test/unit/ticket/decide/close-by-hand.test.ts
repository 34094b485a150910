import { describe, expect, it } from 'vitest';
import { decideExplainBreach } from '#shared/domain/ticket/decide/breach.ts';
import { type CloseInput, decideClose, decideCloseForCause } from '#shared/domain/ticket/decide/close-by-hand.ts';
import { decideRelate, decideUnlink } from '#shared/domain/ticket/decide/relate.ts';
import { decideReopen } from '#shared/domain/ticket/decide/reopen.ts';
import { decideStart } from '#shared/domain/ticket/decide/timers.ts';
import { decideLogWork } from '#shared/domain/ticket/decide/work-log.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import {
  calledTicket,
  closingInput,
  closingOf,
  decided,
  having,
  hours,
  said,
  service,
} from '#test/fixtures/service.ts';
import { ANA, AT, aTicket, BIA, ended, pack } from '#test/fixtures/ticket.ts';

const context = { pack, actor: ANA, publicText: () => [], late: [] };
const close = (ticket: Ticket, input: CloseInput = closingInput(), more: object = {}) =>
  decideClose(ticket, input, { ...context, ...more });
const withArticle = (article: number) => ({ ...closingInput(), article });

describe('closing at the desk', () => {
  it('[S1.9] takes the closing data of the type and the FAQ, and the customer reads the text', () => {
    const article = pack.articles[0]!.number;
    const done = close(calledTicket(), withArticle(article));
    expect(decided(done)).toMatchObject([
      { kind: 'closed', visibility: 'public', data: { article, cannedText: 'encerramento-incidente', cause: null } },
    ]);
    expect(having(calledTicket(), done)).toMatchObject({ status: 'closed', closing: { article, by: ANA } });
  });

  it.each(Object.keys(closingOf.incidente))('[S1.9] without “%s” is refused', (ask) => {
    const values = { ...closingOf.incidente, [ask]: ' ' };
    expect(said(close(calledTicket(), closingInput('incidente', values)))).toEqual(['S1.9 closing-data-missing']);
  });

  it('[S1.9] is refused with the text of another type, an unfinished one, and an unknown FAQ', () => {
    expect(said(close(calledTicket(), closingInput('mudanca')))).toEqual(['S1.9 closing-text-wrong']);
    const unfinished = { ...closingInput(), closing: { ...closingInput().closing, text: 'O que ocorreu: {?causa}' } };
    expect(said(close(calledTicket(), unfinished))).toEqual(['S1.9 closing-text-unfinished']);
    expect(said(close(calledTicket(), withArticle(1)))).toEqual(['S1.9 article-unknown']);
    const strict = {
      ...pack,
      service: { ...service, types: [{ type: 'incidente', needsArticle: true, needsPlan: false }] },
    };
    expect(said(close(calledTicket(), closingInput(), { pack: strict }))).toEqual(['S1.9 closing-article-missing']);
  });

  it('[S1.2] [S1.7] is refused unclassified, and a change without its plan', () => {
    expect(said(close(aTicket('t', ended('t'))))[0]).toBe('S1.2 not-classified');
    expect(said(close(calledTicket('t', 'mudanca'), closingInput('mudanca')))).toEqual(['S1.7 plan-missing']);
  });

  it('[S5.4] is refused with a word that must not reach the customer', () => {
    const publicText = () => [{ code: 'public-text-blocked', rule: 'S5.4', message: 'não' }];
    expect(said(close(calledTicket(), closingInput(), { publicText }))).toEqual(['S5.4 public-text-blocked']);
  });

  it('[S3.3] waits for one’s own timer and a live call, and for nobody else’s timer', () => {
    const mine = having(calledTicket(), decideStart(calledTicket(), ANA, { service, running: [] }));
    expect(said(close(mine))).toEqual(['S1.10 timer-running-here']);
    const theirs = having(calledTicket(), decideStart(calledTicket(), BIA, { service, running: [] }), { actor: BIA });
    const closed = having(theirs, close(theirs));
    expect(closed).toMatchObject({ status: 'closed', timers: [{ agent: BIA }] });
    expect(said(close(aTicket('t')))).toContain('S5.11 call-active');
    // What was done is recorded all the same.
    const log = {
      contact: '',
      reasonId: 'analise',
      meansId: 'chat',
      description: 'x',
      overlapConfirmed: false,
      file: null,
    };
    const span = { timerId: closed.timers[0]!.id, from: hours(-1), until: AT };
    expect(said(decideLogWork(closed, { ...log, ...span }, { service, actor: BIA, now: AT, elsewhere: [] }))).toEqual(
      [],
    );
  });

  it('[S2.3] a breach asks its reason first', () => {
    const late = [{ target: 'solution' as const, dueAt: hours(-1) }];
    expect(said(close(calledTicket(), closingInput(), { late }))).toEqual(['S2.3 breach-unexplained']);
    const reasons = [{ id: 'fila', label: 'Fila acima do normal' }];
    const why = { target: 'solution' as const, reasonId: 'fila', note: '' };
    expect(said(decideExplainBreach(calledTicket(), { ...why, reasonId: '' }, { late, reasons }))).toEqual([
      'S2.3 not-chosen',
    ]);
    expect(said(decideExplainBreach(calledTicket(), why, { late: [], reasons }))).toEqual(['S2.3 not-late']);
    const explained = having(calledTicket(), decideExplainBreach(calledTicket(), why, { late, reasons }));
    expect(explained.breaches).toMatchObject([{ target: 'solution', reason: 'Fila acima do normal', by: ANA }]);
    expect(said(close(explained, closingInput(), { late }))).toEqual([]);
  });

  it('reopens with a reason, and what closed it stays known', () => {
    const closed = having(calledTicket(), close(calledTicket()));
    expect(said(decideReopen(calledTicket(), { reasonId: 'nao-resolvido', note: '' }, { service }))).toEqual([
      'not-closed',
    ]);
    expect(said(decideReopen(closed, { reasonId: '', note: '' }, { service }))).toEqual(['S1.9 not-chosen']);
    const open = having(closed, decideReopen(closed, { reasonId: 'nao-resolvido', note: '' }, { service }), {
      actor: BIA,
    });
    expect(open).toMatchObject({ status: 'open', assignee: ANA, closing: { by: ANA }, reopenings: [{ by: BIA }] });
    expect(said(close(open))).toEqual([]);
  });
});

describe('links between tickets', () => {
  const OTHER = { ...calledTicket('other'), protocol: '261123900100025' };
  const linked = (ticket: Ticket, other: Ticket, relation: 'related' | 'parent-of' | 'child-of') => {
    const drafts = decided(decideRelate(ticket, other, relation));
    const of = ({ id }: Ticket) => drafts.filter(({ ticketId }) => ticketId === id);
    return [ticket, other].map((one) => previewDrafts(one, of(one), { at: AT, actor: ANA })) as [Ticket, Ticket];
  };

  it('[B3] stand on both tickets, which are never merged', () => {
    const [parent, child] = linked(calledTicket(), OTHER, 'parent-of');
    expect(parent.links).toEqual([{ ticketId: 'other', protocol: OTHER.protocol, relation: 'parent-of' }]);
    expect(child.links).toEqual([{ ticketId: 't', protocol: parent.protocol, relation: 'child-of' }]);
  });

  it('[B3] of a parent: one for each child, of one generation, while both are open', () => {
    const [parent, child] = linked(calledTicket(), OTHER, 'parent-of');
    const third = calledTicket('third');
    const closed = having(third, close(third));
    expect(said(decideRelate(third, third, 'related'))).toEqual(['B3 links-itself']);
    expect(said(decideRelate(parent, child, 'parent-of'))).toEqual(['B3 already-linked']);
    expect(said(decideRelate(third, child, 'parent-of'))).toEqual(['B3 has-parent']);
    expect(said(decideRelate(child, third, 'parent-of'))).toEqual(['B3 parent-and-child']);
    expect(said(decideRelate(parent, third, 'child-of'))).toEqual(['B3 parent-and-child']);
    expect(said(decideRelate(parent, closed, 'parent-of'))).toEqual(['ticket-closed']);
    expect(said(decideRelate(parent, closed, 'related'))).toEqual([]);
  });

  it('[B3] are taken away on both with a reason', () => {
    const [parent, child] = linked(calledTicket(), OTHER, 'parent-of');
    const input = { ticketId: child.id, relation: 'parent-of' as const, reason: 'Outra causa' };
    expect(said(decideUnlink(parent, child, { ...input, reason: '' }))).toEqual(['B3 not-said']);
    expect(said(decideUnlink(parent, child, { ...input, relation: 'related' }))).toEqual(['B3 not-linked']);
    expect(decided(decideUnlink(parent, child, input)).map(({ ticketId }) => ticketId)).toEqual(['t', 'other']);
    expect(decided(decideUnlink(parent, null, input))).toHaveLength(1);
    expect(having(parent, { ok: true, value: decided(decideUnlink(parent, null, input)) }).links).toEqual([]);
  });

  it('[S1.9] a single cause closes a child with the parent’s text and, where it lacks one, its classification', () => {
    const [parent, child] = linked(
      calledTicket(),
      { ...aTicket('other', ended('other')), protocol: OTHER.protocol },
      'parent-of',
    );
    const closing = decideCloseForCause(child, { parent, input: closingInput(), context });
    expect(decided(closing).map(({ kind }) => kind)).toEqual(['classified', 'closed']);
    expect(having(child, closing)).toMatchObject({ status: 'closed', type: 'incidente', category: 'fiscal' });
    expect(said(decideCloseForCause(calledTicket(), { parent, input: closingInput(), context }))).toEqual([
      'B3 not-a-child',
    ]);
    const running = having(child, decideStart(child, ANA, { service, running: [] }));
    expect(said(decideCloseForCause(running, { parent, input: closingInput(), context }))).toEqual([
      'S1.10 timer-running-here',
    ]);
  });
});
