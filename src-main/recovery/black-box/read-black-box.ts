import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { findFrames } from './frame.ts';
import { FrameKeys } from './frame-keys.ts';
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
  /** 32 bytes each: the keys of the station's data, the present one first. */
  keys: readonly Uint8Array[];
  /** Only records with a higher counter. Default 0: all. */
  after?: number;
  /** Only this local day, `YYYY-MM-DD`. */
  day?: string;
}

export interface BoxReading {
  damage: BoxDamage;
  /** The highest counter read; 0 for none. */
  last: number;
}

/** After so many bytes the event loop has its turn: some 2 ms of reading. */
const TURN_BYTES = 128 * 1024;
/** The longest body of a record that makes another void. */
const VOID_BYTES = 256;

/**
 * Records in the order in which they were accepted; at the end, what was damaged. Damaged frames are counted and
 * passed over; never is one handed on that was not written whole. One file at a time is in memory, and no turn of the
 * event loop takes long. @throws the file system's own error
 */
export async function* readBlackBox(options: ReadOptions): AsyncGenerator<BoxedRecord, BoxReading> {
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

export interface BoxSurvey {
  /** Counters of the records that were refused to whoever asked for them. */
  voids: Set<number>;
  /** Whole frames above `after`. */
  frames: number;
}

/** The first pass: how much there is, and which records are void. Opens small frames alone. */
export async function surveyBlackBox({ directory, keys, after = 0 }: Omit<ReadOptions, 'day'>): Promise<BoxSurvey> {
  const survey: BoxSurvey = { voids: new Set(), frames: 0 };
  const frameKeys = new FrameKeys(keys);
  for (const segment of segmentsAfter(listSegments(directory), after)) {
    for await (const found of framesOf(segment)) {
      if (found.kind === 'damage' || found.counter <= after) continue;
      survey.frames++;
      if (found.sealed.length > VOID_BYTES) continue;
      const body = frameKeys.open(found)?.body;
      const record = body && isVoid(body) ? decodeRecord(body) : null;
      if (record?.type === 'void') survey.voids.add(record.counter);
    }
  }
  return survey;
}

async function* readSegment(
  segment: Segment,
  { keys, before }: ReadOptions & { before: number },
): AsyncGenerator<BoxedRecord, { last: number; lost: number; unreadable: number; cutOff: boolean }> {
  const frameKeys = new FrameKeys(keys);
  let last = before;
  let lost = 0;
  let unreadable = 0;
  let cutOff = false;
  for await (const found of framesOf(segment)) {
    // Which numbers a damaged stretch held shows by the next whole frame, or by the next file.
    if (found.kind === 'damage') {
      cutOff = found.last;
      continue;
    }
    if (found.counter <= last) continue;
    lost += found.counter - 1 - last;
    last = found.counter;
    const opened = frameKeys.open(found);
    const record = opened && decodeRecord(opened.body);
    if (record) yield { counter: found.counter, day: segment.day, record };
    else unreadable++;
  }
  return { last, lost, unreadable, cutOff };
}

async function* framesOf({ path }: Segment) {
  let turn = 0;
  for (const found of findFrames(await readIfThere(path))) {
    yield found;
    turn += found.end - found.at;
    if (turn < TURN_BYTES) continue;
    turn = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** One whose turn to be removed came meanwhile holds nothing any more. */
async function readIfThere(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
}
