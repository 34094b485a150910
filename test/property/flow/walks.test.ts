import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeAutomaticExit } from '#shared/domain/flow/moves.ts';
import { trail } from '#shared/domain/flow/walk.ts';
import type { JsonValue } from '#shared/procedures/schema/condition.ts';
import type { Pack } from '#shared/procedures/schema/pack.ts';
import { readPack } from '#shared/procedures/validate.ts';
import { Call, customer } from '#test/unit/flow/call.ts';
import { anyAnswer, anyFlow, fittingAnswer, packWith } from './flows.ts';

interface Act {
  act: number;
  pick: number;
  minutes: number;
  value: JsonValue;
}

const acts = fc.array(fc.record({ act: fc.nat(7), pick: fc.nat(20), minutes: fc.nat(40), value: anyAnswer }), {
  maxLength: 40,
});

const who = fc.constantFrom(
  null,
  customer,
  { ...customer, kind: 'pf' as const, standing: { status: 'em-debito' as const, asOf: '2026-11-01' } },
  { ...customer, standing: { status: 'desconhecida' as const, asOf: null } },
);

/** Does something that a person at the station could do; what is refused changes nothing. */
function perform(call: Call, { act, pick, minutes, value }: Act): void {
  if (call.walk.stepId === null) return;
  call.pass(minutes);
  const view = call.view();
  const open = view.exits.filter((exit) => exit.open);
  if (act <= 1 && open.length > 0) call.exit(open[pick % open.length]!.exit.id);
  else if (act === 2 && view.skip.allowed) call.skip();
  else if (act === 3 && view.back.allowed) call.back();
  else if (act === 4) pick % 2 === 0 ? call.park() : call.resume();
  else if (act === 5 && view.timeBox?.phase === 'over') call.automatic();
  else if (view.fields.length > 0) {
    const { field } = view.fields[pick % view.fields.length]!;
    call.answer({ [field.id]: act === 6 ? fittingAnswer(call.pack, field) : value });
  }
}

/** Whatever was done before: fills in the present step if need be, and leaves it towards the end. */
function finish(call: Call): number {
  call.circumstances.customer ??= customer;
  for (let moves = 0; moves < 400; moves++) {
    if (call.walk.stepId === null) return moves;
    const view = call.view();
    if (view.skip.allowed) call.skip();
    else {
      for (const { field } of call.view().fields) call.answer({ [field.id]: fittingAnswer(call.pack, field) });
      const open = call.view().exits.filter((exit) => exit.open);
      expect(open.length, `${call.walk.stepId} is a dead end`).toBeGreaterThan(0);
      // Turn and turn about, so that a circle of open exits is left again.
      call.exit(open[moves % open.length]!.exit.id);
    }
  }
  return Number.POSITIVE_INFINITY;
}

function invariants(call: Call): void {
  const { walk } = call;
  const open = walk.visits.filter(({ leftAt }) => leftAt === null);
  expect(open.map(({ stepId }) => stepId)).toEqual(walk.stepId === null ? [] : [walk.stepId]);
  expect(call.overview().filter(({ state }) => state === 'current')).toHaveLength(walk.stepId === null ? 0 : 1);
  if (walk.stepId === null) return;
  const view = call.view();
  expect(view.back.to).toBe(trail(walk).at(-1) ?? null);
  for (const exit of view.exits) {
    expect(exit.open).toBe(exit.why === null);
    expect(call.refusals(exit.exit.id)).toEqual(exit.refusals);
  }
  expect(takeAutomaticExit(call.pack, walk, call.moment).ok).toBe(view.timeBox?.phase === 'over');
}

describe('any walk through the default flow', () => {
  test('[S5.10] keeps its shape, and ends from wherever it stands', () => {
    fc.assert(
      fc.property(who, acts, (someone, script) => {
        const call = new Call();
        call.circumstances.customer = someone;
        for (const act of script) {
          perform(call, act);
          invariants(call);
        }
        expect(finish(call)).toBeLessThan(60);
      }),
      { seed: 20261121, numRuns: 150 },
    );
  });

  test('can be parked anywhere and stands where it stood', () => {
    fc.assert(
      fc.property(acts, fc.nat(10_000), (script, minutes) => {
        const call = new Call();
        for (const act of script) perform(call, act);
        call.resume();
        const before = structuredClone(call.walk);
        const box = call.walk.stepId === null ? null : call.view().timeBox;
        call.park().pass(minutes).resume();
        expect(call.walk).toEqual(before);
        if (box?.timeBox.clock === 'live') expect(call.view().timeBox?.milliseconds).toBe(box.milliseconds);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });
});

describe('any walk through any flow that is read without problems', () => {
  test('keeps its shape and has a way to its end from everywhere', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyFlow, acts, (flow, script) => {
        const read = readPack(packWith(flow));
        if (!read.ok) return;
        accepted++;
        const call = new Call(read.value);
        for (const act of script) {
          perform(call, act);
          invariants(call);
          expect(endsFrom(read.value, call)).toBe(true);
        }
      }),
      { seed: 20261121, numRuns: 600 },
    );
    expect(accepted).toBeGreaterThan(60);
  });

  /** Searches all ways on from where a call stands, each step filled in fittingly. */
  function endsFrom(pack: Pack, from: Call): boolean {
    const seen = new Set<string>();
    const search = (call: Call): boolean => {
      const { stepId } = call.walk;
      if (stepId === null) return true;
      if (seen.has(stepId)) return false;
      seen.add(stepId);
      for (const { field } of call.view().fields) call.answer({ [field.id]: fittingAnswer(pack, field) });
      const { exits, skip } = call.view();
      const ways = [
        ...exits
          .filter(({ open }) => open)
          .map(
            ({ exit }) =>
              (next: Call) =>
                next.exit(exit.id),
          ),
        ...(skip.allowed ? [(next: Call) => next.skip()] : []),
      ];
      return ways.some((way) => {
        const next = new Call(pack);
        next.circumstances = call.circumstances;
        next.walk = call.walk;
        way(next);
        return search(next);
      });
    };
    const start = new Call(pack);
    start.walk = from.walk;
    return search(start);
  }
});
