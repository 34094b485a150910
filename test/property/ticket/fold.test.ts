import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHlc, type Hlc, tick, witness } from '#shared/domain/clock/hlc.ts';
import { draft, type EntryDraft, stampDrafts } from '#shared/domain/ticket/draft.ts';
import { compareEntries, type Entry, entrySchema } from '#shared/domain/ticket/entry.ts';
import { fold, foldNext } from '#shared/domain/ticket/fold.ts';
import { answerRegister, noteRegister, patch } from '#shared/domain/ticket/registers.ts';

const TICKET = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const CALL = '01900000-0000-7000-8000-00000000000c';
const seed = { seed: 261121 };

const opening: EntryDraft = draft(TICKET, 'call-opened', {
  data: {
    protocol: '261121031200479',
    callId: CALL,
    flowId: 'atendimento',
    packVersion: 1,
    stepId: 'atender',
    stepTitle: 'Atender',
    complements: null,
  },
  patch: patch({
    status: 'in-progress',
    attendance: 'active',
    step: 'atender',
    assignee: { id: 'a', name: 'Ana', role: 'n1' },
  }),
});

const word = fc.constantFrom('boleto', 'nota', 'senha', '');
const step = fc.constantFrom('atender', 'abordagem', 'debito');
const drafts: fc.Arbitrary<EntryDraft> = fc.oneof(
  fc.tuple(step, word, word).map(([stepId, answer, notes]) =>
    draft(TICKET, 'step-saved', {
      data: { stepId, stepTitle: stepId, answers: { campo: answer }, notes },
      patch: { [answerRegister(stepId, 'campo')]: answer, [noteRegister(stepId)]: notes },
    }),
  ),
  fc.tuple(step, step).map(([from, to]) =>
    draft(TICKET, 'step-left', {
      data: { from, fromTitle: from, to, toTitle: to, how: 'exit', exitId: 'seguir', label: 'Seguir', reason: null },
      patch: patch({ step: to }),
    }),
  ),
  fc.constant(draft(TICKET, 'parked', { data: { reason: 'Outra ligação' }, patch: patch({ attendance: 'parked' }) })),
  fc.constant(draft(TICKET, 'resumed', { data: {}, patch: patch({ attendance: 'active' }) })),
  word.map((subject) =>
    draft(TICKET, 'classified', { data: { reason: null }, patch: patch({ subject, type: subject || null }) }),
  ),
  word.map((text) => draft(TICKET, 'reported', { data: { text: text || 'relato' }, visibility: 'public' })),
  fc.constant(draft(TICKET, 'linked', { data: { ticketId: OTHER, protocol: '1', relation: 'complemented-by' } })),
);

/** What happens at two stations that sometimes hear of each other. */
const events = fc.array(
  fc.oneof(
    fc.record({ station: fc.constantFrom('1', '2'), write: drafts, skew: fc.integer({ min: -300_000, max: 300_000 }) }),
    fc.constant('exchange' as const),
  ),
  { minLength: 1, maxLength: 25 },
);

function play(script: typeof events extends fc.Arbitrary<infer T> ? T : never): Entry[] {
  let id = 0;
  const newId = () => `01900000-0000-7000-8000-${String(++id).padStart(12, '0')}`;
  const clocks: Record<string, Hlc> = {
    '1': { time: 0, counter: 0, node: 'station1' },
    '2': { time: 0, counter: 0, node: 'station2' },
  };
  const seen: Record<string, Entry[]> = { '1': [], '2': [] };
  let wall = 1_763_700_000_000;
  const write = (station: string, written: EntryDraft, skew: number) => {
    const { entries, clock } = stampDrafts([written], {
      clock: clocks[station]!,
      wall: wall + skew,
      station,
      actor: { id: `agent-${station}`, name: `Agente ${station}`, role: 'n1' },
      newId,
      known: () => fold(seen[station]!)?.known ?? {},
    });
    clocks[station] = clock;
    seen[station]!.push(...entries);
  };
  const exchange = () => {
    const all = [...new Map([...seen['1']!, ...seen['2']!].map((entry) => [entry.id, entry])).values()];
    for (const station of ['1', '2']) {
      seen[station] = [...all];
      for (const entry of all) {
        const [time, counter, node] = entry.hlc.split('-');
        clocks[station] = witness(clocks[station]!, {
          time: Number(time),
          counter: Number.parseInt(counter!, 36),
          node: node!,
        });
      }
    }
  };
  write('1', opening, 0);
  exchange();
  for (const event of script) {
    wall += 1000;
    if (event === 'exchange') exchange();
    else write(event.station, event.write, event.skew);
  }
  exchange();
  return seen['1']!;
}

describe('fold', () => {
  it('[B3] does not depend on the order of arrival, nor on repetitions', () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (script, choices) => {
        const journal = play(script);
        const expected = fold(journal);
        const shuffled = journal
          .map((entry) => ({ entry, key: choices.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        expect(fold([...shuffled, ...shuffled.slice(0, 3)])).toEqual(expected);
      }),
      { ...seed, numRuns: 300 },
    );
  });

  it('[B3] one entry at a time is the same as all at once, and an entry out of order is never taken', () => {
    fc.assert(
      fc.property(events, (script) => {
        const journal = play(script).sort(compareEntries);
        let step: ReturnType<typeof foldNext> = null;
        for (const entry of journal) step = foldNext(step, entry);
        expect(step).toEqual(fold(journal));
        expect(foldNext(step, journal[0]!)).toBeNull();
      }),
      { ...seed, numRuns: 300 },
    );
  });

  it('[B3] every register holds what the last writer wrote, and what lost without being known is named', () => {
    fc.assert(
      fc.property(events, (script) => {
        const journal = play(script).sort(compareEntries);
        const { ticket } = fold(journal)!;
        const writers = new Map<string, Entry[]>();
        for (const entry of journal)
          for (const register of Object.keys(entry.patch))
            writers.set(register, [...(writers.get(register) ?? []), entry]);
        for (const [register, entries] of writers) {
          const last = entries.at(-1)!;
          // Of two stations: what the other one wrote last. However often the winner wrote since, it lost to them unseen.
          const before = entries.findLast(({ station }) => station !== last.station);
          const unknown = before !== undefined && (last.base[before.station] ?? '') < before.hlc;
          const differs =
            before !== undefined && JSON.stringify(before.patch[register]) !== JSON.stringify(last.patch[register]);
          const clash = ticket.clashes.find((one) => one.register === register);
          if (unknown && differs)
            expect(clash).toMatchObject({
              won: { entryId: last.id },
              lost: { entryId: before.id, value: before.patch[register] },
            });
          else expect(clash).toBeUndefined();
        }
        expect(ticket.subject).toBe(writers.get('subject')?.at(-1)?.patch.subject ?? '');
        expect(ticket.entries).toBe(journal.length);
      }),
      { ...seed, numRuns: 300 },
    );
  });

  it('entries it is given pass the schema of the journal', () => {
    fc.assert(
      fc.property(events, (script) => play(script).every((entry) => entrySchema.safeParse(entry).success)),
      seed,
    );
  });

  it('refuses entries of two tickets', () => {
    const [entry] = play(['exchange']);
    expect(() =>
      fold([
        entry!,
        {
          ...entry!,
          id: OTHER,
          ticketId: OTHER,
          hlc: formatHlc(tick({ time: 9e12, counter: 0, node: 'station1' }, 0)),
        },
      ]),
    ).toThrow(/two tickets/);
  });
});
