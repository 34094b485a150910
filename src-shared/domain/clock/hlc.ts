/*
 * Hybrid logical clock (Kulkarni, Demirbas et al., "Logical Physical Clocks", 2014).
 *
 * Wall clocks of stations disagree and jump. A stamp orders entries so that whatever was written with
 * knowledge of something else sorts after it, while staying close to wall time: it is the largest
 * millisecond seen so far (own clock or received stamp) plus a counter for stamps within it.
 * A clock set back only makes the counter grow; a clock set forward is followed, and the stamps stay
 * there until the wall clock catches up. Nothing but this orders entries.
 *
 * As text, fixed width so that plain string comparison is the order:
 *
 *     0001763747200123-0004-a3f09c1d
 *     milliseconds(16) counter(4, base 36) node(8)
 */

export interface Hlc {
  /** Milliseconds since the epoch. */
  time: number;
  counter: number;
  /** Eight characters that name the station, so that no two stamps are equal. */
  node: string;
}

const MAX_COUNTER = 36 ** 4 - 1;
const HLC_PATTERN = /^(\d{16})-([0-9a-z]{4})-([0-9a-z]{8})$/;

export function formatHlc(hlc: Hlc): string {
  return `${String(hlc.time).padStart(16, '0')}-${hlc.counter.toString(36).padStart(4, '0')}-${hlc.node}`;
}

/** `null` for text that is no stamp. */
export function parseHlc(text: string): Hlc | null {
  const match = HLC_PATTERN.exec(text);
  if (!match) return null;
  return { time: Number(match[1]), counter: Number.parseInt(match[2]!, 36), node: match[3]! };
}

/** The stamp for an event here, after `last`. `wall` is the station's clock in milliseconds. */
export function tick(last: Hlc, wall: number): Hlc {
  const now = Math.max(0, Math.floor(wall));
  if (now > last.time) return { time: now, counter: 0, node: last.node };
  if (last.counter < MAX_COUNTER) return { time: last.time, counter: last.counter + 1, node: last.node };
  return { time: last.time + 1, counter: 0, node: last.node };
}

/** The clock after a stamp of another station was seen. */
export function witness(last: Hlc, seen: Hlc): Hlc {
  if (seen.time > last.time || (seen.time === last.time && seen.counter > last.counter)) {
    return { time: seen.time, counter: seen.counter, node: last.node };
  }
  return last;
}
