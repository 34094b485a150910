import { setTimeout as wait } from 'node:timers/promises';
import { type CentreLog, errorFacts } from '../centre/log.ts';
import { ServerError } from '../server-error.ts';
import { S3Unreachable } from './check-s3.ts';

/** Milliseconds; tests make them short. */
export interface StorageWatchPace {
  whileAway: number;
  whileThere: number;
}
const PACE: StorageWatchPace = { whileAway: 15_000, whileThere: 5 * 60_000 };

export interface StorageWatchParts {
  /** @throws {S3Unreachable} while nobody answers; {ServerError} when a setting is wrong */
  check: () => Promise<void>;
  log: CentreLog;
  /** Told in words when the storage goes away and when it is back. */
  say: (line: string) => void;
  pace?: StorageWatchPace;
}

export interface StorageWatch {
  /** Whether the storage answered when it was asked last. */
  readonly reachable: boolean;
  stop(): Promise<void>;
}

/**
 * Looks after storage that is reached over a network. Tickets do not need it: while it is away the centre serves everything
 * but files, and stations keep theirs until it is back.
 * @throws {ServerError} when at the start a setting is wrong: waiting would not mend that
 */
export async function watchStorage({ check, log, say, pace = PACE }: StorageWatchParts): Promise<StorageWatch> {
  const stopping = new AbortController();
  let reachable = true;
  const look = async () => {
    const before = reachable;
    const error = await check().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    reachable = error === null;
    if (reachable === before) return error;
    if (reachable) {
      log.info({}, 'attachments.reachable');
      say('O armazenamento S3 dos anexos voltou a responder.');
    } else {
      log.warn(errorFacts(error), 'attachments.unreachable');
      if (error instanceof ServerError)
        say(`${error.message} Os chamados seguem sem os arquivos, e a central tenta de novo sozinha.`);
    }
    return error;
  };
  const first = await look();
  if (first !== null && !(first instanceof S3Unreachable)) throw first;
  const run = async () => {
    while (!stopping.signal.aborted) {
      await wait(reachable ? pace.whileThere : pace.whileAway, undefined, { signal: stopping.signal, ref: false });
      // What was right at the start and is wrong now is somebody's to put right meanwhile.
      await look();
    }
  };
  const running = run().catch(() => {});
  return {
    get reachable() {
      return reachable;
    },
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}
