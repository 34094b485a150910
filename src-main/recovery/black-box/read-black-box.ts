import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { findFrames, frameKey, openFrame } from './frame.ts';
import { type BoxRecord, decodeRecord, isVoid } from './record.ts';
import { listSegments, type Segment, segmentsAfter } from './segment.ts';

export interface BoxedRecord {
  counter: number;
  /** `YYYY-MM-DD`, the local day on which it was accepted. */
  day: string;
  record: BoxRecord;
}

/** What the black box cannot give back any more. */
export interface BoxDamage {
  /** Frames that are damaged or gone: their numbers are missing. */
  lostFrames: number;
  /** Whole frames that this key does not open, or this version does not know. */
  unreadableFrames: number;
  /** Files that end in the middle of a frame with nothing after it: a write that was cut off, and never acknowledged. */
  cutOff: number;
  /** Names of the files concerned. */
  files: string[];
}

export interface ReadOptions {
  directory: string;
  /** 32 bytes: the key of the station's data. */
  dataKey: Uint8Array;
  /** Only records with a higher counter. Default 0: all. */
  after?: number;
  /** Only this local day, `YYYY-MM-DD`. */
  day?: string;
  /** Only the records that make others void: the cheap first pass. */
  voidsOnly?: boolean;
}

export interface BoxReading {
  damage: BoxDamage;
  /** The highest counter read; 0 for none. */
  last: number;
}

/**
 * Records in the order in which they were accepted; at the end, what was damaged. Damaged frames are counted and
 * passed over; never is one handed on that was not written whole. @throws the file system's own error
 */
export function* readBlackBox(options: ReadOptions): Generator<BoxedRecord, BoxReading> {
  const { directory, after = 0, day } = options;
  const all = listSegments(directory);
  const damage: BoxDamage = { lostFrames: 0, unreadableFrames: 0, cutOff: 0, files: [] };
  let last = day === undefined ? after : 0;
  for (const segment of segmentsAfter(all, after)) {
    if (day !== undefined && segment.day !== day) continue;
    const before = day === undefined ? last : Math.max(after, segment.first - 1);
    const read = yield* readSegment(segment, { ...options, before });
    const next = all[all.indexOf(segment) + 1];
    const lost = read.lost + (next ? Math.max(0, next.first - 1 - read.last) : 0);
    const cutOff = read.cutOff && (!next || next.first === read.last + 1) ? 1 : 0;
    if (lost + read.unreadable > 0) damage.files.push(basename(segment.path));
    damage.lostFrames += lost;
    damage.unreadableFrames += read.unreadable;
    damage.cutOff += cutOff;
    last = next ? Math.max(read.last, next.first - 1) : read.last;
  }
  return { damage, last };
}

/** The highest counter in the black box; 0 for none. A torn or damaged end does not count. */
export function lastCounter(directory: string): number {
  for (const segment of listSegments(directory).reverse()) {
    let last = segment.first - 1;
    for (const found of findFrames(readFileSync(segment.path))) {
      if (found.kind === 'frame') last = Math.max(last, found.counter);
    }
    if (last > 0) return last;
  }
  return 0;
}

function* readSegment(
  segment: Segment,
  { dataKey, before, voidsOnly = false }: ReadOptions & { before: number },
): Generator<BoxedRecord, { last: number; lost: number; unreadable: number; cutOff: boolean }> {
  const keys = new Map<string, Uint8Array>();
  let last = before;
  let lost = 0;
  let unreadable = 0;
  let cutOff = false;
  for (const found of findFrames(readFileSync(segment.path))) {
    // Which numbers a damaged stretch held shows by the next whole frame, or by the next file.
    if (found.kind === 'damage') {
      cutOff = found.last;
      continue;
    }
    if (found.counter <= last) continue;
    lost += found.counter - 1 - last;
    last = found.counter;
    const body = openFrame(found.sealed, keyFor(found.salt, { dataKey, keys }));
    if (!body) unreadable++;
    else if (!voidsOnly || isVoid(body)) {
      const record = decodeRecord(body);
      if (record) yield { counter: found.counter, day: segment.day, record };
      else unreadable++;
    }
  }
  return { last, lost, unreadable, cutOff };
}

function keyFor(
  salt: Uint8Array,
  { dataKey, keys }: { dataKey: Uint8Array; keys: Map<string, Uint8Array> },
): Uint8Array {
  const name = Buffer.from(salt).toString('hex');
  const known = keys.get(name) ?? frameKey(dataKey, salt);
  keys.set(name, known);
  return known;
}
