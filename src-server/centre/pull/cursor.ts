import type { Cursor } from '#shared/sync/messages.ts';

/*
 * A place in a feed, as text that only the centre reads.
 *
 *     p.<xid>.<seq>                                          after that row
 *     f.<horizon>.<phase>.<key>.<seq>.<done>.<total>         in the first synchronisation
 *
 * The first synchronisation begins at a horizon: every transaction below it was over. It walks what is there, documents
 * (by xid and seq), open tickets, then the others (by number, the newest first). What changes meanwhile is in the
 * feed at or above the horizon, which is where the ordinary walk then begins.
 */

export interface Place {
  kind: 'place';
  xid: bigint;
  seq: bigint;
}

export const PHASES = ['documents', 'open', 'others'] as const;
export type Phase = (typeof PHASES)[number];

export interface FirstWalk {
  kind: 'first';
  horizon: bigint;
  phase: Phase;
  /** Documents: xid. Tickets: the number before which to go on. */
  key: bigint;
  seq: bigint;
  done: number;
  total: number;
}

const BIGINT = '(\\d{1,19})';
const PLACE = new RegExp(`^p\\.${BIGINT}\\.${BIGINT}$`);
const FIRST = new RegExp(`^f\\.${BIGINT}\\.([012])\\.${BIGINT}\\.${BIGINT}\\.(\\d{1,12})\\.(\\d{1,12})$`);
const MOST = 2n ** 63n - 1n;

export function writeCursor(cursor: Place | FirstWalk): Cursor {
  if (cursor.kind === 'place') return `p.${cursor.xid}.${cursor.seq}`;
  const { horizon, phase, key, seq, done, total } = cursor;
  return `f.${horizon}.${PHASES.indexOf(phase)}.${key}.${seq}.${done}.${total}`;
}

/** `null`: not one of ours. */
export function readCursor(cursor: Cursor): Place | FirstWalk | null {
  const place = PLACE.exec(cursor);
  if (place) {
    const [xid, seq] = [BigInt(place[1]!), BigInt(place[2]!)];
    return xid <= MOST && seq <= MOST ? { kind: 'place', xid, seq } : null;
  }
  const first = FIRST.exec(cursor);
  if (!first) return null;
  const [horizon, key, seq] = [BigInt(first[1]!), BigInt(first[3]!), BigInt(first[4]!)];
  if (horizon > MOST || key > MOST || seq > MOST) return null;
  return {
    kind: 'first',
    horizon,
    phase: PHASES[Number(first[2])]!,
    key,
    seq,
    done: Number(first[5]),
    total: Number(first[6]),
  };
}
