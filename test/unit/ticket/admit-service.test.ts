import { describe, expect, it } from 'vitest';
import { admit } from '#shared/domain/ticket/admit/admit.ts';
import type { AdmitContext } from '#shared/domain/ticket/admit/context.ts';
import { decideForward } from '#shared/domain/ticket/decide/forward.ts';
import { closePatch } from '#shared/domain/ticket/decide/patches.ts';
import { decideSuspend } from '#shared/domain/ticket/decide/suspend.ts';
import { decideStart, startPatch } from '#shared/domain/ticket/decide/timers.ts';
import { decideLogWork } from '#shared/domain/ticket/decide/work-log.ts';
import { draft, type EntryDraft } from '#shared/domain/ticket/draft.ts';
import type { Entry, EntryData } from '#shared/domain/ticket/entry.ts';
import { previewDrafts } from '#shared/domain/ticket/preview.ts';
import { stationActor } from '#shared/domain/ticket/station-actor.ts';
import type { Ticket } from '#shared/domain/ticket/ticket.ts';
import { calledTicket, closingInput, decided, having, hours, note, service } from '#test/fixtures/service.ts';
import { ANA, AT, aTicket, BIA, closing, ended, pack } from '#test/fixtures/ticket.ts';

const T = '01900000-0000-7000-8000-00000000000a';
const OTHER = '01900000-0000-7000-8000-00000000000b';
const context: AdmitContext = {
  pack,
  inForce: pack,
  actor: { id: ANA.id, role: ANA.role, active: true },
  stationNumbers: ['9001'],
  publicText: () => () => [],
};

/** What the centre says of a crafted entry on this head. */
function judged(ticket: Ticket, written: EntryDraft, rest: Partial<Entry> = {}): string[] {
  const hlc = '0001795430000009-0000-station1';
  const entry = { ...written, id: OTHER, at: AT, hlc, base: {}, station: '9001', actor: ANA, ...rest } as Entry;
  const head = { ticket, stamps: {}, parted: {}, known: {}, last: { hlc: '', id: '' } };
  return admit(head, entry, context).map(({ rule, code }) => (rule ? `${rule} ${code}` : code));
}

const ticket = calledTicket(T);
const recorded = previewDrafts(ticket, [note(T)], { at: AT, actor: ANA });
const closed = previewDrafts(ticket, [closing(T)], { at: AT, actor: ANA });
const change = calledTicket(T, 'mudanca');
const running = having(ticket, decideStart(ticket, ANA, { service, running: [] }));
const theirs = having(ticket, decideStart(ticket, BIA, { service, running: [] }), { actor: BIA });
const waiting = { reasonId: 'aguardando-cliente', who: 'Marta', note: '', until: hours(5) };
const suspending = decided(decideSuspend(ticket, waiting, { service, now: AT, pack, workOrder: null }))[0]!;
const suspended = previewDrafts(ticket, [suspending], { at: AT, actor: ANA });

const work = {
  ...{ timerId: null, contact: '', reasonId: 'analise', meansId: 'chat', description: 'x' },
  ...{ from: hours(-2), until: hours(-1), overlapConfirmed: false, file: null },
};
const logging = decided(decideLogWork(ticket, work, { service, actor: ANA, now: AT, elsewhere: [] }))[0]!;
const logged = previewDrafts(ticket, [logging], { at: AT, actor: ANA });
const withData = (written: EntryDraft, data: object) =>
  ({ ...written, data: { ...written.data, ...data } }) as EntryDraft;

const closingData: EntryData<'closed'> = {
  article: null,
  cannedText: 'encerramento-incidente',
  asked: closingInput().closing.values,
  text: closingInput().closing.text,
  cause: null,
};
const closes = (data: Partial<EntryData<'closed'>> = {}) =>
  draft(T, 'closed', { data: { ...closingData, ...data }, patch: closePatch(), visibility: 'public' });

