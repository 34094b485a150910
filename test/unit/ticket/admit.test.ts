import { describe, expect, it } from 'vitest';
import type { Refusal } from '#shared/domain/refusal.ts';
import { admit } from '#shared/domain/ticket/admit/admit.ts';
import type { AdmitContext } from '#shared/domain/ticket/admit/context.ts';
import { decideIdentify, decideOpenCall } from '#shared/domain/ticket/decide/call.ts';
import { decideSaveStep } from '#shared/domain/ticket/decide/step.ts';
import { draft, type EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Entry, Person } from '#shared/domain/ticket/entry.ts';
import { type Folded, fold } from '#shared/domain/ticket/fold.ts';
import { patch } from '#shared/domain/ticket/registers.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import { ANA, AT, BIA, callFlow, closing, pack } from '#test/fixtures/ticket.ts';

const ID = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const protocol = '261123900100015';
const context: AdmitContext = {
  pack,
  actor: { id: ANA.id, role: ANA.role, active: true },
  stationNumbers: ['9001'],
  units: ['matriz', 'norte'],
};
const stamp = (count: number) => `000179543${String(count).padStart(7, '0')}-0000-station1`;
const [opening] = decideOpenCall(pack, callFlow, { ticketId: ID, protocol, callId: OTHER, actor: ANA });

/** The next entry on a journal, as a right station would stamp it. */
function next(journal: readonly Entry[], written: EntryDraft, rest: Partial<Entry> = {}): Entry {
  const hlc = stamp(journal.length + 1);
  const base = fold(journal)?.known ?? {};
  return { ...written, id: OTHER, at: AT, hlc, base, station: '9001', actor: ANA, ...rest } as Entry;
}

function journalOf(...drafts: EntryDraft[]): Entry[] {
  const journal: Entry[] = [];
  for (const written of [opening!, ...drafts])
    journal.push({
      ...next(journal, written),
      id: `01900000-0000-7000-8000-${String(journal.length).padStart(12, '0')}`,
    });
  return journal;
}

const said = (refusals: Refusal[]) => refusals.map(({ rule, code }) => (rule ? `${rule} ${code}` : code));
const head = (journal: readonly Entry[]): Folded => fold(journal)!;
const judged = (
  journal: readonly Entry[],
  written: EntryDraft,
  rest: Partial<Entry> = {},
  more: Partial<AdmitContext> = {},
) => said(admit(head(journal), next(journal, written, rest), { ...context, ...more }));

const open = journalOf();
const note = draft(ID, 'reported', { data: { text: 'Ligou de novo' } });
const publicNote = (text: string) => draft(ID, 'reported', { data: { text }, visibility: 'public' });
const closed = journalOf(closing(ID));
const customer = { id: 'c', code: '1', name: 'Padaria', kind: 'pj' as const, document: null };
const identified = decideIdentify(head(open).ticket, customer, { registered: false });
const left = (data: object, values: object) =>
  ({
    ...draft(ID, 'step-left', {
      data: {
        from: 'atender',
        fromTitle: callFlow.steps[0]!.title,
        to: 'abordagem',
        toTitle: 'Abordagem',
        how: 'exit',
        exitId: 'identificado',
        label: '',
        reason: null,
        ...data,
      },
    }),
    patch: { step: 'abordagem', ...values },
  }) as EntryDraft;

describe('what comes in from outside', () => {
  it('[B3] is admitted as the station wrote it', () => {
    expect(said(admit(null, next([], opening!), context))).toEqual([]);
    expect(judged(open, note)).toEqual([]);
    expect(identified.ok && judged(open, identified.value[0]!)).toEqual([]);
  });

  const foreign: [string, Partial<Entry>, Partial<AdmitContext>, string][] = [
    ['another station’s number', { station: '0312' }, {}, 'B3 station-foreign'],
    ['another ticket', { ticketId: OTHER }, {}, 'B3 ticket-foreign'],
    ['a stamp before what its author knew', { hlc: stamp(0) }, {}, 'B3 stamp-order'],
    ['a stamp that is none', { hlc: 'amanhã' }, {}, 'B3 stamp-malformed'],
    ['somebody nobody knows', {}, { actor: null }, 'B3 actor-unknown'],
    ['another than the one who is known', { actor: BIA }, {}, 'B3 actor-unknown'],
    ['somebody who could not enter any more', {}, { actor: { ...context.actor!, active: false } }, 'B3 actor-inactive'],
    ['a role that is not theirs', { actor: { ...ANA, role: 'gestao-tecnica' } }, {}, 'B3 actor-role'],
    ['a station that reports by itself', { actor: stationActor('9001') }, {}, 'B3 actor-not-allowed'],
    ['registers that it does not set', { patch: { status: 'closed' } }, {}, 'B3 register-foreign'],
  ];
  it.each(foreign)('[B3] is refused with %s', (_, rest, more, expected) => {
    expect(judged(open, note, rest, more)).toContain(expected);
  });

  it('[B3] takes a role that somebody had before', () => {
    const actor = { ...context.actor!, role: 'gestao-tecnica', formerRoles: [ANA.role] };
    expect(judged(open, note, {}, { actor })).toEqual([]);
  });

  it.each([
    ['a NUL', 'a\u0000b'],
    ['half a character', 'a\ud800b'],
    ['more than anybody may write', 'x'.repeat(200_001)],
    ['nothing', ''],
  ])('refuses a report of %s', (_, text) => {
    expect(judged(open, draft(ID, 'reported', { data: { text } }))).not.toEqual([]);
  });

  it('[S5.4] refuses a word in a public text that must not reach the customer', () => {
    const blocked = pack.wordRules.find(({ severity }) => severity === 'block')!.words[0]!;
    expect(judged(open, publicNote(`Isto é ${blocked} mesmo`))).toEqual(['S5.4 public-text-blocked']);
    expect(judged(open, publicNote('Está resolvido.'))).toEqual([]);
  });

  it('[B5] refuses a protocol number of another station, and a ticket opened twice', () => {
    const stolen = { ...opening!, data: { ...opening!.data, protocol: '261121031200479' } } as EntryDraft;
    expect(said(admit(null, next([], stolen), context))).toEqual(['B5 protocol-foreign']);
    expect(judged(open, opening!)).toEqual(['B3 ticket-opened-twice']);
    expect(said(admit(null, next(open, note), context))).toEqual(['B3 ticket-unopened']);
  });
});

