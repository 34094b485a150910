import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Two of these stay at most: the present file and the one before it. */
const MAX_BYTES = 2 * 1024 * 1024;

/**
 * A file of log lines, readable by its owner only, turned over when it is full. A log that cannot be written must
 * not stop the station: the first failure is said on the error stream, the following ones are counted in silence
 * until a line gets through again.
 * @returns takes one line without its line break
 */
export function logFile(path: string, { maxBytes = MAX_BYTES } = {}): (line: string) => void {
  let size: number | null = null;
  let lost = 0;
  const write = (line: string) => {
    if (size === null) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    }
    if (size > maxBytes) {
      renameSync(path, `${path}.1`);
      size = 0;
    }
    appendFileSync(path, line, { mode: 0o600 });
    size += Buffer.byteLength(line);
  };
  return (line) => {
    try {
      write(lost > 0 ? `${JSON.stringify({ level: 'warn', event: 'log.lost', lines: lost })}\n${line}\n` : `${line}\n`);
      lost = 0;
    } catch (error) {
      if (lost === 0) process.stderr.write(`log: ${(error as NodeJS.ErrnoException).code ?? 'write failed'}\n`);
      lost += 1;
      size = null;
    }
  };
}
