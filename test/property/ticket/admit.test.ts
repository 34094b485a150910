import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admit } from '#shared/domain/ticket/admit/admit.ts';
import type { AdmitContext } from '#shared/domain/ticket/admit/context.ts';
import { type Entry, entrySchema } from '#shared/domain/ticket/entry.ts';
import { baseIsKnown, headAtBase } from '#shared/domain/ticket/known.ts';
import { acts, PEOPLE, pack, Stations, UNITS, words } from './stations.ts';

const seed = { seed: 261121 };

function contextOf(entry: Entry): AdmitContext {
  const { id, role } = PEOPLE[entry.station]!;
  return {
    pack,
    actor: { id, role, active: true },
    stationNumbers: [entry.station],
    units: UNITS,
    publicText: () => words,
  };
}

const judge = (journal: readonly Entry[], entry: Entry, context = contextOf(entry)) => {
  const ofTicket = journal.filter(({ ticketId }) => ticketId === entry.ticketId);
  return admit(headAtBase(ofTicket, entry.base), entry, context);
};

describe('what right stations write', () => {
  const kinds = new Set<string>();
  it('[B3] is admitted, each entry on the head that its author saw', () => {
    fc.assert(
      fc.property(acts, (script) => {
        const journal = new Stations().perform(script);
        for (const entry of journal) {
          kinds.add(entry.kind);
          expect(entrySchema.safeParse(entry).success, `${entry.kind} fits its schema`).toBe(true);
          expect(judge(journal, entry), JSON.stringify(entry)).toEqual([]);
          expect(judge(journal, entry, { ...contextOf(entry), pack: null })).toEqual([]);
        }
      }),
      { ...seed, numRuns: 120 },
    );
    // What was judged was all there is: `callback-done` alone is written by no command.
    expect([...kinds].sort()).toEqual([
      'call-opened',
      'callback-scheduled',
      'clash-decided',
      'classified',
      'closed',
      'customer-identified',
      'followed',
      'forwarded',
      'help-asked',
      'linked',
      'parked',
      'reported',
      'resumed',
      'step-left',
      'step-saved',
      'transferred',
      'unit-moved',
      'work-order-linked',
    ]);
  });

  it('[B3] whatever is changed of what an entry sets is refused', () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(null, true, '', 'closed', 'active', 'alta'),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const register = fc.constantFrom(
      'status',
      'assignee',
      'step',
      'priority',
      'unit',
      'follow:bia',
      'board',
      'answer:debito.x',
      'quota',
    );
    fc.assert(
      fc.property(acts, fc.nat(), fc.record({ register, value }), (script, pick, change) => {
        const journal = new Stations().perform(script);
        const entry = journal[pick % journal.length]!;
        if (entry.kind === 'classified' && ['priority'].includes(change.register)) return;
        const patch = { ...entry.patch, [change.register]: change.value };
        if (JSON.stringify(patch) === JSON.stringify(entry.patch)) return;
        const refusals = judge(journal, { ...entry, patch } as Entry);
        expect(refusals.length, JSON.stringify({ ...entry, patch })).toBeGreaterThan(0);
        expect(refusals.every(({ message }) => message.length > 0)).toBe(true);
      }),
      { ...seed, numRuns: 100 },
    );
  });

  it('the cheap look at a base says the same as the journal', () => {
    fc.assert(
      fc.property(acts, (script) => {
        const journal = new Stations().perform(script);
        for (const entry of journal) {
          const before = journal.filter(({ ticketId, hlc }) => ticketId === entry.ticketId && hlc < entry.hlc);
          const folded = headAtBase(before, Object.fromEntries(before.map(({ station }) => [station, 'z'])));
          if (baseIsKnown(folded?.known ?? {}, entry.base))
            expect(
              headAtBase(
                journal.filter(({ ticketId }) => ticketId === entry.ticketId),
                entry.base,
              ),
            ).toEqual(folded);
        }
      }),
      { ...seed, numRuns: 40 },
    );
  });
});
