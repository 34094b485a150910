/** Fixed event names with facts about machine and program; never names, texts, documents, telephones, tokens. */
export type CentreLogFields = Record<string, string | number | boolean | null | undefined>;

/** Shaped like pino's methods, so that pino fits as it is. */
export interface CentreLog {
  debug(fields: CentreLogFields, event: string): void;
  info(fields: CentreLogFields, event: string): void;
  warn(fields: CentreLogFields, event: string): void;
  error(fields: CentreLogFields, event: string): void;
}

export const silentLog: CentreLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Of an error, what may be written down: its name and code, never its message, which may quote data. */
export function errorFacts(error: unknown): CentreLogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code } = error as { code?: unknown };
  const frame = /^\s+at (.*)$/m.exec(error.stack ?? '')?.[1];
  return { error: error.name, code: typeof code === 'string' ? code : undefined, frame };
}
