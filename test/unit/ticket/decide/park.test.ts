import { describe, expect, it } from 'vitest';
import { decidePark, decideResume } from '#shared/domain/ticket/decide/park.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ANA, aTicket, BIA } from '#test/fixtures/ticket.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-23T12:00:00.000Z') + minute * 60_000).toISOString();
function following(ticket: Ticket, decided: ReturnType<typeof decidePark>, when: number): Ticket {
  return decided.ok ? previewDrafts(ticket, decided.value, { at: at(when), actor: BIA }) : ticket;
}

describe('parking and resuming', () => {
  it('[S4.2] keep the spans for which the call was set aside', () => {
    let ticket = aTicket();
    ticket = following(ticket, decidePark(ticket, 'Outra ligação'), 3);
    expect(ticket.attendance).toMatchObject({
      status: 'parked',
      parkedBecause: 'Outra ligação',
      parked: [{ from: at(3), to: null }],
    });
    ticket = following(ticket, decideResume(ticket, BIA), 8);
    expect(ticket.attendance).toMatchObject({
      status: 'active',
      parkedBecause: null,
      parked: [{ from: at(3), to: at(8) }],
    });
    expect(ticket.assignee).toEqual(BIA);
  });

  it('write nothing when it is so already', () => {
    const ticket = aTicket();
    expect(decideResume(ticket, ANA)).toEqual({ ok: true, value: [] });
    const parked = following(ticket, decidePark(ticket, ''), 1);
    expect(decidePark(parked, 'de novo')).toEqual({ ok: true, value: [] });
  });

  it('[S5.5] resuming keeps the promise to call back', () => {
    const ticket = { ...aTicket(), callback: { at: at(60), note: '' } };
    const parked = following(ticket, decidePark(ticket, ''), 1);
    expect(following(parked, decideResume(parked, ANA), 2).callback).toBeNull();
  });

  it.each([
    ['', 'Estacionada'],
    ['  \u0000 ', 'Estacionada'],
    [' foi\nbuscar ', 'foi buscar'],
  ])('say why: %j is %j', (reason, said) => {
    const ticket = aTicket();
    expect(following(ticket, decidePark(ticket, reason), 1).attendance?.parkedBecause).toBe(said);
  });
});
