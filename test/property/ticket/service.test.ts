import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from '#shared/domain/ticket/admit/admit.ts';
import type { AdmitContext } from '#shared/domain/ticket/admit/context.ts';
import { overlaps } from '#shared/domain/ticket/decide/work-log.ts';
import { type Entry, entrySchema } from '#shared/domain/ticket/entry.ts';
import { fold } from '#shared/domain/ticket/fold.ts';
import { headAtBase } from '#shared/domain/ticket/known.ts';
import { isClassified, type Ticket } from '#shared/domain/ticket/ticket.ts';
import { PEOPLE, pack, Stations, serviceActs, UNITS, words } from './stations.ts';

const seed = { seed: 261122 };

function contextOf({ station }: Entry): AdmitContext {
  const { id, role } = PEOPLE[station]!;
  const actor = { id, role, active: true };
  return { pack, actor, stationNumbers: [station], units: UNITS, publicText: () => words };
}

const judge = (journal: readonly Entry[], entry: Entry) =>
  admit(headAtBase(journal, entry.base), entry, contextOf(entry));

const byTicket = (journal: readonly Entry[]) => [...Map.groupBy(journal, ({ ticketId }) => ticketId).values()];

/** States that no sequence of commands may reach, whatever two stations do at once. */
function forbidden(ticket: Ticket, journal: readonly Entry[]): string[] {
  const alone = new Set(journal.map(({ station }) => station)).size === 1;
  const open = ticket.suspensions.filter(({ to }) => to === null);
  const related = (relation: string) => ticket.links.filter((link) => link.relation === relation).length;
  const faults: [boolean, string][] = [
    [open.length > 1, 'suspended twice'],
    [open.length > 0 && ticket.status !== 'waiting', 'suspended, and not waiting'],
    [ticket.suspensions.some(({ from, to, until }) => to !== null && to > until && to > from), 'a pause past its day'],
    [ticket.status === 'closed' && !ticket.closing, 'closed without a closing'],
    [ticket.attendance?.status === 'active' && ticket.status === 'closed', 'closed with a call on the line'],
    [alone && ticket.status === 'closed' && !isClassified(ticket), 'closed unclassified'],
    [alone && ticket.clashes.length > 0, 'a clash with nobody'],
    [alone && related('child-of') > 1, 'two parents'],
    [alone && related('child-of') > 0 && related('parent-of') > 0, 'parent and child'],
    [ticket.workTimes.some(({ from, until }) => until <= from), 'work that ends before it starts'],
  ];
  return faults.filter(([met]) => met).map(([, fault]) => fault);
}

/** Times of work of an agent that overlap though nobody confirmed it. */
function doubled(tickets: readonly Ticket[], journal: readonly Entry[]): string[] {
  const confirmed = new Set(
    journal.flatMap((entry) => {
      if (entry.kind === 'work-logged') return entry.data.overlapConfirmed ? [entry.id] : [];
      return entry.kind === 'work-corrected' && entry.data.log?.overlapConfirmed ? [entry.data.logId] : [];
    }),
  );
  const times = tickets.flatMap(({ workTimes }) => workTimes).filter(({ struck, id }) => !struck && !confirmed.has(id));
  return times.flatMap((time, index) =>
    times
      .slice(index + 1)
      .flatMap((other) => (time.agentId === other.agentId && overlaps(time, other) ? [time.id] : [])),
  );
}

describe('the life of tickets after the call, at two stations', () => {
  const kinds = new Set<string>();

  it('[B3] [S3.3] [S1.8] whatever is done in whatever order, no ticket comes to a forbidden state', () => {
    fc.assert(
      fc.property(serviceActs, (script) => {
        const journal = new Stations().perform(script);
        for (const entry of journal) kinds.add(entry.kind);
        const heads = byTicket(journal).map((entries) => fold(entries)!.ticket);
        byTicket(journal).forEach((entries, index) => {
          expect(forbidden(heads[index]!, entries)).toEqual([]);
        });
        for (const { id } of Object.values(PEOPLE)) {
          const running = heads.flatMap(({ timers }) => timers).filter(({ agent }) => agent.id === id);
          expect(running.length, 'one running timer for each agent').toBeLessThanOrEqual(1);
        }
        expect(doubled(heads, journal)).toEqual([]);
      }),
      { ...seed, numRuns: 150 },
    );
    // What was tried was all there is.
    for (const kind of [
      'work-started',
      'work-logged',
      'work-corrected',
      'timer-discarded',
      'contact-tried',
      'suspended',
      'suspension-ended',
      'closed',
      'reopened',
      'linked',
      'unlinked',
      'change-planned',
      'breach-explained',
      'followed-up',
      'forwarded',
      'classified',
      'clash-decided',
    ])
      expect(kinds).toContain(kind);
  });

  it('[B3] the centre admits all that the stations decided, each entry on the head its author saw', () => {
    fc.assert(
      fc.property(serviceActs, (script) => {
        for (const entries of byTicket(new Stations().perform(script)))
          for (const entry of entries) {
            expect(entrySchema.safeParse(entry).success, entry.kind).toBe(true);
            expect(judge(entries, entry), JSON.stringify(entry)).toEqual([]);
          }
      }),
      { ...seed, numRuns: 60 },
    );
  });

  it('[B3] the centre refuses on a closed ticket whatever a station would refuse there', () => {
    const talks = ['reported', 'attached', 'contact-tried', 'work-logged', 'work-corrected', 'timer-discarded'];
    const always = new Set([
      ...talks,
      'followed',
      'linked',
      'unlinked',
      'breach-explained',
      'clash-decided',
      'reopened',
    ]);
    fc.assert(
      fc.property(serviceActs, (script) => {
        for (const entries of byTicket(new Stations().perform(script)))
          for (const entry of entries) {
            const head = headAtBase(entries, entry.base);
            if (!head || always.has(entry.kind)) continue;
            const closed = { ...head, ticket: { ...head.ticket, status: 'closed' as const } };
            expect(admit(closed, entry, contextOf(entry)), entry.kind).not.toEqual([]);
          }
      }),
      { ...seed, numRuns: 25 },
    );
  });

  it('[B3] whatever is changed of what an entry sets is refused', () => {
    const register = fc.constantFrom('status', 'assignee', 'priority', 'plan:janela', 'impact', 'board', 'unit');
    const value = fc.constantFrom<unknown>(null, 'closed', 'waiting', 'alta', 'x', {
      stopsAction: true,
      hitsDelivery: true,
    });
    fc.assert(
      fc.property(serviceActs, fc.nat(), fc.record({ register, value }), (script, pick, change) => {
        const journal = new Stations().perform(script);
        const entry = journal[pick % journal.length]!;
        const patch = { ...entry.patch, [change.register]: change.value };
        if (JSON.stringify(patch) === JSON.stringify(entry.patch)) return;
        // Of what it classifies the entry tells no more than the reason.
        if (
          entry.kind === 'classified' &&
          change.register === 'priority' &&
          (entry.data.reason || change.value === null)
        )
          return;
        const entries = journal.filter(({ ticketId }) => ticketId === entry.ticketId);
        expect(judge(entries, { ...entry, patch } as Entry).length, JSON.stringify(patch)).toBeGreaterThan(0);
      }),
      { ...seed, numRuns: 60 },
    );
  });
});
