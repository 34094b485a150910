import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { RECOVERY_CAUSES, type RecoveryReport } from '#shared/contract/recovery.ts';
import { recoveryFiles, replaceFileSync } from './files.ts';

const counts = z.object({ entries: z.int(), documents: z.int() });

const keptReportSchema = z.object({
  version: z.literal(1),
  acknowledged: z.boolean(),
  report: z.object({
    at: z.string(),
    cause: z.enum(RECOVERY_CAUSES),
    problems: z.array(z.string()),
    aside: z.string().nullable(),
    backup: z.object({ name: z.string(), at: z.string() }).nullable(),
    skipped: z.array(z.object({ name: z.string(), code: z.string() })),
    fromBlackBox: counts,
    salvaged: counts,
    lost: z.object({ records: z.int(), unknown: z.int(), files: z.array(z.string()) }),
    tickets: z.int(),
  }),
});

export interface KeptReport {
  report: RecoveryReport;
  acknowledged: boolean;
}

/** The last report; `null` when there is none, or what is there cannot be read. */
export function readReport(dataDir: string): KeptReport | null {
  try {
    return keptReportSchema.parse(JSON.parse(readFileSync(recoveryFiles(dataDir).report, 'utf8')));
  } catch {
    // A report tells what was done; nothing depends on it.
    return null;
  }
}

/** Keeps it until the next one. */
export function keepReport(dataDir: string, { report, acknowledged }: KeptReport): void {
  replaceFileSync(recoveryFiles(dataDir).report, `${JSON.stringify({ version: 1, acknowledged, report }, null, 2)}\n`);
}
