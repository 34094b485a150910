import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFrames, frameKey, openFrame, SALT_BYTES, sealFrame } from '#main/recovery/black-box/frame.ts';

const dataKey = new Uint8Array(32).fill(9);

interface Written {
  bytes: Buffer;
  bodies: Buffer[];
  /** Where each frame begins and ends. */
  spans: [number, number][];
}

function write(bodies: Buffer[], zeroes: number): Written {
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  const key = frameKey(dataKey, salt);
  const frames = bodies.map((body, index) => sealFrame({ key, salt, counter: index + 1, body }));
  const spans: [number, number][] = [];
  let at = 0;
  for (const frame of frames) {
    spans.push([at, at + frame.length]);
    at += frame.length;
  }
  return { bytes: Buffer.concat([...frames, Buffer.alloc(zeroes)]), bodies, spans };
}

/** Counter and body of every frame that is found and opens. */
function read(bytes: Buffer): [number, string][] {
  const found: [number, string][] = [];
  for (const one of findFrames(bytes)) {
    if (one.kind === 'damage') continue;
    const body = openFrame(one.sealed, frameKey(dataKey, one.salt));
    if (body) found.push([one.counter, body.toString('base64')]);
  }
  return found;
}

const expected = ({ bodies }: Written, kept: (index: number) => boolean): [number, string][] =>
  bodies.flatMap((body, index): [number, string][] => (kept(index) ? [[index + 1, body.toString('base64')]] : []));

/** Bodies that end in zeroes and ones that look like a frame's beginning are among them. */
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(40)),
  fc.constant(Buffer.from('PBX1 PBX1PBX1', 'latin1')),
);
const file = fc.tuple(fc.array(body, { minLength: 1, maxLength: 12 }), fc.nat({ max: 2000 }));
const RUNS = { numRuns: 400, seed: 261121 };

describe('[B1] frames of the black box', () => {
  it('come back as they were written, with reserved space after them or without', () => {
    fc.assert(
      fc.property(file, ([bodies, zeroes]) => {
        const written = write(bodies, zeroes);
        expect(read(written.bytes)).toEqual(expected(written, () => true));
        expect([...findFrames(written.bytes)].every(({ kind }) => kind === 'frame')).toBe(true);
      }),
      RUNS,
    );
  });

  it('cut off anywhere give every frame that is whole, and nothing else', () => {
    fc.assert(
      fc.property(file, fc.nat(), ([bodies, zeroes], at) => {
        const written = write(bodies, zeroes);
        const length = at % (written.bytes.length + 1);
        const whole = expected(written, (index) => written.spans[index]![1] <= length);
        expect(read(written.bytes.subarray(0, length))).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('with any bits flipped lose only the frames that were hit, and never give a wrong one', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(file, flips, ([bodies, zeroes], places) => {
        const written = write(bodies, zeroes);
        const end = written.spans.at(-1)![1];
        const bytes = Buffer.from(written.bytes);
        const hit = new Map<number, number>();
        for (const [place, mask] of places) {
          bytes[place % end]! ^= mask;
          hit.set(place % end, (hit.get(place % end) ?? 0) ^ mask);
        }
        const isHit = ([from, to]: [number, number]) =>
          [...hit].some(([place, mask]) => mask !== 0 && place >= from && place < to);
        expect(read(bytes)).toEqual(expected(written, (index) => !isHit(written.spans[index]!)));
      }),
      RUNS,
    );
  });

  it('with a stretch zeroed, overwritten or taken out lose only what the stretch touched', () => {
    const kinds = fc.constantFrom('zeroes', 'noise', 'removed');
    fc.assert(
      fc.property(file, fc.nat(), fc.integer({ min: 1, max: 500 }), kinds, ([bodies, zeroes], at, size, kind) => {
        const written = write(bodies, zeroes);
        const end = written.spans.at(-1)![1];
        const from = at % end;
        const to = Math.min(end, from + size);
        const middle =
          kind === 'removed' ? Buffer.alloc(0) : kind === 'zeroes' ? Buffer.alloc(to - from) : randomBytes(to - from);
        const bytes = Buffer.concat([written.bytes.subarray(0, from), middle, written.bytes.subarray(to)]);
        const untouched = expected(
          written,
          (index) => written.spans[index]![1] <= from || written.spans[index]![0] >= to,
        );
        const all = expected(written, () => true).map((one) => JSON.stringify(one));
        const found = read(bytes);
        // A frame whose end was zeroes anyway is whole after being zeroed there.
        for (const one of found) expect(all).toContain(JSON.stringify(one));
        expect(found).toEqual(expect.arrayContaining(untouched));
      }),
      RUNS,
    );
  });

  it('of another key are whole, and do not open', () => {
    const { bytes } = write([Buffer.from('{"type":"void"}')], 0);
    const [found] = [...findFrames(bytes)];
    expect(found?.kind).toBe('frame');
    if (found?.kind !== 'frame') return;
    expect(openFrame(found.sealed, frameKey(new Uint8Array(32).fill(8), found.salt))).toBeNull();
  });
});
