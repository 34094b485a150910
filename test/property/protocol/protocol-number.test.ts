import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dammDigit, dammHolds } from '#shared/domain/protocol/damm.ts';
import { formatProtocol, parseProtocol, protocolNumber } from '#shared/domain/protocol/protocol-number.ts';

const parts = fc.record({
  day: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(2, 10).replaceAll('-', '')),
  station: fc.integer({ min: 1, max: 9999 }),
  sequence: fc.integer({ min: 1, max: 2_000_000 }),
});
const seed = { seed: 261121 };

describe('protocol numbers', () => {
  it('[B5] say their parts back, whatever the spacing', () => {
    fc.assert(
      fc.property(parts, (given) => {
        const protocol = protocolNumber(given);
        expect(parseProtocol(formatProtocol(protocol))).toEqual({ ok: true, protocol, parts: given });
      }),
      seed,
    );
  });

  it('[B5] differ when any part differs', () => {
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = one.day === other.day && one.station === other.station && one.sequence === other.sequence;
        expect(protocolNumber(one) === protocolNumber(other)).toBe(same);
      }),
      seed,
    );
  });

  it('[B5] show every single wrong digit', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 9 }), (given, where, shift) => {
        const protocol = protocolNumber(given);
        const at = where % protocol.length;
        const wrong = protocol.slice(0, at) + ((Number(protocol[at]) + shift) % 10) + protocol.slice(at + 1);
        expect(dammHolds(wrong)).toBe(false);
        expect(parseProtocol(wrong).ok).toBe(false);
      }),
      { ...seed, numRuns: 1000 },
    );
  });

  it('[B5] show every swap of neighbours', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (given, where) => {
        const protocol = protocolNumber(given);
        const at = where % (protocol.length - 1);
        const [left, right] = [protocol[at]!, protocol[at + 1]!];
        fc.pre(left !== right);
        const swapped = protocol.slice(0, at) + right + left + protocol.slice(at + 2);
        expect(parseProtocol(swapped).ok).toBe(false);
      }),
      { ...seed, numRuns: 1000 },
    );
  });

  it('[B5] have a check digit that rests on every digit: all pairs of digits, all neighbours', () => {
    for (let left = 0; left < 10; left++) {
      for (let right = 0; right < 10; right++) {
        if (left !== right) expect(dammDigit(`${left}${right}`)).not.toBe(dammDigit(`${right}${left}`));
      }
    }
  });
});
