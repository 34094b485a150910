/**
 * The files of the black box: `blackbox/<day>-<first counter>.box`. The name tells what is in one without opening it:
 * a file holds one local day at most, and its counters run from its own up to the next file's.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Segment {
  path: string;
  /** `YYYY-MM-DD`, the station's local day on which its records were accepted. */
  day: string;
  /** Counter of its first frame. */
  first: number;
}

const NAME = /^(\d{4}-\d{2}-\d{2})-(\d{16})\.box$/;

export function segmentPath(directory: string, { day, first }: Pick<Segment, 'day' | 'first'>): string {
  return join(directory, `${day}-${String(first).padStart(16, '0')}.box`);
}

/** By counter; other files are passed over. No directory is no segments. */
export function listSegments(directory: string): Segment[] {
  return namesIn(directory)
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match ? [{ path: join(directory, name), day: match[1]!, first: Number(match[2]) }] : [];
    })
    .sort((a, b) => a.first - b.first);
}

/** What there is of each day, newest first. */
export function daysOf(directory: string): { day: string; bytes: number }[] {
  const bytes = new Map<string, number>();
  for (const { day, path } of listSegments(directory)) bytes.set(day, (bytes.get(day) ?? 0) + statSync(path).size);
  return [...bytes].map(([day, size]) => ({ day, bytes: size })).sort((a, b) => (a.day < b.day ? 1 : -1));
}

/** Those that may hold a counter above `after`. */
export function segmentsAfter(segments: readonly Segment[], after: number): Segment[] {
  return segments.filter((_, index) => (segments[index + 1]?.first ?? Number.POSITIVE_INFINITY) > after + 1);
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
