import { describe, expect, it } from 'vitest';
import { decideClash } from '#shared/domain/ticket/decide/clash.ts';
import { decidePark, decideResume } from '#shared/domain/ticket/decide/park.ts';
import { draft, type EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Entry } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { ANA, AT, aTicket, BIA, closing } from '#test/fixtures/ticket.ts';

let count = 0;
/** The same ticket after two stations went on from it without knowing of each other, and what came after both. */
function parted(mine: readonly EntryDraft[], theirs: readonly EntryDraft[], after: readonly EntryDraft[] = []): Ticket {
  const entry = (written: EntryDraft, hlc: string, rest: Partial<Entry>): Entry =>
    ({ ...written, id: `e-${++count}`, at: AT, hlc, base: {}, station: '1', actor: ANA, ...rest }) as Entry;
  const opening = entry(
    draft('t', 'call-opened', {
      data: {
        protocol: '1',
        callId: 'c',
        flowId: 'atendimento',
        packVersion: 1,
        stepId: 'atender',
        stepTitle: 'Atender',
        complements: null,
      },
      patch: patch({ status: 'in-progress', attendance: 'active', step: 'atender', assignee: ANA }),
    }),
    '1',
    {},
  );
  const here = mine.map((written, i) => entry(written, `2-${i}`, { base: { '1': '1' } }));
  const there = theirs.map((written, i) => entry(written, `3-${i}`, { base: { '1': '1' }, station: '2', actor: BIA }));
  const both = { '1': '2-9', '2': '3-9' };
  const last = after.map((written, i) => entry(written, `4-${i}`, { base: both }));
  return fold([opening, ...here, ...there, ...last])!.ticket;
}

const subject = (value: string) =>
  draft('t', 'classified', { data: { reason: null }, patch: patch({ subject: value }) });
const drafts = (decided: ReturnType<typeof decideClash>) => {
  if (!decided.ok) throw new Error(decided.refusals[0]?.message);
  return decided.value;
};

describe('deciding a clash', () => {
  it.each([
    ['won', 'B'],
    ['lost', 'A'],
  ] as const)('[B3] keeping what %s leaves %s, and nothing more to decide', (keep, expected) => {
    const mine = [subject('A')];
    const theirs = [subject('B')];
    const clashing = parted(mine, theirs);
    expect(clashing.clashes).toMatchObject([{ register: 'subject', won: { value: 'B' }, lost: { value: 'A' } }]);
    const decided = parted(mine, theirs, drafts(decideClash(clashing, { register: 'subject', keep })));
    expect(decided).toMatchObject({ subject: expected, clashes: [] });
    expect(decideClash(decided, { register: 'subject', keep })).toMatchObject({
      ok: false,
      refusals: [{ code: 'clash-unknown', rule: 'B3' }],
    });
  });

  const closed = [closing('t')];
  const resumed = [
    ...mustBe(decidePark(aTicket('t'), 'x')),
    draft('t', 'resumed', { data: {}, patch: patch({ attendance: 'active', status: 'in-progress', assignee: BIA }) }),
  ];

  it('[B3] a closing that lost to somebody who goes on: whichever is kept, status, attendance and step agree', () => {
    const clashing = parted(closed, resumed);
    expect(clashing.clashes.map(({ register }) => register).sort()).toEqual(['attendance', 'status']);
    const goesOn = parted(closed, resumed, drafts(decideClash(clashing, { register: 'status', keep: 'won' })));
    expect(goesOn).toMatchObject({ status: 'in-progress', clashes: [] });
    expect(goesOn.attendance).toMatchObject({ status: 'active', stepId: 'atender', endedAt: null });
    expect(goesOn.attendance?.visits.at(-1)).toMatchObject({ stepId: 'atender', leftAt: null });
    const stays = parted(closed, resumed, drafts(decideClash(clashing, { register: 'attendance', keep: 'lost' })));
    expect(stays).toMatchObject({ status: 'closed', clashes: [], attendance: { status: 'ended', stepId: null } });
  });

  it('[B3] a closed ticket whose attendance somebody parked can be opened again or left closed', () => {
    const parked = mustBe(decidePark(aTicket('t'), 'x'));
    const clashing = parted(closed, parked);
    expect(clashing).toMatchObject({ status: 'closed', attendance: { status: 'parked' } });
    const again = parted(closed, parked, drafts(decideClash(clashing, { register: 'attendance', keep: 'won' })));
    expect(again).toMatchObject({ status: 'waiting', attendance: { status: 'parked', stepId: 'atender' } });
    expect(decideResume(again, ANA).ok).toBe(true);
  });

  it('[B3] two steps at once: the one that is kept is where the walk goes on', () => {
    const to = (step: string) =>
      draft('t', 'step-left', {
        data: {
          from: 'atender',
          fromTitle: '',
          to: step,
          toTitle: '',
          how: 'exit',
          exitId: 'x',
          label: '',
          reason: null,
        },
        patch: patch({ step }),
      });
    const clashing = parted([to('debito')], [to('abordagem')]);
    const back = parted(
      [to('debito')],
      [to('abordagem')],
      drafts(decideClash(clashing, { register: 'step', keep: 'lost' })),
    );
    expect(back.attendance?.stepId).toBe('debito');
    expect(back.attendance?.visits.filter(({ leftAt }) => leftAt === null).map(({ stepId }) => stepId)).toContain(
      'debito',
    );
    expect(back.attendance?.visits.at(-1)).toMatchObject({ stepId: 'debito', leftAt: null });
  });
});

function mustBe(decided: { ok: true; value: EntryDraft[] } | { ok: false }): EntryDraft[] {
  if (!decided.ok) throw new Error('refused');
  return decided.value;
}