describe('what a ticket takes', () => {
  it('[S1.2] no closing and no forwarding before it is classified', () => {
    expect(judged(open, closing(ID))).toEqual(['S1.2 not-classified']);
    const board = pack.boards[0]!;
    const forwarded = draft(ID, 'forwarded', {
      data: { boardId: board.id, boardLabel: board.label, reason: '' },
      patch: patch({ board: board.id, assignee: null, status: 'open' }),
    });
    expect(judged(open, forwarded)).toContain('S1.2 not-classified');
  });

  it('reports alone once it is closed', () => {
    expect(judged(closed, note)).toEqual([]);
    for (const written of [
      ...(identified.ok ? identified.value : []),
      draft(ID, 'parked', { data: { reason: 'x' }, patch: patch({ attendance: 'parked' }) }),
      draft(ID, 'unit-moved', { data: { unitId: 'norte', unitName: 'Norte', reason: 'x' }, patch: { unit: 'norte' } }),
      left({}, {}),
    ])
      expect(judged(closed, written), written.kind).toContain('ticket-closed');
  });

  it('[S4.3] complementary calls only while it is open, and never on itself', () => {
    const linked = (ticketId: string) =>
      draft(ID, 'linked', { data: { ticketId, protocol, relation: 'complemented-by' } });
    expect(judged(open, linked(OTHER))).toEqual([]);
    expect(judged(open, linked(ID))).toEqual(['S4.3 complements-itself']);
    expect(judged(closed, linked(OTHER))).toEqual(['S4.3 complements-closed-ticket']);
  });

  it('[S5.1] leaves a step only by an exit that it has and that is open', () => {
    expect(judged(open, left({ exitId: 'fantasma' }, {}))).toEqual(['S5.1 exit-unknown']);
    expect(judged(open, left({ from: 'debito', fromTitle: 'Débito' }, {}))).toEqual(['S5.1 step-not-present']);
    // The customer is not identified yet, which the exit asks for.
    expect(judged(open, left({}, {})).length).toBeGreaterThan(0);
  });

  it('[S1.2] answers only what a step asks, in the shape it asks for', () => {
    const saved = (answers: Record<string, string>, registers: object) =>
      ({
        ...draft(ID, 'step-saved', { data: { stepId: 'atender', stepTitle: 'Atender', answers, notes: null } }),
        patch: registers,
      }) as EntryDraft;
    const right = decideSaveStep(
      head(open).ticket,
      { stepId: 'atender', answers: { contato: 'Maria' }, notes: null },
      { pack, workOrder: () => null },
    );
    expect(right.ok && judged(open, right.value[0]!)).toEqual([]);
    expect(judged(open, saved({ fantasma: 'x' }, { 'answer:atender.fantasma': 'x' }))).toEqual(['B3 field-unknown']);
    expect(judged(open, saved({ contato: 'Maria' }, { 'answer:atender.contato': 'Maria' }))).toEqual([
      'B3 patch-unfounded',
    ]);
  });

  it('[S3.6] moves to a unit that there is, with a reason', () => {
    const moved = (unitId: string, reason: string) =>
      draft(ID, 'unit-moved', { data: { unitId, unitName: 'Norte', reason }, patch: { unit: unitId } });
    expect(judged(open, moved('norte', 'Atende lá'))).toEqual([]);
    expect(judged(open, moved('norte', ' '))).toEqual(['S3.6 move-reason-missing']);
    expect(judged(open, moved('lua', 'Atende lá'))).toEqual(['unit-unknown']);
  });

  it('[B3] follows for oneself alone, and decides only clashes that there are', () => {
    const follow = (person: Person) =>
      draft(ID, 'followed', {
        data: { agentId: person.id, agentName: person.name, on: true },
        patch: { [`follow:${person.id}`]: true },
      });
    expect(judged(open, follow(ANA))).toEqual([]);
    expect(judged(open, follow(BIA))).toEqual(['B3 follow-for-another']);
    const decided = draft(ID, 'clash-decided', {
      data: { registers: ['subject'], keep: 'won' },
      patch: { subject: 'x' },
    });
    expect(judged(open, decided)).toEqual(['B3 clash-unknown']);
  });
});
