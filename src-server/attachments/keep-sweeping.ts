import { type CentreLog, errorFacts } from '../centre/log.ts';
import type { Attachments } from './attachments.ts';

const EVERY_MS = 3_600_000;

/** Sweeps now and every hour, in this process; several may, each takes what is there. */
export function keepSweeping(attachments: Attachments, log: CentreLog): { stop(): void } {
  const sweep = () =>
    void attachments.sweep().catch((error: unknown) => log.warn(errorFacts(error), 'attachment.sweep-failed'));
  const timer = setInterval(sweep, EVERY_MS);
  timer.unref();
  sweep();
  return { stop: () => clearInterval(timer) };
}
