import { describe, expect, it } from 'vitest';
import { decideFollow, decideMoveUnit } from '#shared/domain/ticket/decide/follow.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import { scopesOf } from '#shared/domain/ticket/scopes.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ANA, AT, aTicket, BIA, closing } from '#test/fixtures/ticket.ts';

const NORTH = { id: 'norte', name: 'Filial Norte' };
const move = { unit: NORTH, reason: ' Atende\u0000 lá ', homeUnitId: 'matriz' };
const then = (ticket: Ticket, decided: ReturnType<typeof decideFollow>) => {
  if (!decided.ok) throw new Error(decided.refusals[0]?.message);
  return previewDrafts(ticket, decided.value, { at: AT, actor: BIA });
};

describe('following', () => {
  it('adds and takes away whoever does it, also on a closed ticket; twice writes nothing', () => {
    const ticket = aTicket('t', closing('t'));
    const followed = then(ticket, decideFollow(ticket, BIA, true));
    expect(followed.followers).toEqual(['bia']);
    expect(decideFollow(followed, BIA, true)).toEqual({ ok: true, value: [] });
    expect(then(followed, decideFollow(followed, BIA, false)).followers).toEqual([]);
  });
});

describe('moving to another unit', () => {
  it('sets the unit, with its reason in the history', () => {
    const ticket = aTicket();
    const decided = decideMoveUnit(ticket, move);
    expect(decided).toMatchObject({ ok: true, value: [{ data: { unitName: 'Filial Norte', reason: 'Atende lá' } }] });
    expect(then(ticket, decided).unit).toBe('norte');
  });

  it.each([
    ['without a reason', aTicket(), { ...move, reason: ' ' }, 'move-reason-missing'],
    ['to where it is', { ...aTicket(), unit: 'norte' }, move, 'move-to-same-unit'],
    ['to where it was born', aTicket(), { ...move, homeUnitId: 'norte' }, 'move-to-same-unit'],
    ['once it is closed', aTicket('t', closing('t')), move, 'ticket-closed'],
  ])('[S3.6] is refused %s', (_, ticket, input, code) => {
    expect(decideMoveUnit(ticket, input)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});

describe('the scopes of a ticket', () => {
  it('are its unit, whom it is assigned to and whoever follows it, each once', () => {
    expect(scopesOf(aTicket(), 'matriz')).toEqual(['u:matriz', 'a:ana']);
    const elsewhere = { unit: 'norte', assignee: ANA, followers: ['ana', 'bia'] };
    expect(scopesOf(elsewhere, 'matriz')).toEqual(['u:norte', 'a:ana', 'a:bia']);
    expect(scopesOf({ unit: null, assignee: null, followers: [] }, 'matriz')).toEqual(['u:matriz']);
  });
});