const form = {
  ...{ boardId: pack.boards[0]!.id, reason: 'Acesso', roleId: BIA.role, to: BIA, typeId: 'incidente' },
  ...{ note: '', hasDraft: false },
};
const forwarding = decided(decideForward(recorded, form, { pack, actor: ANA }))[0]!;
const started = draft(T, 'work-started', { data: {}, patch: startPatch(ANA) });
const woken = (how: 'by-hand' | 'due', patch: Entry['patch']) =>
  draft(T, 'suspension-ended', { data: { how, note: '' }, patch });
const reopened = draft(T, 'reopened', {
  data: { reason: { id: 'x', label: 'Voltou' }, note: '' },
  patch: { status: 'open' },
});
const linked = (relation: 'related' | 'child-of' | 'parent-of', ticketId = OTHER) =>
  draft(T, 'linked', { data: { ticketId, protocol: '1', relation } });
const followedUp = draft(T, 'followed-up', { data: { day: '2026-11-23', action: 'kept', note: '' } });
const planned = (fields: Record<string, string>) =>
  draft(T, 'change-planned', {
    data: { fields },
    patch: Object.fromEntries(Object.entries(fields).map(([id, text]) => [`plan:${id}`, text])),
  });
const station = stationActor('9001');

describe('what the centre takes in of the life after the call', () => {
  const right: [string, Ticket, EntryDraft][] = [
    ['an execution', ticket, started],
    ['an activity', ticket, logging],
    ['an activity on a closed ticket', closed, logging],
    ['a suspension', ticket, suspending],
    ['a forwarding with its form', recorded, forwarding],
    ['a closing with its data', ticket, closes()],
    ['a closing while somebody else works', theirs, closes()],
    ['a reopening', closed, reopened],
    ['a link', ticket, linked('child-of')],
    ['a plan', change, planned({ janela: 'Sábado' })],
    ['a round', suspended, followedUp],
  ];
  it.each(right)('[B3] %s', (_, head, written) => {
    expect(judged(head, written)).toEqual([]);
  });

  const wrong: [string, Ticket, EntryDraft, string][] = [
    ['work on a closed ticket', closed, started, 'ticket-closed'],
    ['work with one’s own timer running', running, started, 'S3.3 timer-running-here'],
    ['work on a change without a plan', change, started, 'S1.7 plan-missing'],
    ['work on a suspended ticket', suspended, started, 'S1.8 ticket-suspended'],
    [
      'an activity that ends before it starts',
      ticket,
      withData(logging, { until: hours(-3) }),
      'S3.2 work-end-before-start',
    ],
    ['an activity to come', ticket, withData(logging, { until: hours(3) }), 'S3.2 work-in-future'],
    ['an activity that overlaps unconfirmed', logged, logging, 'S3.2 work-overlap'],
    ['an activity that stops another’s timer', theirs, withData(logging, { timerId: OTHER }), 'S3.3 timer-unknown'],
    ['a suspension with a timer running', theirs, suspending, 'S1.8 pending-timer'],
    ['a suspension with the call on the line', aTicket(T), suspending, 'S1.8 pending-call'],
    ['a suspension until yesterday', ticket, withData(suspending, { until: hours(-24) }), 'S1.8 suspension-until-past'],
    ['a suspension of a closed ticket', closed, suspending, 'ticket-closed'],
    ['a resumption of what is not suspended', ticket, woken('by-hand', startPatch(ANA)), 'S1.8 not-suspended'],
    ['a closing without its data', ticket, closes({ asked: {} }), 'S1.9 closing-data-missing'],
    [
      'a closing with another type’s text',
      ticket,
      closes({ cannedText: 'encerramento-mudanca' }),
      'S1.9 closing-text-wrong',
    ],
    ['a closing by an unknown FAQ', ticket, closes({ article: 1 }), 'S1.9 article-unknown'],
    [
      'a closing of a change without a plan',
      change,
      closes({ cannedText: 'encerramento-mudanca' }),
      'S1.7 plan-missing',
    ],
    ['a closing that is not classified', aTicket(T, ended(T)), closes(), 'S1.2 not-classified'],
    ['a closing with one’s own timer running', running, closes(), 'S1.10 timer-running-here'],
    [
      'a closing for the cause of no parent',
      ticket,
      closes({ cause: { ticketId: OTHER, protocol: '1' } }),
      'B3 not-a-child',
    ],
    ['a second closing', closed, closes(), 'ticket-closed'],
    ['a reopening of an open ticket', ticket, reopened, 'not-closed'],
    ['a forwarding with nothing recorded', ticket, forwarding, 'S1.10 nothing-recorded'],
    ['a forwarding without a reason', recorded, withData(forwarding, { reason: '' }), 'S3.6 forward-unsaid'],
    ['a forwarding of a suspended ticket', suspended, forwarding, 'S1.8 ticket-suspended'],
    ['a link with itself', ticket, linked('related', T), 'B3 links-itself'],
    ['a child of a closed ticket', closed, linked('parent-of'), 'ticket-closed'],
    ['a plan of what is no change', ticket, planned({ janela: 'Sábado' }), 'S1.7 plan-not-needed'],
    ['a plan with a field that there is not', change, planned({ quota: 'x' }), 'S1.7 plan-field-unknown'],
    ['a round on a ticket that waits for nobody', ticket, followedUp, 'S1.6 not-waiting'],
    [
      'a priority that the two questions do not give',
      ticket,
      draft(T, 'classified', {
        data: { reason: null, impact: { stopsAction: true, hitsDelivery: true } },
        patch: { priority: 'media', impact: { stopsAction: true, hitsDelivery: true } },
      }),
      'S2.4 priority-reason-missing',
    ],
    [
      'a priority without the questions',
      ticket,
      draft(T, 'classified', { data: { reason: null }, patch: { priority: 'alta' } }),
      'S2.4 priority-questions-missing',
    ],
    [
      'a breach that is ahead',
      ticket,
      draft(T, 'breach-explained', {
        data: { target: 'solution', dueAt: hours(1), reason: { id: 'x', label: 'x' }, note: '' },
      }),
      'S2.3 breach-ahead',
    ],
    ['texts that no station stores', ticket, withData(logging, { contact: ' Marta' }), 'B3 text-untidy'],
    [
      'a contact that the customer reads',
      ticket,
      { ...started, visibility: 'public' } as EntryDraft,
      'B3 visibility-wrong',
    ],
  ];
  it.each(wrong)('[B3] refuses %s', (_, head, written, expected) => {
    expect(judged(head, written)).toContain(expected);
  });

  it('[S1.8] takes a waking up from a station, on its day and not before, and from no person', () => {
    const due = woken('due', { status: 'in-progress' });
    expect(judged(suspended, due, { actor: station, at: hours(6) })).toEqual([]);
    expect(judged(suspended, due, { actor: station, at: hours(4) })).toEqual(['S1.8 suspension-not-due']);
    expect(judged(suspended, due, { at: hours(6) })).toEqual(['B3 actor-not-allowed']);
    expect(judged(suspended, woken('by-hand', startPatch(ANA)), { actor: station })).toEqual(['B3 actor-not-allowed']);
  });

  it('[B3] does not judge by a pack that it does not have', () => {
    const unknown = { ...context, pack: null, inForce: null };
    const entry = {
      ...closes({ cannedText: 'da-casa' }),
      id: OTHER,
      at: AT,
      hlc: '0001795430000009-0000-station1',
      base: {},
      station: '9001',
      actor: ANA,
    } as Entry;
    const head = { ticket, stamps: {}, parted: {}, known: {}, last: { hlc: '', id: '' } };
    expect(admit(head, entry, unknown)).toEqual([]);
  });
});
